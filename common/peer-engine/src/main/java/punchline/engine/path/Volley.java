package punchline.engine.path;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import punchline.engine.socket.LocalSocket;
import punchline.engine.socket.Path;
import punchline.protocol.Endpoint;

/**
 * The probes of a later round.
 *
 * @param sweeps        each over some paths, in the order in which they begin
 * @param waitNanos     before the first probe
 * @param durationNanos after the wait; without success the round is over then
 */
public record Volley(Tactic tactic, List<Sweep> sweeps, long waitNanos, long durationNanos) {
    public Volley {
        sweeps = sweeps.stream().filter(sweep -> !sweep.paths.isEmpty()).toList();
    }

    /**
     * Every path once, in this order.
     *
     * @param atNanos after the wait, and not before the sweep before it is done
     */
    public record Sweep(long atNanos, List<Path> paths) {
        public Sweep {
            paths = List.copyOf(paths);
        }
    }

    /** All that is probed, each path once. */
    List<Path> paths() {
        return sweeps.stream()
                .flatMap(sweep -> sweep.paths().stream())
                .distinct()
                .toList();
    }

    /** What is left of it if only paths that pass are probed. */
    Volley only(Predicate<Path> passes) {
        List<Sweep> left = new ArrayList<>();
        sweeps.forEach(sweep -> left.add(
                new Sweep(sweep.atNanos, sweep.paths.stream().filter(passes).toList())));
        return new Volley(tactic, left, waitNanos, durationNanos);
    }

    /**
     * One side of a round.
     *
     * @param round   from 1
     * @param leads   whether this side leads; see {@link Pairing}
     * @param sockets fresh ones of this side, the one first whose address the other side was told; as many as {@link #sockets} says, or
     *     fewer
     * @param samples how servers saw the other side's fresh sockets, oldest first
     */
    public record Round(int round, boolean leads, List<LocalSocket> sockets, List<Endpoint> samples) {
        public Round {
            sockets = List.copyOf(sockets);
            samples = List.copyOf(samples);
        }
    }

    /** How many fresh sockets a tactic takes. */
    public static int sockets(Tactic tactic, LadderConfig config) {
        return switch (tactic) {
            case FRESH_SOCKETS, AIM_AHEAD, BE_AIMED_AT, SEARCH_BLOCK, SEARCH_ALL -> 1;
            case MEET_AHEAD -> config.meetSockets();
            case FILL_BLOCK -> config.blockSockets();
            case FILL_ALL -> 2 * config.randomSockets();
            case NONE -> 0;
        };
    }

    /**
     * How many of those servers are to look at. A NAT that does not keep the port shows its ways only in several choices, and the
     * last one is where it stands.
     */
    public static int sampled(Tactic tactic) {
        return switch (tactic) {
            case FRESH_SOCKETS, AIM_AHEAD, SEARCH_BLOCK, SEARCH_ALL, FILL_ALL -> 1;
            case BE_AIMED_AT, MEET_AHEAD, FILL_BLOCK -> 2;
            case NONE -> 0;
        };
    }

    /** What to send; null if there is nothing to aim at. */
    public static @Nullable Volley plan(
            LadderConfig config, Tactic tactic, Round round, long waitNanos, RandomGenerator random) {
        if (round.samples().isEmpty() || round.sockets().isEmpty() || tactic == Tactic.NONE) {
            return null;
        }
        Endpoint last = round.samples().getLast();
        List<Integer> ports = round.samples().stream()
                .filter(sample -> sample.address().equals(last.address()))
                .map(Endpoint::port)
                .toList();
        LocalSocket first = round.sockets().getFirst();
        List<LocalSocket> sockets = round.sockets();
        return switch (tactic) {
            case FRESH_SOCKETS ->
                new Volley(
                        tactic,
                        repeated(List.of(new Path(first, last)), 6, 200),
                        waitNanos + turn(config, round),
                        millis(1300));
            case AIM_AHEAD ->
                new Volley(
                        tactic,
                        repeated(toPorts(first, last, Prediction.ahead(ports, config.aimAhead())), 3, 400),
                        waitNanos,
                        millis(1500));
            case BE_AIMED_AT ->
                new Volley(
                        tactic,
                        repeated(List.of(new Path(first, last)), 6, 200),
                        waitNanos + config.holdNanos(),
                        millis(1500));
            case MEET_AHEAD ->
                new Volley(
                        tactic,
                        repeated(fromSockets(sockets, meetingPoint(last, ports, config.meetAhead())), 3, 400),
                        waitNanos,
                        millis(1500));
            case SEARCH_BLOCK ->
                new Volley(
                        tactic,
                        repeated(toPorts(first, last, Prediction.ofBlock(ports, config.blockPorts(), random)), 1, 0),
                        waitNanos,
                        millis(2000));
            case FILL_BLOCK ->
                new Volley(
                        tactic,
                        repeated(fromSockets(sockets, last), 3, 600),
                        waitNanos + config.holdNanos(),
                        millis(2000));
            case SEARCH_ALL ->
                new Volley(
                        tactic,
                        repeated(toPorts(first, last, Prediction.ofAll(config.randomPorts(), random)), 1, 0),
                        waitNanos,
                        millis(13_000));
            case FILL_ALL -> new Volley(tactic, filled(config, sockets, last), waitNanos, millis(13_000));
            case NONE -> throw new IllegalStateException("handled above");
        };
    }

    /**
     * The first sockets while the other side searches, the others when it is through. Where a router takes an early probe from outside for a
     * connection of its own, the search misses just those ports that are held; later ones come in wherever it has been.
     */
    private static List<Sweep> filled(LadderConfig config, List<LocalSocket> sockets, Endpoint to) {
        int held = Math.min(config.randomSockets(), sockets.size());
        List<Sweep> sweeps = new ArrayList<>(repeated(fromSockets(sockets.subList(0, held), to), 3, 2500));
        List<Path> others = fromSockets(sockets.subList(held, sockets.size()), to);
        sweeps.add(new Sweep(config.refillNanos(), others));
        sweeps.add(new Sweep(config.refillNanos() + millis(1500), others));
        return sweeps;
    }

    private static List<Sweep> repeated(List<Path> paths, int times, long everyMillis) {
        List<Sweep> sweeps = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            sweeps.add(new Sweep(millis(i * everyMillis), paths));
        }
        return sweeps;
    }

    /** Both at once in the first rounds, which does for most routers that are misled; then the leader starts first, then the other. */
    private static long turn(LadderConfig config, Round round) {
        return switch (round.round() % 4) {
            case 3 -> round.leads() ? 0 : config.orderNanos();
            case 0 -> round.leads() ? config.orderNanos() : 0;
            default -> 0;
        };
    }

    private static Endpoint meetingPoint(Endpoint last, List<Integer> ports, int ahead) {
        List<Integer> next = Prediction.ahead(ports, ahead);
        return next.isEmpty() ? last : new Endpoint(last.address(), next.getLast());
    }

    private static List<Path> toPorts(LocalSocket socket, Endpoint at, List<Integer> ports) {
        List<Path> paths = new ArrayList<>();
        ports.forEach(port -> paths.add(new Path(socket, new Endpoint(at.address(), port))));
        return paths;
    }

    private static List<Path> fromSockets(List<LocalSocket> sockets, Endpoint to) {
        return sockets.stream().map(socket -> new Path(socket, to)).toList();
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
