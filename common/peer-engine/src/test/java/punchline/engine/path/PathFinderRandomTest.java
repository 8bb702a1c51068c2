package punchline.engine.path;

import static org.assertj.core.api.Assertions.assertThat;
import static punchline.engine.path.PathWorld.MILLI;
import static punchline.engine.path.PathWorld.SECOND;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import punchline.engine.path.PathEvent.Failed;
import punchline.engine.path.PathEvent.Lost;
import punchline.engine.path.PathEvent.PeerStarted;
import punchline.engine.path.PathEvent.RepunchWanted;
import punchline.engine.path.PathEvent.RoundWanted;
import punchline.engine.path.PathEvent.Selected;
import punchline.engine.path.PathEvent.Suspect;
import punchline.engine.path.PathWorld.Sent;
import punchline.engine.path.PathWorld.Side;
import punchline.engine.path.PathWorld.Told;
import punchline.engine.socket.Path;
import punchline.protocol.Endpoint;

/** Long lives in bad networks. */
class PathFinderRandomTest {
    private static LongStream seeds() {
        return LongStream.rangeClosed(1, 40);
    }

    private static PathWorld world(long seed, Random random) {
        PathWorld world = random.nextBoolean() ? PathWorld.behindNats(seed) : PathWorld.open(seed);
        if (random.nextBoolean()) {
            world.alice.hosts.add(Endpoint.parse("[2001:db8:1::1]:4001"));
            world.bob.hosts.add(Endpoint.parse("[2001:db8:2::2]:4002"));
        }
        world.latencyNanos = MILLI + random.nextLong(150 * MILLI);
        world.jitterNanos = random.nextLong(100 * MILLI);
        world.loss = random.nextDouble() * 0.25;
        world.duplication = random.nextDouble() * 0.2;
        return world;
    }

    private static void begin(Side side, Side other) {
        List<Candidate> candidates = new ArrayList<>(List.of(other.seen()));
        for (int i = 0; i < other.hosts.size(); i++) {
            candidates.add(other.host(i));
        }
        side.begin(candidates.toArray(Candidate[]::new));
    }

    /** Both servers are there: whoever wants a new round gets one, for both. */
    private static void serve(PathWorld world, long untilNanos) {
        while (world.now < untilNanos) {
            int wanted = wanted(world);
            world.runFor(100 * MILLI);
            if (wanted(world) > wanted) {
                begin(world.alice, world.bob);
                begin(world.bob, world.alice);
            }
        }
    }

    private static int wanted(PathWorld world) {
        return world.alice.told(RepunchWanted.class).size()
                + world.bob.told(RepunchWanted.class).size();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void afterEveryTroubleBothHaveAPathAndKeepIt(long seed) {
        Random random = new Random(seed);
        PathWorld world = world(seed, random);
        begin(world.alice, world.bob);
        begin(world.bob, world.alice);
        for (int trouble = 0; trouble < 12; trouble++) {
            serve(world, world.now + random.nextLong(30 * SECOND));
            Side side = random.nextBoolean() ? world.alice : world.bob;
            switch (random.nextInt(7)) {
                case 0 -> side.drops = datagram -> true;
                case 1 -> side.drops = datagram -> datagram.destination().isIpv6();
                case 2 -> side.finder.onNetworkChange(world.now);
                case 3 -> {
                    side.restart(random.nextLong());
                    begin(side, world.other(side));
                    begin(world.other(side), side);
                }
                case 4 -> side.finder.onUnacknowledged(world.now, random.nextBoolean());
                case 5 -> {
                    if (side.nat != null) {
                        side.nat = new PathWorld.PortRestrictedNat(
                                Endpoint.parse(side.seen().endpoint().host() + ":" + (41_000 + trouble)));
                    }
                }
                default -> side.drops = datagram -> false;
            }
        }

        calm(world);
        serve(world, world.now + 90 * SECOND);
        assertBothHaveAPath(world, seed);
        int lost =
                world.alice.told(Lost.class).size() + world.bob.told(Lost.class).size();
        serve(world, world.now + 120 * SECOND);
        assertBothHaveAPath(world, seed);
        assertThat(world.alice.told(Lost.class).size()
                        + world.bob.told(Lost.class).size())
                .as("seed %d", seed)
                .isEqualTo(lost);
        assertRates(world, seed);
        assertTold(world.alice, seed);
        assertTold(world.bob, seed);
    }

    private static void calm(PathWorld world) {
        world.loss = Math.min(world.loss, 0.1);
        for (Side side : List.of(world.alice, world.bob)) {
            side.drops = datagram -> false;
            side.finder.onUnacknowledged(world.now, false);
        }
    }

    private static void assertBothHaveAPath(PathWorld world, long seed) {
        for (Side side : List.of(world.alice, world.bob)) {
            Path path = side.finder.selected();
            assertThat(path).as("seed %d", seed).isNotNull();
            assertThat(side.finder.isValidated(path)).as("seed %d", seed).isTrue();
        }
    }

    private static void assertRates(PathWorld world, long seed) {
        for (Side side : List.of(world.alice, world.bob)) {
            List<Sent> requests = side.requests();
            int from = 0;
            for (int to = 0; to < requests.size(); to++) {
                while (requests.get(to).atNanos() - requests.get(from).atNanos() > SECOND) {
                    from++;
                }
                assertThat(to - from).as("seed %d", seed).isLessThanOrEqualTo(220);
            }
        }
    }

    /** What is told makes sense to one who only listens. */
    private static void assertTold(Side side, long seed) {
        boolean hasPath = false;
        for (Told told : side.told) {
            switch (told.event()) {
                case Selected selected -> hasPath = true;
                case PeerStarted started -> hasPath = false;
                case Suspect suspect -> assertThat(hasPath).as("seed %d", seed).isTrue();
                case Lost lost -> {
                    assertThat(hasPath).as("seed %d", seed).isTrue();
                    hasPath = false;
                }
                case Failed failed -> {
                    // A restart of this side itself is not told, so there may still be the path of before.
                }
                case RepunchWanted wanted -> {
                    // Comes with and without a path.
                }
                case RoundWanted wanted ->
                    assertThat(false)
                            .as("no server paired the two, seed %d", seed)
                            .isTrue();
            }
        }
    }
}
