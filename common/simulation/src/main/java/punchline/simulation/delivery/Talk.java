package punchline.simulation.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.Event.HistoryMessage;
import punchline.engine.Event.MessageState;
import punchline.engine.PeerConfig;
import punchline.engine.conversation.MessageId;
import punchline.protocol.PeerId;
import punchline.protocol.ServerAddress;
import punchline.simulation.LinkQuality;
import punchline.simulation.VirtualNetwork;
import punchline.simulation.VirtualPeer;
import punchline.simulation.VirtualServer;
import punchline.simulation.delivery.Asked.Kind;

/**
 * One random talk, all of it drawn from a seed: the whole engine at both ends, a network that loses up to 40 % of what it
 * carries, repeats some and lets it overtake, programs that end and are killed at any moment.
 */
public final class Talk {
    private static final int STEPS = 60;
    private static final double MAX_LOSS = 0.4;
    private static final int SERVER_PORT = 6327;
    private static final String SERVER = "198.51.100.1";

    /** At most so long after the last word all must be well, in virtual time. */
    private static final long MAX_QUIET_MILLIS = 600_000;

    private static final long LOOK_MILLIS = 5_000;

    private static final List<String> SIGNS = List.of("👍", "🦊", "❤️", "");

    /** One of the two. */
    private final class Person {
        private final VirtualPeer peer;
        private final List<MessageId> mine = new ArrayList<>();
        private final List<MessageId> theirs = new ArrayList<>();
        private boolean runs;
        private int heard;

        Person(VirtualPeer peer) {
            this.peer = peer;
        }

        void start() {
            runs = true;
            peer.start();
        }

        /** Takes note of what was told since the last time. */
        void listen() {
            List<Event> events = peer.events();
            for (; heard < events.size(); heard++) {
                Event event = events.get(heard);
                Asked answered = event.ref() == null ? null : byRef.get(event.ref());
                if (answered != null) {
                    answered.onEvent(event);
                }
                if (event instanceof Event.State state && state.state() == MessageState.QUEUED && answered != null) {
                    mine.add(state.id());
                } else if (event instanceof Event.Message message) {
                    if (theirs.contains(message.id())) {
                        wrong.add("told twice: " + message);
                    }
                    theirs.add(message.id());
                }
            }
        }
    }

    private final long seed;
    private final Random random;
    private final VirtualNetwork network;
    private final Person ann;
    private final Person bob;
    private final List<Asked> asked = new ArrayList<>();
    private final Map<String, Asked> byRef = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();

    public Talk(long seed) {
        this.seed = seed;
        random = new Random(seed);
        network = new VirtualNetwork(seed);
        VirtualServer.start(network, network.openHost("server", SERVER, LinkQuality.ofMillis(5)), SERVER_PORT);
        LinkQuality link = LinkQuality.ofMillis(1 + random.nextInt(60))
                .withLoss(random.nextInt(3) == 0 ? 0 : random.nextDouble() * MAX_LOSS)
                .withJitterMillis(random.nextInt(40))
                .withDuplication(random.nextDouble() * 0.05);
        ann = person("Ann", "203.0.113.10", 2 * (seed % 64), link);
        bob = person("Bob", "203.0.113.20", 2 * (seed % 64) + 1, link);
    }

    private Person person(String name, String address, long identity, LinkQuality link) {
        List<ServerAddress> servers = List.of(new ServerAddress(SERVER, SERVER_PORT));
        return new Person(new VirtualPeer(
                network,
                network.openHost(name, address, link),
                identity,
                new PeerConfig(name, 0, servers, true, true, false)));
    }

    /** Runs it, once. Gives what went wrong, in words; nothing if all went well. */
    public List<String> run() {
        ann.start();
        bob.start();
        network.time().runMillis(1_000);
        ann.peer.submit(new Command.Connect(null, bob.peer.id(), null));
        network.time().runMillis(2_000);
        for (int step = 0; step < STEPS; step++) {
            Person person = random.nextBoolean() ? ann : bob;
            step(person, person == ann ? bob : ann);
            ann.listen();
            bob.listen();
        }
        becomeQuiet();
        return wrong;
    }

    /** All that happened, for people. */
    public String trace() {
        StringBuilder trace =
                new StringBuilder("seed " + seed + "\n").append(network.trace()).append('\n');
        asked.forEach(one -> trace.append(one).append('\n'));
        return trace.toString();
    }

    private void step(Person person, Person other) {
        int dice = random.nextInt(32);
        if (dice == 0 && person.runs) {
            person.peer.crash();
            person.runs = false;
        } else if (dice == 1 && person.runs) {
            person.peer.stop();
            person.runs = false;
        } else if (dice < 5 && !person.runs) {
            person.start();
        } else if (dice < 10) {
            network.time().runMillis(random.nextInt(dice == 9 ? 5_000 : 300));
        } else if (person.runs) {
            say(person, other.peer.id(), dice);
        }
        if (random.nextBoolean()) {
            network.time().runMillis(random.nextInt(40));
        }
    }

    private void say(Person person, PeerId to, int dice) {
        MessageId own = any(person.mine);
        MessageId received = any(person.theirs);
        MessageId either = random.nextBoolean() ? own : received;
        if (dice < 20) {
            MessageId replyTo = random.nextInt(4) == 0 ? either : null;
            Asked send = ask(Kind.SEND, person, replyTo, "message " + asked.size());
            person.peer.submit(new Command.Send(send.ref(), to, send.text(), replyTo));
        } else if (dice < 23 && own != null) {
            Asked edit = ask(Kind.EDIT, person, own, "edit " + asked.size());
            person.peer.submit(new Command.Edit(edit.ref(), to, own, edit.text()));
        } else if (dice < 25 && own != null) {
            person.peer.submit(
                    new Command.Delete(ask(Kind.DELETE, person, own, "").ref(), to, own));
        } else if (dice < 28 && either != null) {
            Asked react = ask(Kind.REACT, person, either, SIGNS.get(random.nextInt(SIGNS.size())));
            person.peer.submit(new Command.React(react.ref(), to, either, react.text()));
        } else if (dice < 30 && own != null) {
            MessageId latest = person.mine.getLast();
            person.peer.submit(
                    new Command.Cancel(ask(Kind.CANCEL, person, latest, "").ref(), to, latest));
        } else if (dice == 30) {
            person.peer.submit(new Command.Read(ask(Kind.READ, person, null, "").ref(), to, received));
        } else {
            person.peer.submit(new Command.Typing(null, to));
        }
    }

    private @Nullable MessageId any(List<MessageId> ids) {
        return ids.isEmpty() ? null : ids.get(random.nextInt(ids.size()));
    }

    private Asked ask(Kind kind, Person author, @Nullable MessageId target, String text) {
        Asked next = new Asked(asked.size(), kind, author.peer.id(), target, text);
        asked.add(next);
        byRef.put(next.ref(), next);
        return next;
    }

    /** Nothing more is asked and both run: all must be well soon, and stay so. */
    private void becomeQuiet() {
        for (Person person : List.of(ann, bob)) {
            if (!person.runs) {
                person.start();
            }
        }
        network.time().runMillis(LOOK_MILLIS);
        List<String> objections = objections();
        for (long waited = 0; !objections.isEmpty() && waited < MAX_QUIET_MILLIS; waited += LOOK_MILLIS) {
            network.time().runMillis(LOOK_MILLIS);
            objections = objections();
        }
        wrong.addAll(objections);
        if (!wrong.isEmpty()) {
            return;
        }
        for (Person person : List.of(ann, bob)) {
            PeerId other = person == ann ? bob.peer.id() : ann.peer.id();
            person.peer.submit(new Command.Read(ask(Kind.READ, person, null, "").ref(), other, null));
        }
        Set<HistoryMessage> unread = unread();
        for (long waited = 0; !unread.isEmpty() && waited < MAX_QUIET_MILLIS; waited += LOOK_MILLIS) {
            network.time().runMillis(LOOK_MILLIS);
            unread = unread();
        }
        unread.forEach(message -> wrong.add("not known to be read: " + message));
        wrong.addAll(objections());
    }

    private List<String> objections() {
        List<HistoryMessage> seenByAnn = history(ann, bob);
        List<HistoryMessage> seenByBob = history(bob, ann);
        ann.listen();
        bob.listen();
        return new TalkModel(asked).objections(ann.peer.id(), seenByAnn, bob.peer.id(), seenByBob);
    }

    private Set<HistoryMessage> unread() {
        Set<HistoryMessage> unread = new HashSet<>(history(ann, bob));
        unread.addAll(history(bob, ann));
        unread.removeIf(message -> !message.mine() || message.state() == MessageState.READ);
        return unread;
    }

    private List<HistoryMessage> history(Person person, Person with) {
        String ref = "history " + network.time().nowNanos();
        person.peer.submit(new Command.History(ref, with.peer.id(), 1000, null));
        network.time().runMillis(20);
        return Objects.requireNonNull(
                        person.peer.last(Event.History.class, history -> ref.equals(history.ref())), "no history")
                .messages();
    }
}
