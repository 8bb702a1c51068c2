package punchline.simulation.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import punchline.engine.Command;
import punchline.engine.Event.MessageState;
import punchline.engine.HistoryMessage;
import punchline.engine.PeerConfig;
import punchline.engine.conversation.MessageId;
import punchline.protocol.PeerId;
import punchline.protocol.ServerAddress;
import punchline.simulation.LinkQuality;
import punchline.simulation.VirtualNetwork;
import punchline.simulation.VirtualPeer;
import punchline.simulation.VirtualServer;

/**
 * One random talk of two or three people, each with each, all of it drawn from a seed: the whole engine at every end,
 * {@link Mishaps} of the network, programs that end and are killed at any moment.
 */
public final class Talk {
    private static final int STEPS = 60;
    private static final int SERVER_PORT = 6327;
    private static final String SERVER = "198.51.100.1";
    private static final List<String> NAMES = List.of("Ann", "Bob", "Cem");

    /** At most so long after the last word all must be well, in virtual time. */
    private static final long MAX_QUIET_MILLIS = 600_000;

    private static final long LOOK_MILLIS = 5_000;

    /** A busy disk. */
    private static final int MAX_COMMIT_MILLIS = 200;

    /** A conversation. */
    private record Pair(Speaker one, Speaker other) {}

    private final long seed;
    private final Random random;
    private final VirtualNetwork network;
    private final List<Speaker> speakers = new ArrayList<>();
    private final List<Pair> pairs = new ArrayList<>();
    private final Mishaps mishaps;
    private final Requests requests;
    private final List<String> wrong = new ArrayList<>();

    public Talk(long seed) {
        this.seed = seed;
        random = new Random(seed);
        network = new VirtualNetwork(seed);
        VirtualServer server =
                VirtualServer.start(network, network.openHost("server", SERVER, LinkQuality.ofMillis(5)), SERVER_PORT);
        int count = random.nextInt(3) == 0 ? 3 : 2;
        for (int i = 0; i < count; i++) {
            Speaker next = speaker(i);
            speakers.forEach(earlier -> pairs.add(new Pair(earlier, next)));
            speakers.add(next);
        }
        mishaps = new Mishaps(random, network, server, speakers);
        requests = new Requests(random);
    }

    private Speaker speaker(int number) {
        String name = NAMES.get(number);
        Place place = Place.draw(network, name, number, Mishaps.line(random), random);
        PeerConfig config = new PeerConfig(name, 0, List.of(new ServerAddress(SERVER, SERVER_PORT)), true, true, false);
        long identity = NAMES.size() * (seed % 64) + number;
        // Between handing over and commit much can happen, the more the slower the disk.
        int commitMillis = random.nextInt(3) == 0 ? 1 + random.nextInt(MAX_COMMIT_MILLIS) : 2;
        long commitNanos = TimeUnit.MILLISECONDS.toNanos(commitMillis);
        return new Speaker(network, new VirtualPeer(network, place.host(), identity, config, commitNanos), place);
    }

    /** Runs it, once. Gives what went wrong, in words; nothing if all went well. */
    public List<String> run() {
        speakers.forEach(Speaker::start);
        network.time().runMillis(1_000);
        pairs.forEach(pair ->
                pair.one().peer().submit(new Command.Connect(null, pair.other().id(), null)));
        network.time().runMillis(2_000);
        for (int step = 0; step < STEPS; step++) {
            step(speakers.get(random.nextInt(speakers.size())));
            listen();
        }
        becomeQuiet();
        return wrong;
    }

    /** All that happened, for people. */
    public String trace() {
        StringBuilder trace =
                new StringBuilder("seed " + seed + "\n").append(network.trace()).append('\n');
        requests.all().forEach(one -> trace.append(one).append('\n'));
        return trace.toString();
    }

    private void step(Speaker speaker) {
        int dice = random.nextInt(36);
        if (dice == 0 && speaker.runs()) {
            speaker.crash();
        } else if (dice == 1 && speaker.runs()) {
            speaker.stop();
        } else if (dice < 5 && !speaker.runs()) {
            speaker.start();
        } else if (dice < 10) {
            network.time().runMillis(random.nextInt(dice == 9 ? 5_000 : 300));
        } else if (dice < 14) {
            mishaps.next();
        } else if (speaker.runs() && !speaker.sleeps()) {
            requests.next(speaker, anyBut(speaker).id());
        }
        if (random.nextBoolean()) {
            network.time().runMillis(random.nextInt(40));
        }
    }

    private Speaker anyBut(Speaker one) {
        List<Speaker> others =
                speakers.stream().filter(other -> !other.equals(one)).toList();
        return others.get(random.nextInt(others.size()));
    }

    private void listen() {
        speakers.forEach(speaker -> speaker.listen(requests.byRef(), speakers, wrong));
    }

    /** Nothing more is asked, the network heals and all run: all must be well soon, and stay so. */
    private void becomeQuiet() {
        mishaps.heal();
        speakers.stream().filter(speaker -> !speaker.runs()).forEach(Speaker::start);
        await(this::objections);
        if (!wrong.isEmpty()) {
            return;
        }
        for (Pair pair : pairs) {
            requests.read(pair.one(), pair.other().id(), null);
            requests.read(pair.other(), pair.one().id(), null);
        }
        await(this::unread);
        wrong.addAll(objections());
    }

    /** Lets time pass until there is nothing to object to; what then remains is wrong. */
    private void await(Supplier<List<String>> objections) {
        network.time().runMillis(LOOK_MILLIS);
        List<String> left = objections.get();
        for (long waited = 0; !left.isEmpty() && waited < MAX_QUIET_MILLIS; waited += LOOK_MILLIS) {
            network.time().runMillis(LOOK_MILLIS);
            left = objections.get();
        }
        wrong.addAll(left);
    }

    private List<String> objections() {
        List<String> objections = new ArrayList<>();
        for (Pair pair : pairs) {
            PeerId one = pair.one().id();
            PeerId other = pair.other().id();
            List<HistoryMessage> seenByOne = pair.one().history(other);
            List<HistoryMessage> seenByOther = pair.other().history(one);
            listen();
            objections.addAll(
                    new TalkModel(requests.between(one, other)).objections(one, seenByOne, other, seenByOther));
            if (!pair.one().peer().isOnline(other) || !pair.other().peer().isOnline(one)) {
                objections.add(pair.one() + " and " + pair.other() + " are not online to each other");
            }
        }
        return objections;
    }

    private List<String> unread() {
        List<String> unread = new ArrayList<>();
        for (Pair pair : pairs) {
            List<HistoryMessage> ones = pair.one().history(pair.other().id());
            List<HistoryMessage> others = pair.other().history(pair.one().id());
            unread.addAll(unread(ones, others));
            unread.addAll(unread(others, ones));
        }
        return unread;
    }

    private static List<String> unread(List<HistoryMessage> authors, List<HistoryMessage> readers) {
        Set<MessageId> shown = readers.stream().map(HistoryMessage::id).collect(Collectors.toSet());
        return authors.stream()
                .filter(message -> message.mine() && shown.contains(message.id()))
                .filter(message -> message.state() != MessageState.READ)
                .map(message -> "not known to be read: " + message)
                .toList();
    }
}
