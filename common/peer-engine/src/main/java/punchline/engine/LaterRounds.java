package punchline.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
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
    /** No more than one round with a peer in this time, whatever a server says. */
    private static final long GAP_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Rounds made ready at others' word or this side's: each opens a socket or two and has two servers look at it. */
    private static final int PREPARED_PER_SECOND = 16;

    private static final int PREPARED_AT_ONCE = 32;

    /** A lost notice, or a lost word to start, costs this and not the whole round. */
    private static final long ASK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

    /** With that, a round comes about in spite of one datagram of three lost. */
    private static final int MAX_ASKS = 3;

    private static final Logger log = LoggerFactory.getLogger("punchline.connections");

    private final Self self;
    private final TraversalOptions options;
    private final LadderConfig config;
    private final Servers servers;
    private final RoundSockets sockets;
    private final Consents consents;
    private final World world;
    private final Supplier<OwnNetwork> own;
    private final Map<PeerId, Round> rounds = new LinkedHashMap<>();
    private final Allowance preparations = new Allowance(PREPARED_PER_SECOND, PREPARED_AT_ONCE);

    private @Nullable Long randomNanos;

    /** A round with one peer. */
    private static final class Round {
        private final String attempt;
        private final int number;
        private final boolean mine;
        private final long begunNanos;
        private List<LocalSocket> sockets = List.of();
        private @Nullable RendezvousAsk ask;
        private int sent;
        private long againNanos;
        private boolean started;

        Round(String attempt, int number, boolean mine, long begunNanos) {
            this.attempt = attempt;
            this.number = number;
            this.mine = mine;
            this.begunNanos = begunNanos;
        }

        /** What was asked may be lost, or the word to start. */
        boolean isAskDue(long nowNanos) {
            return ask != null && !started && sent < MAX_ASKS && nowNanos - againNanos >= 0;
        }

        @Nullable
        Deadline deadline() {
            return ask != null && !started && sent < MAX_ASKS
                    ? new Deadline(againNanos, "ask for the round again")
                    : null;
        }

        boolean is(String otherAttempt, int otherNumber) {
            return attempt.equals(otherAttempt) && number == otherNumber;
        }
    }

    LaterRounds(
            Self self,
            TraversalOptions options,
            LadderConfig config,
            Servers servers,
            ProbingSockets sockets,
            RemotePeers remotes,
            World world,
            Supplier<OwnNetwork> own) {
        this.self = self;
        this.options = options;
        this.config = config;
        this.servers = servers;
        this.sockets = new RoundSockets(sockets, remotes, world.time());
        this.consents = new Consents(self, servers, world.time());
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
        if (isBehindSameNat(remote)) {
            remote.onObstacle(nowNanos, PathFailure.NO_HAIRPIN);
            return;
        }
        if (tactic.isRandom() && !mayTryRandom(nowNanos)) {
            log.info("{}: random ports wait for the attempt before", peer.brief());
            remote.onObstacle(nowNanos, PathFailure.RANDOM_PORTS_WAIT);
            return;
        }
        int number = current == null || !current.mine ? 1 : current.number % ProtocolLimits.MAX_ROUND + 1;
        String attempt = Long.toUnsignedString(world.random().nextLong(), Character.MAX_RADIX);
        prepare(remote, new Round(attempt, number, true, nowNanos), tactic);
    }

    /** Whether servers see both at one address: then plain probes had to turn back at it, and other ports are no help if it does not. */
    private boolean isBehindSameNat(RemotePeer remote) {
        Endpoint theirs = remote.observed();
        return theirs != null
                && !theirs.isIpv6()
                && servers.nat() != NatClass.OPEN
                && servers.reflexive().stream().anyMatch(mine -> mine.address().equals(theirs.address()));
    }

    /** The other side wants a round, whose {@code go} comes once this side asks for it too. */
    void onAsked(RemotePeer remote, Counterpart peer, String attempt, int number) {
        long nowNanos = world.time().nowNanos();
        remote.setNat(peer.nat());
        if (peer.samples().isEmpty() && pairing(peer.id(), peer.nat()).tactic().isRandom()) {
            // Declined. Not answered, or two who decline would go on for ever.
            remote.onObstacle(
                    nowNanos,
                    options.randomPorts() ? PathFailure.RANDOM_PORTS_OFF_THERE : PathFailure.RANDOM_PORTS_OFF);
            return;
        }
        Round current = rounds.get(peer.id());
        if (current != null && !givesWay(current, nowNanos, peer.id(), attempt, number)) {
            return;
        }
        Tactic tactic = pairing(peer.id(), peer.nat()).tactic();
        if (tactic != Tactic.NONE) {
            prepare(remote, new Round(attempt, number, false, nowNanos), tactic);
            return;
        }
        if (!peer.samples().isEmpty() && preparations.take(nowNanos)) {
            // The other side does not know this NAT yet, or it would not ask. The go that follows tells it.
            decline(peer.id(), attempt, number);
        }
        remote.onObstacle(nowNanos, PathFailure.UNPREDICTABLE_PORTS);
    }

    /** Asks without samples, so that the other side need not guess. */
    private void decline(PeerId peer, String attempt, int number) {
        servers.ask(new RendezvousAsk(peer, attempt, number, own.get().offer(), List.of(), null));
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

    private void prepare(RemotePeer remote, Round round, Tactic tactic) {
        PeerId peer = remote.id();
        if (tactic.isRandom() && !mayTryRandom(round.begunNanos)) {
            return;
        }
        if (!preparations.take(round.begunNanos)) {
            log.debug("{}: too many rounds at once", peer.brief());
            return;
        }
        if (tactic.isRandom() && !options.randomPorts()) {
            decline(peer, round.attempt, round.number);
            remote.onObstacle(round.begunNanos, PathFailure.RANDOM_PORTS_OFF);
            return;
        }
        log.info("{}: round {}: {}", peer.brief(), round.number, tactic);
        rounds.put(peer, round);
        sockets.beginRound(peer);
        round.sockets = sockets.open(peer, Volley.sampled(tactic));
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
        Consent consent = tactic == Tactic.FILL_ALL ? consents.give(peer, round.attempt, seen) : null;
        round.ask =
                new RendezvousAsk(peer, round.attempt, round.number, own.get().offer(), seen, consent);
        send(world.time().nowNanos(), round);
    }

    private void send(long nowNanos, Round round) {
        if (round.ask != null) {
            round.sent++;
            round.againNanos = nowNanos + ASK_AGAIN_NANOS;
            servers.ask(round.ask);
        }
    }

    /** Both sides are ready. */
    void onGo(RemotePeer remote, RendezvousEvent.Go go) {
        Counterpart peer = go.peer();
        Round round = rounds.get(peer.id());
        if (round == null || !round.is(go.attempt(), go.round()) || round.ask == null || round.started) {
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
        if (tactic == Tactic.SEARCH_ALL && !consents.isPermitted(peer, go.attempt())) {
            log.info("{}: no consent to random ports", peer.id().brief());
            remote.onObstacle(nowNanos, PathFailure.NO_CONSENT);
            return;
        }
        if (tactic.isRandom()) {
            randomNanos = nowNanos;
            consents.spend(go.attempt());
        }
        List<LocalSocket> all = new ArrayList<>(round.sockets);
        all.addAll(sockets.open(peer.id(), Volley.sockets(tactic, config) - all.size()));
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

    /** Samples are the peer's own word: only those at the address at which the server saw it may be aimed at. */
    private static List<Endpoint> seenByServer(Counterpart peer) {
        List<Endpoint> seen = peer.samples().stream()
                .filter(sample -> sample.address().equals(peer.observed().address()))
                .toList();
        return seen.isEmpty() ? List.of(peer.observed()) : seen;
    }

    /** There is a path: the other sockets may go soon. */
    void onPath(PeerId peer) {
        sockets.onPath(peer);
    }

    /** The attempt has failed, or the peer is gone. */
    void onOver(PeerId peer) {
        rounds.remove(peer);
        sockets.closeUnused(peer);
    }

    void onDeadline(long nowNanos) {
        sockets.onDeadline(nowNanos).forEach(rounds::remove);
        for (Round round : rounds.values()) {
            if (round.isAskDue(nowNanos)) {
                send(nowNanos, round);
            }
        }
    }

    @Nullable
    Deadline deadline() {
        Deadline next = sockets.deadline();
        for (Round round : rounds.values()) {
            next = Deadline.earlier(next, round.deadline());
        }
        return next;
    }
}
