package punchline.engine.path;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import punchline.engine.Deadline;
import punchline.engine.identity.Identity;
import punchline.engine.socket.LocalSocket;
import punchline.engine.socket.Path;
import punchline.engine.socket.Transmit;
import punchline.protocol.Endpoint;

/** Two path finders and the network between them, in virtual time. Alice has the lower PeerId. */
final class PathWorld {
    static final long MILLI = 1_000_000;
    static final long SECOND = 1000 * MILLI;

    /** Not zero: machines must not rely on where the clock starts. */
    static final long START = -5 * SECOND;

    private static final Identity ONE = TestIdentities.seeded(1);
    private static final Identity OTHER = TestIdentities.seeded(2);

    /** A router: translates IPv4 and lets in only answers from where something was sent. */
    static final class PortRestrictedNat {
        private final Endpoint outside;
        private final Set<Endpoint> sentTo = new TreeSet<>();

        PortRestrictedNat(Endpoint outside) {
            this.outside = outside;
        }

        boolean admits(Endpoint source) {
            return sentTo.contains(source);
        }
    }

    record Datagram(Side from, Endpoint source, Endpoint destination, byte[] payload) {}

    private record Flight(long atNanos, long order, Datagram datagram) {}

    record Sent(long atNanos, Path path, byte[] payload) {
        boolean isRequest() {
            return payload[0] == 1;
        }
    }

    record Told(long atNanos, PathEvent event) {}

    /** One peer and what it did. */
    final class Side {
        final Identity identity;
        final Identity peer;
        final List<Endpoint> hosts = new ArrayList<>();
        final List<Sent> sent = new ArrayList<>();
        final List<Told> told = new ArrayList<>();

        @Nullable
        PortRestrictedNat nat;

        Predicate<Datagram> drops = datagram -> false;
        final AttemptLog attempts = new AttemptLog(() -> PathWorld.this.now / MILLI);
        PathFinder finder;

        Side(Identity identity, Identity peer) {
            this.identity = identity;
            this.peer = peer;
            this.finder = newFinder(identity.peerId().hashCode());
        }

        private PathFinder newFinder(long bootId) {
            return new PathFinder(
                    config, keys(), bootId, Allowance.ofProbes(config), new Random(seed ^ bootId), attempts);
        }

        ProbeKeys keys() {
            return ProbeKeys.derive(identity, peer.publicIdentity());
        }

        void restart(long bootId) {
            finder = newFinder(bootId);
        }

        void begin(Candidate... candidates) {
            beginAfter(0, candidates);
        }

        void beginAfter(long waitNanos, Candidate... candidates) {
            finder.begin(now, new Attempt(List.of(candidates), waitNanos, own(), null));
            settle();
        }

        OwnNetwork own() {
            return new OwnNetwork(hosts, nat == null ? List.of() : List.of(nat.outside), List.of(), Set.of());
        }

        Candidate seen() {
            return new Candidate(nat == null ? hosts.getFirst() : nat.outside, Candidate.Kind.REFLEXIVE);
        }

        Candidate host(int index) {
            return new Candidate(hosts.get(index), Candidate.Kind.HOST);
        }

        <E extends PathEvent> List<Told> told(Class<E> type) {
            return told.stream().filter(one -> type.isInstance(one.event)).toList();
        }

        List<Sent> requests() {
            return sent.stream().filter(Sent::isRequest).toList();
        }

        void forget() {
            sent.clear();
            told.clear();
        }
    }

    final long seed;
    final PathConfig config = PathConfig.DEFAULT;
    final Side alice;
    final Side bob;
    long now = START;
    long latencyNanos = 20 * MILLI;
    boolean sameLan;
    private final Random random;
    private final PriorityQueue<Flight> flights =
            new PriorityQueue<>(Comparator.comparingLong(Flight::atNanos).thenComparingLong(Flight::order));
    private long order;
    double loss;
    double duplication;

    /** The most by which one datagram may take longer than another: more than nothing reorders them. */
    long jitterNanos;

    PathWorld() {
        this(1);
    }

    PathWorld(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
        boolean ordered = ONE.peerId().compareTo(OTHER.peerId()) < 0;
        this.alice = new Side(ordered ? ONE : OTHER, ordered ? OTHER : ONE);
        this.bob = new Side(ordered ? OTHER : ONE, ordered ? ONE : OTHER);
    }

    /** Both with one public address. */
    static PathWorld open() {
        return open(1);
    }

    static PathWorld open(long seed) {
        PathWorld world = new PathWorld(seed);
        world.alice.hosts.add(Endpoint.parse("198.51.100.1:4001"));
        world.bob.hosts.add(Endpoint.parse("203.0.113.2:4002"));
        return world;
    }

    /** Each behind a router of its own. */
    static PathWorld behindNats() {
        return behindNats(1);
    }

    static PathWorld behindNats(long seed) {
        PathWorld world = new PathWorld(seed);
        world.alice.hosts.add(Endpoint.parse("192.168.1.10:4001"));
        world.alice.nat = new PortRestrictedNat(Endpoint.parse("198.51.100.1:40001"));
        world.bob.hosts.add(Endpoint.parse("192.168.7.20:4002"));
        world.bob.nat = new PortRestrictedNat(Endpoint.parse("203.0.113.2:40002"));
        return world;
    }

    /** Two open peers with a path that both have selected, all quiet. */
    static PathWorld connected() {
        PathWorld world = open();
        world.connect();
        return world;
    }

    void connect() {
        alice.begin(bob.seen());
        bob.begin(alice.seen());
        runFor(6 * SECOND);
        if (alice.finder.selected() == null || bob.finder.selected() == null) {
            throw new AssertionError("not connected: " + alice.told + bob.told);
        }
        alice.forget();
        bob.forget();
    }

    void runFor(long nanos) {
        runUntil(now + nanos);
    }

    void runUntil(long endNanos) {
        int steps = 0;
        while (true) {
            if (++steps > 200_000) {
                throw new AssertionError("the machines do not come to rest: " + alice.finder.deadline());
            }
            Flight flight = flights.peek();
            long next = flight == null ? endNanos + 1 : flight.atNanos;
            next = Math.min(next, at(alice.finder.deadline(), endNanos + 1));
            next = Math.min(next, at(bob.finder.deadline(), endNanos + 1));
            if (next > endNanos) {
                now = endNanos;
                return;
            }
            now = Math.max(now, next);
            if (flight != null && flight.atNanos <= now) {
                flights.poll();
                arrive(flight.datagram);
            } else {
                alice.finder.onDeadline(now);
                bob.finder.onDeadline(now);
            }
            settle();
        }
    }

    private static long at(@Nullable Deadline deadline, long never) {
        return deadline == null ? never : deadline.atNanos();
    }

    /** Takes what both have to say. */
    void settle() {
        settle(alice);
        settle(bob);
    }

    private void settle(Side side) {
        for (Transmit transmit = side.finder.pollTransmit(); transmit != null; transmit = side.finder.pollTransmit()) {
            Path path = transmit.path();
            side.sent.add(new Sent(now, path, transmit.payload()));
            Datagram datagram = new Datagram(side, source(side, path.remote()), path.remote(), transmit.payload());
            int copies = random.nextDouble() < duplication ? 2 : 1;
            for (int i = 0; i < copies; i++) {
                if (random.nextDouble() >= loss && !side.drops.test(datagram)) {
                    long jitter = jitterNanos == 0 ? 0 : random.nextLong(jitterNanos);
                    flights.add(new Flight(now + latencyNanos + jitter, order++, datagram));
                }
            }
        }
        for (PathEvent event = side.finder.pollEvent(); event != null; event = side.finder.pollEvent()) {
            side.told.add(new Told(now, event));
        }
    }

    private Endpoint source(Side side, Endpoint to) {
        PortRestrictedNat nat = side.nat;
        if (nat == null || to.isIpv6() || isLocal(side, to)) {
            return side.hosts.stream()
                    .filter(host -> host.isIpv6() == to.isIpv6())
                    .findFirst()
                    .orElseThrow();
        }
        nat.sentTo.add(to);
        return nat.outside;
    }

    private boolean isLocal(Side side, Endpoint to) {
        return sameLan && other(side).hosts.contains(to);
    }

    Side other(Side side) {
        return side == alice ? bob : alice;
    }

    private void arrive(Datagram datagram) {
        Side to = other(datagram.from);
        PortRestrictedNat nat = to.nat;
        boolean open = nat == null || datagram.destination.isIpv6() || sameLan;
        boolean atHost = to.hosts.contains(datagram.destination) && open;
        boolean throughNat = nat != null && datagram.destination.equals(nat.outside) && nat.admits(datagram.source);
        if (atHost || throughNat) {
            to.finder.onProbe(now, new Path(LocalSocket.MAIN, datagram.source), datagram.payload);
        }
    }
}
