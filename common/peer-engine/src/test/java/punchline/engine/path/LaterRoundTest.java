package punchline.engine.path;

import static org.assertj.core.api.Assertions.assertThat;
import static punchline.engine.path.PathWorld.MILLI;
import static punchline.engine.path.PathWorld.SECOND;
import static punchline.engine.path.PathWorld.START;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import punchline.engine.path.PathWorld.Sent;
import punchline.engine.socket.LocalSocket;
import punchline.engine.socket.Path;
import punchline.engine.socket.Transmit;
import punchline.protocol.Endpoint;
import punchline.protocol.NatClass;

/** A later round as a path finder sees it, and what it refuses. */
class LaterRoundTest {
    private static final LocalSocket FRESH = new LocalSocket(1);
    private static final OwnNetwork HOME = new OwnNetwork(
            List.of(Endpoint.parse("192.168.1.10:4000"), Endpoint.parse("127.0.0.1:4000")),
            List.of(Endpoint.parse("198.51.100.1:40000")),
            List.of(),
            Set.of(Endpoint.parse("192.0.2.1:6327"), Endpoint.parse("192.0.2.1:6328")));

    private static Volley at(Tactic tactic, int sweeps, List<Endpoint> targets) {
        return Volleys.of(
                tactic,
                targets.stream().map(target -> new Path(FRESH, target)).toList(),
                sweeps,
                100 * MILLI,
                1300 * MILLI);
    }

    private static Volley at(String target) {
        return at(Tactic.FRESH_SOCKETS, 3, List.of(Endpoint.parse(target)));
    }

    private static Volley many(Tactic tactic, int count) {
        return at(
                tactic,
                1,
                IntStream.range(0, count)
                        .mapToObj(i -> Endpoint.parse("203.0.113.2:" + (2000 + i)))
                        .toList());
    }

    private static Set<Endpoint> probed(PathWorld world) {
        Set<Endpoint> all = new HashSet<>();
        world.alice.requests().forEach(sent -> all.add(sent.path().remote()));
        return all;
    }

    private static void climb(PathWorld world, Volley volley) {
        world.alice.finder.climb(world.now, volley, HOME);
        world.settle();
        world.runFor(1400 * MILLI);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "224.0.0.251:5353",
                "255.255.255.255:5000",
                "0.0.0.0:5000",
                "240.0.0.1:5000",
                "127.0.0.1:5000",
                "[::1]:5000",
                "[ff02::fb]:5353",
                "[fe80::1]:5000",
                "192.0.2.1:6327",
                "192.0.2.1:6328",
                "192.168.1.10:4000",
                "198.51.100.1:40000"
            })
    void noRoundGoesToWhereNoPeerCanBe(String target) {
        PathWorld world = PathWorld.open();
        world.alice.drops = datagram -> true;
        climb(world, at(target));

        assertThat(world.alice.requests()).isEmpty();
    }

    @Test
    void aRoundGoesToWhereTheServerSawThePeer() {
        PathWorld world = PathWorld.open();
        world.alice.drops = datagram -> true;
        climb(world, at("203.0.113.2:4002"));

        assertThat(world.alice.requests()).hasSize(3);
    }

    @Test
    void theAddressesOfRoundsCountAmongThoseOfTheAttempt() {
        PathWorld world = PathWorld.open();
        world.alice.drops = datagram -> true;
        world.alice.finder.begin(
                world.now,
                new Attempt(
                        Stream.of("203.0.113.2:4002", "203.0.113.3:1", "203.0.113.4:1")
                                .map(text -> new Candidate(Endpoint.parse(text), Candidate.Kind.REFLEXIVE))
                                .toList(),
                        0,
                        HOME,
                        new Pairing(NatClass.CONSISTENT, NatClass.CONSISTENT, true)));
        world.settle();
        climb(world, at("203.0.113.2:5000"));
        climb(world, at("192.0.2.55:5000"));

        assertThat(probed(world))
                .contains(Endpoint.parse("203.0.113.2:5000"))
                .noneMatch(to -> to.port() == 5000
                        && to.address().equals(Endpoint.parse("192.0.2.55:5000").address()));
    }

    @Test
    void aServerThatNamesAnotherAddressForEachRoundGetsThreeProbed() {
        PathWorld world = PathWorld.open();
        world.alice.drops = datagram -> true;
        for (int i = 1; i <= 30; i++) {
            climb(world, at("203.0.113." + i + ":5000"));
        }
        Map<Long, Set<Endpoint>> byAttempt = new HashMap<>();
        for (Sent sent : world.alice.requests()) {
            byAttempt
                    .computeIfAbsent((sent.atNanos() - START) / (3 * SECOND), any -> new HashSet<>())
                    .add(sent.path().remote());
        }

        assertThat(byAttempt.values()).allMatch(addresses -> addresses.size() <= 3);
    }

    @Test
    void aRoundSendsTwoHundredProbesAtMost() {
        PathWorld world = PathWorld.open();
        world.alice.drops = datagram -> true;
        climb(world, many(Tactic.SEARCH_BLOCK, 1000));

        assertThat(world.alice.requests()).hasSizeBetween(199, 200);
    }

    @Test
    void oneOverRandomPortsSendsEighteenHundredAtMost() {
        PathWorld world = PathWorld.open();
        world.alice.drops = datagram -> true;
        Volley volley = many(Tactic.SEARCH_ALL, 3000);
        world.alice.finder.climb(
                world.now, Volleys.of(volley.tactic(), Volleys.paths(volley), 1, 0, 30 * SECOND), HOME);
        world.settle();
        world.runFor(40 * SECOND);

        assertThat(world.alice.requests()).hasSizeBetween(1799, 1800);
    }

    @Test
    void whatIsLeftOfAVolleyEndsWithItsRound() {
        PathWorld world = PathWorld.open();
        world.alice.drops = datagram -> true;
        Volley slow =
                Volleys.of(Tactic.FILL_BLOCK, Volleys.paths(many(Tactic.FILL_BLOCK, 20)), 5, SECOND, 1300 * MILLI);
        world.alice.finder.climb(world.now, slow, HOME);
        world.settle();
        world.runFor(20 * SECOND);

        long last =
                world.alice.requests().stream().mapToLong(Sent::atNanos).max().orElseThrow();
        assertThat(last - START).isLessThan(5 * SECOND + MILLI);
        assertThat(world.alice.told(PathEvent.Failed.class)).hasSize(1);
    }

    @Test
    void aRoundAfterASuccessBeginsAnew() {
        PathWorld world = PathWorld.connected();
        world.alice.drops = datagram -> datagram.payload()[0] == 1;
        world.alice.finder.climb(world.now, many(Tactic.SEARCH_BLOCK, 50), world.alice.own());
        world.settle();
        world.runFor(SECOND);

        assertThat(world.alice.requests().stream()
                        .filter(sent -> sent.path().socket().equals(FRESH)))
                .hasSize(50);
        world.runFor(10 * SECOND);
        assertThat(world.alice.told(PathEvent.Failed.class))
                .as("there is a path")
                .isEmpty();
    }

    @Test
    void anAnswerEndsTheVolley() {
        PathWorld world = PathWorld.open();
        world.alice.finder.climb(world.now, many(Tactic.SEARCH_ALL, 1500), world.alice.own());
        world.settle();
        world.runFor(100 * MILLI);
        Sent first = world.alice.requests().getFirst();
        world.alice.finder.onProbe(world.now, first.path(), HostileProbes.answer(world.bob, 7, first.payload()));
        world.settle();
        int before = world.alice.requests().size();
        world.runFor(5 * SECOND);

        assertThat(world.alice.requests().size() - before).isLessThanOrEqualTo(3);
    }

    @Test
    void hitsFromManyAddressesOnManySocketsAreCheckedFourTimesASecondInTheLongRun() {
        PathWorld world = PathWorld.open();
        world.alice.drops = datagram -> true;
        PathConfig.Limits limits = PathConfig.DEFAULT.limits();
        int seconds = 10;
        for (int i = 0; i < 100 * seconds; i++) {
            Path forged = new Path(new LocalSocket(1 + i % 256), Endpoint.parse("203.0.113.77:" + (1024 + i)));
            world.alice.finder.onProbe(world.now, forged, HostileProbes.request(world.bob, 7, i));
            world.settle();
            world.runFor(10 * MILLI);
        }
        world.runFor(5 * SECOND);

        int checks = limits.checkBurst() + seconds * limits.checksPerSecond();
        assertThat(world.alice.requests())
                .hasSizeLessThanOrEqualTo(
                        checks * PathConfig.DEFAULT.schedule().hitRampNanos().size());
        assertThat(world.alice.sent.size() - world.alice.requests().size())
                .as("answers")
                .isLessThanOrEqualTo(limits.answerBurst() + seconds * limits.answersPerSecond() + 1);
    }

    @Test
    void aReplayOnAFreshSocketValidatesNothing() {
        PathWorld world = PathWorld.open();
        world.alice.begin(world.bob.seen());
        world.runFor(MILLI);
        Sent request = world.alice.requests().getFirst();
        byte[] answer = HostileProbes.answer(world.bob, 7, request.payload());
        Path fresh = new Path(FRESH, request.path().remote());
        world.alice.finder.onProbe(world.now, fresh, answer);
        assertThat(world.alice.finder.isValidated(fresh)).isFalse();
        byte[] old = HostileProbes.request(world.bob, 7, 3);
        for (int i = 0; i < 100; i++) {
            world.alice.finder.onProbe(world.now, fresh, old);
        }

        assertThat(world.alice.finder.isValidated(fresh)).isFalse();
        assertThat(world.alice.finder.selected()).isNull();
    }

    private static PathFinder finder(PathWorld world, Allowance shared, long seed) {
        return new PathFinder(
                PathConfig.DEFAULT, world.alice.keys(), 1, shared, new Random(seed), new AttemptLog(() -> 0));
    }

    @Test
    void manyPeersShareTheProbesAndNoVolleyKeepsTheOthersWaiting() {
        PathWorld world = PathWorld.open();
        Allowance shared = Allowance.ofProbes(PathConfig.DEFAULT);
        List<PathFinder> finders = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            finders.add(finder(world, shared, i));
        }
        finders.getFirst().climb(START, many(Tactic.SEARCH_ALL, 1500), HOME);
        finders.stream().skip(1).forEach(finder -> finder.climb(START, many(Tactic.SEARCH_BLOCK, 128), HOME));
        Map<Integer, Integer> sent = new HashMap<>();
        for (long now = START; now < START + 2 * SECOND; now += MILLI) {
            for (int i = 0; i < finders.size(); i++) {
                finders.get(i).onDeadline(now);
                for (Transmit next = finders.get(i).pollTransmit();
                        next != null;
                        next = finders.get(i).pollTransmit()) {
                    sent.merge(i, 1, Integer::sum);
                }
            }
        }

        assertThat(sent.values()).hasSize(10).allMatch(count -> count >= 35);
        assertThat(sent.values().stream().mapToInt(count -> count).sum()).isLessThanOrEqualTo(421);
    }

    @Test
    void aKeepaliveWaitsForNoVolley() {
        PathWorld world = PathWorld.open();
        Allowance shared = Allowance.ofProbes(PathConfig.DEFAULT);
        PathFinder busy = finder(world, shared, 1);
        PathFinder live = finder(world, shared, 2);
        live.begin(START, new Attempt(List.of(world.bob.seen()), 0, HOME, null));
        Transmit first = live.pollTransmit();
        assertThat(first).isNotNull();
        live.onProbe(START + MILLI, first.path(), HostileProbes.answer(world.bob, 7, first.payload()));
        live.onProbe(START + MILLI, first.path(), HostileProbes.request(world.bob, 7, 1));
        assertThat(live.selected()).isEqualTo(first.path());
        live.onUnacknowledged(START + 10 * SECOND, true);
        drain(live);
        long asked = 0;
        for (long now = START + 10 * SECOND; now < START + 11 * SECOND && asked == 0; now += MILLI) {
            if ((now - START) % SECOND == 0) {
                busy.climb(now, many(Tactic.SEARCH_ALL, 1500), HOME);
            }
            busy.onDeadline(now);
            drain(busy);
            live.onDeadline(now);
            asked = drain(live) > 0 ? now : 0;
        }

        assertThat(asked).isEqualTo(START + 10 * SECOND + 300 * MILLI);
    }

    private static int drain(PathFinder finder) {
        int count = 0;
        while (finder.pollTransmit() != null) {
            count++;
        }
        return count;
    }
}
