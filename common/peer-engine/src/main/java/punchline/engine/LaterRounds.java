package punchline.engine;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.engine.path.Allowance;
import punchline.engine.path.LadderConfig;
import punchline.engine.path.OwnNetwork;
import punchline.engine.path.Pairing;
import punchline.engine.path.PathFailure;
import punchline.engine.path.Tactic;
import punchline.engine.path.Volley;
import punchline.engine.rendezvous.NatSample;
import punchline.engine.rendezvous.RendezvousAsk;
import punchline.engine.rendezvous.RendezvousEvent;
import punchline.engine.socket.LocalSocket;
import punchline.protocol.Consent;
import punchline.protocol.Endpoint;
import punchline.protocol.IdentitySigner;
import punchline.protocol.NatClass;
import punchline.protocol.PeerId;
import punchline.protocol.ProtocolLimits;
import punchline.protocol.RendezvousAnswer.Counterpart;

/**
 * The rounds of an attempt that follow when plain probes do not meet: opens fresh sockets, has servers look at them, asks for the round, and
 * turns the server's word to start into a volley. One round at a time with each peer; where both call for one, the lower PeerId's
 * counts.
 */
final class LaterRounds {
    /** A permission outlives the round that it is for, and clocks that are minutes apart. */
    private static final long CONSENT_SECONDS = TimeUnit.MINUTES.toSeconds(10);

    /** No more than one round with a peer in this time, whatever a server says. */
    private static final long GAP_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** The longest round lasts 14 s, with its preparation. */
    private static final long ROUND_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(20);

    /** A better path may still be found on another of the sockets. */
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** Rounds made ready at others' word or this side's: each opens a socket or two and has two servers look at it. */
    private static final int PREPARED_PER_SECOND = 16;

    private static final int PREPARED_AT_ONCE = 32;

    /** As many as there can be while a consent lasts. */
    private static final int MAX_SPENT = 32;

    private static final Logger log = LoggerFactory.getLogger("punchline.connections");

    private final Self self;
    private final IdentitySigner signer;
    private final LadderConfig config;
    private final Servers servers;
    private final ProbingSockets sockets;
    private final RemotePeers remotes;
    private final World world;
    private final Supplier<OwnNetwork> own;
    private final Map<PeerId, Round> rounds = new LinkedHashMap<>();
    private final Map<PeerId, Held> held = new LinkedHashMap<>();
    private final Allowance preparations = new Allowance(PREPARED_PER_SECOND, PREPARED_AT_ONCE);

    /** Attempts whose consent has been used: a server could show it again. */
    private final Set<String> spent = new LinkedHashSet<>();

    private @Nullable Long randomNanos;

    /** A round with one peer. */
    private static final class Round {
        private final String attempt;
        private final int number;
        private final boolean mine;
        private final long begunNanos;
        private List<LocalSocket> sockets = List.of();
        private boolean asked;
        private boolean started;

        Round(String attempt, int number, boolean mine, long begunNanos) {
            this.attempt = attempt;
            this.number = number;
            this.mine = mine;
            this.begunNanos = begunNanos;
        }

        boolean is(String otherAttempt, int otherNumber) {
            return attempt.equals(otherAttempt) && number == otherNumber;
        }
    }

    /** Sockets opened for a peer, and when those that came to nothing are closed. */
    private static final class Held {
        private final List<LocalSocket> sockets = new ArrayList<>();
        /** Those of rounds before the last. */
        private List<LocalSocket> old = List.of();

        private long closeNanos;
    }

    LaterRounds(
            Self self,
            LadderConfig config,
            Servers servers,
            ProbingSockets sockets,
            RemotePeers remotes,
            World world,
            Supplier<OwnNetwork> own) {
        this.self = self;
        this.signer = IdentitySigner.of(self.identity().privateKey());
        this.config = config;
        this.servers = servers;
        this.sockets = sockets;
        this.remotes = remotes;
        this.world = world;
        this.own = own;
    }

    /** The NATs of an attempt with that peer. */
    Pairing pairing(PeerId peer, NatClass theirs) {
        return new Pairing(servers.nat(), theirs, self.identity().peerId().compareTo(peer) < 0);
    }

    /** An attempt wants its next round. */
    void want(RemotePeer remote) {
        long nowNanos = world.time().nowNanos();
        PeerId peer = remote.id();
        Round current = rounds.get(peer);
        if (current != null && !current.started && nowNanos - current.begunNanos < config.patienceNanos()) {
            return;
        }
        Tactic tactic = pairing(peer, remote.nat()).tactic();
        if (tactic == Tactic.NONE) {
            remote.onObstacle(nowNanos, PathFailure.UNPREDICTABLE_PORTS);
            return;
        }
        if (tactic.isRandom() && !mayTryRandom(nowNanos)) {
            log.info("{}: random ports wait for the attempt before", peer.brief());
            remote.onObstacle(nowNanos, PathFailure.RANDOM_PORTS_WAIT);
            return;
        }
        int number = current == null || !current.mine ? 1 : current.number % ProtocolLimits.MAX_ROUND + 1;
        String attempt = Long.toUnsignedString(world.random().nextLong(), Character.MAX_RADIX);
        prepare(peer, new Round(attempt, number, true, nowNanos), tactic);
    }

    /** The other side wants a round, whose {@code go} comes once this side asks for it too. */
    void onAsked(RemotePeer remote, Counterpart peer, String attempt, int number) {
        long nowNanos = world.time().nowNanos();
        remote.setNat(peer.nat());
        Round current = rounds.get(peer.id());
        if (current != null && !givesWay(current, nowNanos, peer.id(), attempt, number)) {
            return;
        }
        Tactic tactic = pairing(peer.id(), peer.nat()).tactic();
        if (tactic != Tactic.NONE) {
            prepare(peer.id(), new Round(attempt, number, false, nowNanos), tactic);
        }
    }

    /** Whether a round may be dropped for the one that the other side asks for. */
    private boolean givesWay(Round current, long nowNanos, PeerId peer, String attempt, int number) {
        if (current.is(attempt, number)) {
            return false;
        }
        long ageNanos = nowNanos - current.begunNanos;
        if (current.mine && !current.started) {
            boolean leads = self.identity().peerId().compareTo(peer) < 0;
            return !leads || ageNanos >= config.patienceNanos();
        }
        return ageNanos >= GAP_NANOS;
    }

    private void prepare(PeerId peer, Round round, Tactic tactic) {
        if (tactic.isRandom() && !mayTryRandom(round.begunNanos)) {
            return;
        }
        if (!preparations.take(round.begunNanos)) {
            log.debug("{}: too many rounds at once", peer.brief());
            return;
        }
        log.info("{}: round {}: {}", peer.brief(), round.number, tactic);
        rounds.put(peer, round);
        closeOld(peer);
        round.sockets = open(peer, Volley.sampled(tactic));
        servers.sample(round.sockets, samples -> {
            if (round.equals(rounds.get(peer))) {
                ask(peer, round, tactic, samples);
            }
        });
    }

    private boolean mayTryRandom(long nowNanos) {
        Long last = randomNanos;
        return last == null || nowNanos - last >= config.randomGapNanos();
    }

    private void ask(PeerId peer, Round round, Tactic tactic, List<NatSample> samples) {
        if (samples.isEmpty()) {
            return;
        }
        List<Endpoint> seen = samples.stream()
                .map(NatSample::observed)
                .limit(ProtocolLimits.MAX_ENDPOINTS)
                .toList();
        InetAddress address = seen.getLast().address();
        Consent consent =
                tactic == Tactic.FILL_ALL && isUndisputed(seen, address) ? consent(peer, round.attempt, address) : null;
        round.asked = true;
        servers.ask(
                new RendezvousAsk(peer, round.attempt, round.number, own.get().offer(), seen, consent));
    }

    /** One server that lies shall not get this peer's consent for another's address: all must see it there. */
    private boolean isUndisputed(List<Endpoint> seen, InetAddress address) {
        return Stream.concat(seen.stream(), servers.reflexive().stream())
                .filter(endpoint -> endpoint.isIpv6() == address instanceof Inet6Address)
                .allMatch(endpoint -> endpoint.address().equals(address));
    }

    private Consent consent(PeerId prober, String attempt, InetAddress address) {
        long expires = TimeUnit.MILLISECONDS.toSeconds(world.time().wallMillis()) + CONSENT_SECONDS;
        return Consent.sign(signer, self.identity().peerId(), prober, attempt, address, expires);
    }

    /** Both sides are ready. */
    void onGo(RemotePeer remote, RendezvousEvent.Go go) {
        Counterpart peer = go.peer();
        Round round = rounds.get(peer.id());
        if (round == null || !round.is(go.attempt(), go.round()) || !round.asked || round.started) {
            return;
        }
        long nowNanos = world.time().nowNanos();
        round.started = true;
        remote.setNat(peer.nat());
        Pairing pairing = pairing(peer.id(), peer.nat());
        Tactic tactic = pairing.tactic();
        if (tactic == Tactic.NONE) {
            remote.onObstacle(nowNanos, PathFailure.UNPREDICTABLE_PORTS);
            return;
        }
        if (tactic.isRandom() && !mayTryRandom(nowNanos)) {
            log.info("{}: random ports wait for the attempt before", peer.id().brief());
            remote.onObstacle(nowNanos, PathFailure.RANDOM_PORTS_WAIT);
            return;
        }
        if (tactic == Tactic.SEARCH_ALL && !isPermitted(peer, go.attempt())) {
            log.info("{}: no consent to random ports", peer.id().brief());
            remote.onObstacle(nowNanos, PathFailure.NO_CONSENT);
            return;
        }
        if (tactic.isRandom()) {
            randomNanos = nowNanos;
            spend(go.attempt());
        }
        List<LocalSocket> all = new ArrayList<>(round.sockets);
        all.addAll(open(peer.id(), Volley.sockets(tactic, config) - all.size()));
        Volley volley = Volley.plan(
                config,
                tactic,
                new Volley.Round(round.number, pairing.leads(), all, seenByServer(peer)),
                startsIn(go, tactic),
                world.random());
        if (volley != null) {
            remote.climb(nowNanos, volley, own.get());
        }
    }

    /** Both start at one moment: at a fixed time after the server's word was sent, however long that took to either. */
    private long startsIn(RendezvousEvent.Go go, Tactic tactic) {
        boolean isFirstTry = go.round() == 1 && tactic != Tactic.FRESH_SOCKETS;
        long togetherNanos = isFirstTry ? config.firstTogetherNanos() : config.togetherNanos();
        return TimeUnit.MILLISECONDS.toNanos(go.waitMillis()) + Math.max(0, togetherNanos - go.lateNanos());
    }

    /** Only the prober's own word counts for where it is probed at random, and only where the server saw it too. */
    private boolean isPermitted(Counterpart peer, String attempt) {
        Consent consent = peer.consent();
        return consent != null
                && !spent.contains(attempt)
                && consent.address().equals(peer.observed().address())
                && consent.permits(
                        peer.key(),
                        self.identity().peerId(),
                        attempt,
                        TimeUnit.MILLISECONDS.toSeconds(world.time().wallMillis()));
    }

    private void spend(String attempt) {
        if (spent.size() >= MAX_SPENT) {
            spent.remove(spent.iterator().next());
        }
        spent.add(attempt);
    }

    /** Samples are the peer's own word: only those at the address at which the server saw it may be aimed at. */
    private static List<Endpoint> seenByServer(Counterpart peer) {
        List<Endpoint> seen = peer.samples().stream()
                .filter(sample -> sample.address().equals(peer.observed().address()))
                .toList();
        return seen.isEmpty() ? List.of(peer.observed()) : seen;
    }

    private List<LocalSocket> open(PeerId peer, int count) {
        Held mine = held.computeIfAbsent(peer, absent -> new Held());
        List<LocalSocket> opened = sockets.open(count);
        mine.sockets.addAll(opened);
        mine.closeNanos = world.time().nowNanos() + ROUND_LIMIT_NANOS;
        return opened;
    }

    /** A further round begins: what the one before the last has opened may go. */
    private void closeOld(PeerId peer) {
        Held mine = held.get(peer);
        if (mine != null) {
            close(peer, mine, mine.old);
            mine.old = List.copyOf(mine.sockets);
        }
    }

    /** There is a path: the other sockets may go soon. */
    void onPath(PeerId peer) {
        Held mine = held.get(peer);
        if (mine != null) {
            mine.closeNanos = world.time().nowNanos() + LINGER_NANOS;
        }
    }

    /** The attempt has failed, or the peer is gone. */
    void onOver(PeerId peer) {
        rounds.remove(peer);
        closeUnused(peer);
    }

    private void closeUnused(PeerId peer) {
        Held mine = held.get(peer);
        if (mine == null) {
            return;
        }
        close(peer, mine, List.copyOf(mine.sockets));
        mine.closeNanos = world.time().nowNanos() + ROUND_LIMIT_NANOS;
        if (mine.sockets.isEmpty()) {
            held.remove(peer);
        }
    }

    /** Closes those of these that lead nowhere. */
    private void close(PeerId peer, Held mine, List<LocalSocket> some) {
        RemotePeer remote = remotes.get(peer);
        Set<LocalSocket> used = remote == null ? Set.of() : remote.sockets();
        List<LocalSocket> unused =
                some.stream().filter(socket -> !used.contains(socket)).toList();
        sockets.close(unused);
        mine.sockets.removeAll(unused);
    }

    void onDeadline(long nowNanos) {
        for (Map.Entry<PeerId, Held> each : List.copyOf(held.entrySet())) {
            if (nowNanos - each.getValue().closeNanos >= 0) {
                rounds.remove(each.getKey());
                closeUnused(each.getKey());
            }
        }
    }

    @Nullable
    Deadline deadline() {
        Deadline next = null;
        for (Held mine : held.values()) {
            next = Deadline.earlier(next, new Deadline(mine.closeNanos, "close probing sockets"));
        }
        return next;
    }
}
