package punchline.engine.path;

import java.util.ArrayDeque;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.engine.Deadline;
import punchline.engine.Reason;
import punchline.engine.path.PathSelection.Validated;
import punchline.engine.socket.LocalSocket;
import punchline.engine.socket.Path;
import punchline.engine.socket.Transmit;

/**
 * Finds, keeps and renews the path to one peer. Both peers run the same machine. It answers the peer's probes from the start, so
 * that a peer who knows where this one is needs no server; it probes by itself after {@link #begin}.
 *
 * <p>Engine thread only. Call {@link #onDeadline} at {@link #deadline()}, and after each call drain {@link #pollTransmit} and {@link
 * #pollEvent}. All times are on one monotonic clock, in nanoseconds.
 */
public final class PathFinder {
    private static final Logger LOG = LoggerFactory.getLogger(PathFinder.class);

    private final PathConfig config;
    private final ProbeKeys keys;
    private final Allowance probes;
    private final RandomGenerator random;

    private final ProbeExchange exchange;
    private final Punching punching;
    private final PathSelection selection;
    private final PeerBoots boots;
    private final Lookout lookout;
    private final Queue<PathEvent> events = new ArrayDeque<>();

    private boolean ended;

    /** Not null while a path is selected. */
    private @Nullable Liveness liveness;

    private boolean unacknowledged;

    /**
     * A finder that waits.
     *
     * @param bootId drawn at random at this process's start
     * @param probes shared by all finders: {@link Allowance#ofProbes}
     * @param random unpredictable outside of simulations: transactions come from it
     * @param attempts takes down what is done
     */
    public PathFinder(
            PathConfig config,
            ProbeKeys keys,
            long bootId,
            Allowance probes,
            RandomGenerator random,
            AttemptLog attempts) {
        this.config = config;
        this.keys = keys;
        this.probes = probes;
        this.random = random;
        this.exchange = new ProbeExchange(config.limits(), keys, bootId, random);
        this.punching = new Punching(config, attempts);
        this.selection = new PathSelection(config);
        this.boots = new PeerBoots(config.limits().retiredBoots());
        this.lookout = new Lookout(config.liveness().lookNanos());
    }

    /**
     * Begins an attempt, whether or not a path is selected; {@link PathEvent.Selected} or {@link PathEvent.Failed} follows unless a path
     * lives already. From here on new rounds are wanted whenever there is no path, until {@link #end}. Within a second of the attempt before, this
     * adds to it and starts its probes over, out of the same allowance.
     */
    public void begin(long nowNanos, Attempt attempt) {
        ended = false;
        punching.begin(nowNanos, attempt, selection::isValidated);
        if (liveness != null) {
            liveness.onRound();
        }
        onDeadline(nowNanos);
    }

    /**
     * Goes on with a later round, whose sockets are open and which the other side begins too. Without an attempt it begins one that consists of it.
     */
    public void climb(long nowNanos, Volley volley, OwnNetwork own) {
        ended = false;
        punching.climb(nowNanos, volley, own);
        onDeadline(nowNanos);
    }

    /** No further round of the attempt under way will come, or none for the moment: {@link PathEvent.Failed} follows, unless plain probes meet. */
    public void onObstacle(long nowNanos, PathFailure why) {
        punching.onObstacle(nowNanos, why);
        onDeadline(nowNanos);
    }

    /** More candidates for the attempt under way, which lasts longer for them; without one they are not used. */
    public void addCandidates(long nowNanos, List<Candidate> more) {
        punching.addCandidates(nowNanos, more);
        onDeadline(nowNanos);
    }

    /**
     * Takes a datagram whose first byte is below 0x40.
     *
     * @param datagram is not kept
     * @return whether the peer made it; if not, it was dropped
     */
    public boolean onProbe(long nowNanos, Path arrived, byte[] datagram) {
        if (ended) {
            return false;
        }
        Probe probe = exchange.verify(datagram);
        if (probe == null) {
            return false;
        }
        switch (probe.type()) {
            case REQUEST -> onRequest(nowNanos, arrived, probe);
            case ANSWER -> onAnswer(nowNanos, arrived, probe);
        }
        onDeadline(nowNanos);
        return true;
    }

    /** An authenticated datagram of the link, one that its cipher accepted, came on this path. */
    public void onHeard(long nowNanos, Path path) {
        lookout.onUsed();
        heard(nowNanos, path);
        onDeadline(nowNanos);
    }

    /** Link data waits to be acknowledged, or no longer does. May be said as often as one likes. */
    public void onUnacknowledged(long nowNanos, boolean waiting) {
        unacknowledged = waiting;
        if (waiting) {
            lookout.onUsed();
        }
        if (liveness != null) {
            liveness.onUnacknowledged(nowNanos, waiting);
            onDeadline(nowNanos);
        }
    }

    /** Addresses of this machine changed, or it slept: the selected path must prove itself at once, and a new round is wanted without delay. */
    public void onNetworkChange(long nowNanos) {
        boolean wanted = punching.startOver();
        Path path = selected();
        if (liveness != null && path != null) {
            liveness.onNetworkChange(nowNanos);
            suspect(nowNanos, path);
        }
        if (wanted || path != null) {
            wantNewRound(nowNanos, "the network changed");
        }
        onDeadline(nowNanos);
    }

    /** Something speaks against the selected path, a new address in front of this machine maybe: it is asked, and soon judged. */
    public void check(long nowNanos) {
        if (liveness != null) {
            liveness.check(nowNanos);
            onDeadline(nowNanos);
        }
    }

    /** Forgets paths and attempts and is silent, to the peer's probes too, until {@link #begin}. */
    public void end(long nowNanos) {
        LOG.debug("{}: ended at {}", keys.peer().brief(), nowNanos);
        ended = true;
        liveness = null;
        unacknowledged = false;
        punching.clear();
        selection.clear();
        exchange.clear();
        events.clear();
    }

    /** When to call {@link #onDeadline}; null if only a datagram or a command can change anything. */
    public @Nullable Deadline deadline() {
        Liveness live = liveness;
        Deadline next = Deadline.earlier(punching.deadline(), selection.deadline());
        if (live == null) {
            return next;
        }
        return Deadline.earlier(Deadline.earlier(next, live.deadline()), lookout.deadline());
    }

    /** The next datagram to send, or null. */
    public @Nullable Transmit pollTransmit() {
        return exchange.pollTransmit();
    }

    /** The next event, or null. */
    public @Nullable PathEvent pollEvent() {
        return events.poll();
    }

    /** The path in use; null if there is none. */
    public @Nullable Path selected() {
        Validated selected = selection.selected();
        return selected == null ? null : selected.path();
    }

    /** The smoothed round trip on the selected path; 0 if there is none. */
    public long rttNanos() {
        Validated selected = selection.selected();
        return selected == null ? 0 : selected.rttNanos();
    }

    /** The sockets of the selected path and of one that may take over. */
    public Set<LocalSocket> sockets() {
        return selection.sockets();
    }

    /** Whether link datagrams from there may be looked at. */
    public boolean isValidated(Path path) {
        return selection.isValidated(path);
    }

    public ProbeCounts counts() {
        return exchange.counts();
    }

    private void onRequest(long nowNanos, Path arrived, Probe request) {
        if (boots.isOver(request.bootId())) {
            // A second program with the same keys must not take this one for its own.
            return;
        }
        exchange.answer(nowNanos, arrived, request);
        if (boots.isFresh(request)) {
            heard(nowNanos, arrived);
        }
        if (selection.onAsked(arrived, request.bootId())) {
            onSelected(nowNanos);
        }
        boolean proven = selection.isValidated(arrived)
                && boots.isCurrent(request.bootId())
                && (!selection.isInDoubt() || selection.isSelected(arrived));
        punching.onRequest(nowNanos, arrived, !proven);
    }

    private void onAnswer(long nowNanos, Path arrived, Probe answer) {
        OptionalLong rttNanos = exchange.close(nowNanos, arrived, answer, boots);
        if (rttNanos.isEmpty()) {
            return;
        }
        if (boots.onProven(answer.bootId())) {
            selection.clear();
            liveness = null;
            unacknowledged = false;
            events.add(new PathEvent.PeerStarted(answer.bootId()));
        }
        PathRank rank = punching.know(arrived, selection::isValidated);
        if (selection.onValidated(nowNanos, arrived, answer.bootId(), rank, rttNanos.getAsLong())) {
            onSelected(nowNanos);
        } else {
            onAnswerWithoutChange(nowNanos, arrived);
        }
        punching.onAnswer(nowNanos, arrived);
    }

    private void onAnswerWithoutChange(long nowNanos, Path arrived) {
        Validated selected = selection.selected();
        if (liveness != null && selected != null && selection.isSelected(arrived)) {
            liveness.onRtt(selected.rttNanos());
        }
        heard(nowNanos, arrived);
    }

    private void onSelected(long nowNanos) {
        Validated selected = selection.selected();
        if (selected == null) {
            return;
        }
        LOG.debug("{}: selected {}", keys.peer().brief(), selected);
        boolean asksFirst = keys.self().compareTo(keys.peer()) < 0;
        Liveness live = new Liveness(config.liveness(), random, asksFirst, nowNanos, selected.rttNanos());
        live.onUnacknowledged(nowNanos, unacknowledged);
        liveness = live;
        lookout.restart(nowNanos);
        lookout.onUsed();
        punching.onSelected(nowNanos, selected, selection.why());
        tellSelected(selected);
    }

    private void heard(long nowNanos, Path path) {
        Liveness live = liveness;
        Validated selected = selection.selected();
        if (live == null || selected == null) {
            return;
        }
        if (selection.isSelected(path) && live.onHeard(nowNanos)) {
            selection.confirm();
            punching.cancelRetry();
            tellSelected(selected);
        } else if (!selection.isSelected(path) && selection.isValidated(path)) {
            live.onHeardElsewhere(nowNanos);
        }
    }

    private void tellSelected(Validated selected) {
        events.add(new PathEvent.Selected(
                selected.path(), selected.rttNanos(), selected.rank().kind()));
    }

    /** Does what is due. Harmless at any time. */
    public void onDeadline(long nowNanos) {
        if (ended) {
            return;
        }
        if (selection.poll(nowNanos)) {
            onSelected(nowNanos);
        }
        judge(nowNanos);
        if (punching.takeRetry(nowNanos)) {
            wantNewRound(nowNanos, "still no path");
        }
        if (liveness != null && lookout.take(nowNanos)) {
            look(nowNanos);
        }
        if (punching.takeRound(nowNanos)) {
            events.add(new PathEvent.RoundWanted());
        }
        Path due = punching.poll(nowNanos, probes);
        if (due != null) {
            exchange.ask(nowNanos, due);
        }
        if (punching.conclude(nowNanos)) {
            onFailure(nowNanos);
        }
    }

    private void judge(long nowNanos) {
        for (Liveness live = liveness; live != null; live = liveness) {
            Liveness.Step step = live.poll(nowNanos);
            Path path = selected();
            if (step == null || path == null) {
                return;
            }
            switch (step) {
                case PROBE -> {
                    // Counted, but never held back: one path asks at most four times a second.
                    probes.charge(nowNanos);
                    exchange.ask(nowNanos, path);
                }
                case SUSPECT -> suspect(nowNanos, path);
                case REPUNCH -> wantNewRound(nowNanos, "the other side is silent");
                case LOST -> lose(nowNanos);
            }
        }
    }

    private void suspect(long nowNanos, Path path) {
        selection.doubt();
        events.add(new PathEvent.Suspect(path));
        punching.probeKnown(nowNanos);
    }

    private void wantNewRound(long nowNanos, String why) {
        events.add(new PathEvent.RepunchWanted(why));
        punching.probeKnown(nowNanos);
        if (liveness == null) {
            punching.retryLater(nowNanos);
        } else {
            liveness.awaitRound(nowNanos);
        }
    }

    private void lose(long nowNanos) {
        selection.clear();
        liveness = null;
        unacknowledged = false;
        events.add(new PathEvent.Lost(Reason.of(
                Reason.Code.SILENT_FOR,
                "seconds",
                String.valueOf(config.liveness().lostNanos() / 1_000_000_000))));
        punching.retryLater(nowNanos);
    }

    private void onFailure(long nowNanos) {
        Liveness live = liveness;
        if (live == null) {
            events.add(new PathEvent.Failed(punching.failure()));
        }
        if (live == null || live.hasRound()) {
            punching.retryLater(nowNanos);
        }
    }

    private void look(long nowNanos) {
        Validated selected = selection.selected();
        if (selected != null && !selection.isInDoubt()) {
            punching.look(nowNanos, selected);
        }
    }
}
