package punchline.engine.path;

import static org.assertj.core.api.Assertions.assertThat;
import static punchline.engine.path.PathWorld.MILLI;
import static punchline.engine.path.PathWorld.SECOND;
import static punchline.engine.path.PathWorld.START;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import punchline.engine.Event.PathKind;
import punchline.engine.path.Candidate.Kind;
import punchline.engine.path.PathEvent.Failed;
import punchline.engine.path.PathEvent.PeerStarted;
import punchline.engine.path.PathEvent.RepunchWanted;
import punchline.engine.path.PathEvent.Selected;
import punchline.engine.path.PathWorld.Sent;
import punchline.engine.socket.LocalSocket;
import punchline.engine.socket.Path;
import punchline.protocol.Endpoint;

class PathFinderTest {
    private static Selected firstSelected(PathWorld.Side side) {
        return (Selected) side.told(Selected.class).getFirst().event();
    }

    @Test
    void twoOpenPeersFindEachOther() {
        PathWorld world = PathWorld.open();
        world.alice.begin(world.bob.seen());
        world.bob.begin(world.alice.seen());

        world.runFor(SECOND);

        Path path = new Path(LocalSocket.MAIN, Endpoint.parse("203.0.113.2:4002"));
        assertThat(world.alice.finder.selected()).isEqualTo(path);
        assertThat(firstSelected(world.alice)).isEqualTo(new Selected(path, 40 * MILLI, PathKind.DIRECT));
        assertThat(world.bob.finder.selected()).isNotNull();
    }

    @Test
    void theStartOfThePeerIsToldBeforeThePathIsSelected() {
        PathWorld world = PathWorld.open();
        world.alice.begin(world.bob.seen());

        world.runFor(SECOND);

        assertThat(world.alice.told.getFirst().event()).isInstanceOf(PeerStarted.class);
        assertThat(world.alice.told.get(1).event()).isInstanceOf(Selected.class);
        assertThat(world.alice.told(PeerStarted.class)).hasSize(1);
    }

    @Test
    void twoPortRestrictedNatsAreCrossed() {
        PathWorld world = PathWorld.behindNats();
        world.alice.begin(world.bob.seen(), world.bob.host(0));
        world.bob.begin(world.alice.seen(), world.alice.host(0));

        world.runFor(SECOND);

        assertThat(firstSelected(world.alice).path().remote()).isEqualTo(Endpoint.parse("203.0.113.2:40002"));
        assertThat(firstSelected(world.bob).path().remote()).isEqualTo(Endpoint.parse("198.51.100.1:40001"));
        assertThat(firstSelected(world.alice).kind()).isEqualTo(PathKind.DIRECT);
        assertThat(world.alice.told(Selected.class).getFirst().atNanos()).isLessThan(START + 120 * MILLI);
    }

    @Test
    void onePeerWhoKnowsTheOthersAddressIsEnough() {
        PathWorld world = PathWorld.open();
        world.alice.begin(world.bob.seen());

        world.runFor(SECOND);

        assertThat(world.bob.finder.selected()).isEqualTo(new Path(LocalSocket.MAIN, world.alice.hosts.getFirst()));
    }

    @Test
    void whoSelectsAPathFindsTheOtherSideReadyForItsFirstDatagram() {
        for (int skewMillis = 0; skewMillis < 120; skewMillis += 7) {
            PathWorld world = PathWorld.behindNats();
            world.alice.begin(world.bob.seen());
            world.bob.beginAfter(skewMillis * MILLI, world.alice.seen());
            world.runFor(SECOND);

            long atBob = world.alice.told(Selected.class).getFirst().atNanos() + world.latencyNanos;
            long bobReady = world.bob.told(Selected.class).getFirst().atNanos();
            assertThat(bobReady).as("skew %d ms", skewMillis).isLessThanOrEqualTo(atBob);
        }
    }

    @Test
    void theLanPathIsChosenBetweenPeersBehindOneNat() {
        PathWorld world = PathWorld.behindNats();
        world.sameLan = true;
        world.bob.nat = new PathWorld.PortRestrictedNat(Endpoint.parse("198.51.100.1:40002"));
        world.alice.begin(world.bob.seen(), world.bob.host(0));
        world.bob.begin(world.alice.seen(), world.alice.host(0));

        world.runFor(SECOND);

        assertThat(firstSelected(world.alice).kind()).isEqualTo(PathKind.LAN);
        assertThat(world.alice.finder.selected()).isEqualTo(new Path(LocalSocket.MAIN, world.bob.hosts.getFirst()));
        assertThat(world.bob.finder.selected()).isEqualTo(new Path(LocalSocket.MAIN, world.alice.hosts.getFirst()));
    }

    @Test
    void globalIpv6IsChosenBeforePunchedIpv4() {
        PathWorld world = PathWorld.behindNats();
        world.alice.hosts.add(Endpoint.parse("[2001:db8:1::1]:4001"));
        world.bob.hosts.add(Endpoint.parse("[2001:db8:2::2]:4002"));
        world.alice.begin(world.bob.seen(), world.bob.host(1));
        world.bob.begin(world.alice.seen(), world.alice.host(1));

        world.runFor(SECOND);

        assertThat(world.alice.finder.selected()).isEqualTo(new Path(LocalSocket.MAIN, world.bob.hosts.get(1)));
        assertThat(world.bob.finder.selected()).isEqualTo(new Path(LocalSocket.MAIN, world.alice.hosts.get(1)));
    }

    @Test
    void probesFollowTheRamp() {
        PathWorld world = PathWorld.open();
        world.alice.beginAfter(30 * MILLI, new Candidate(Endpoint.parse("203.0.113.99:5000"), Kind.REFLEXIVE));

        world.runFor(5 * SECOND);

        assertThat(world.alice.sent.stream().map(sent -> (sent.atNanos() - START) / MILLI - 30))
                .containsExactly(
                        0L, 50L, 100L, 200L, 400L, 800L, 1300L, 1800L, 2300L, 2800L, 3300L, 3800L, 4300L, 4800L);
    }

    @Test
    void probesToManyCandidatesKeepTheirDistance() {
        PathWorld world = PathWorld.open();
        world.alice.begin(eightCandidates());

        world.runFor(5 * SECOND);

        List<Sent> sent = world.alice.sent;
        assertThat(sent).hasSize(8 * 14);
        assertThat(IntStream.range(1, sent.size())
                        .mapToLong(i -> sent.get(i).atNanos() - sent.get(i - 1).atNanos()))
                .allMatch(gap -> gap >= 5 * MILLI);
    }

    private static Candidate[] eightCandidates() {
        return IntStream.range(0, 8)
                .mapToObj(i -> new Candidate(Endpoint.parse("203.0.113.9:" + (5000 + i)), Kind.HOST))
                .toArray(Candidate[]::new);
    }

    @Test
    void anAttemptNeverSendsMoreThanTwoHundredProbes() {
        PathWorld world = PathWorld.open();
        world.alice.begin(eightCandidates());
        // The peer's own probes come from ever new ports, as through a symmetric NAT, and each asks for a check.
        for (int i = 0; i < 250; i++) {
            byte[] request = HostileProbes.request(world.bob, 7, i);
            Endpoint source = Endpoint.parse("203.0.113.9:" + (6000 + i));
            world.alice.finder.onProbe(world.now, new Path(LocalSocket.MAIN, source), request);
            // Starting over within the second is no way around.
            if (i < 4) {
                world.alice.begin(eightCandidates());
            }
            world.runFor(18 * MILLI);
        }
        world.runUntil(START + 6 * SECOND);

        assertThat(world.alice.requests()).hasSizeBetween(150, 200);
    }

    @Test
    void allPeersTogetherStayBelowTheSharedRate() {
        Allowance shared = Allowance.ofProbes(PathConfig.DEFAULT);
        PathWorld world = PathWorld.open();
        List<PathFinder> finders = Stream.generate(() -> new PathFinder(
                        PathConfig.DEFAULT,
                        world.alice.keys(),
                        1,
                        shared,
                        new java.util.Random(1),
                        new AttemptLog(() -> 0)))
                .limit(20)
                .toList();
        Attempt attempt = new Attempt(List.of(eightCandidates()), 0, world.alice.own(), null);
        finders.forEach(finder -> finder.begin(START, attempt));
        Map<Long, Integer> perSecond = new HashMap<>();
        for (long at = START; at < START + 5 * SECOND; at += MILLI) {
            for (PathFinder finder : finders) {
                finder.onDeadline(at);
                while (finder.pollTransmit() != null) {
                    perSecond.merge((at - START) / SECOND, 1, Integer::sum);
                }
            }
        }

        assertThat(perSecond.values()).allMatch(count -> count <= 220);
        assertThat(perSecond.get(0L)).isGreaterThan(190);
    }

    @Test
    void afterTheFirstSuccessAtLeastThreeMoreProbesGoOut() {
        PathWorld world = PathWorld.open();
        world.alice.begin(world.bob.seen());

        world.runFor(5 * SECOND);

        long success = world.alice.told(Selected.class).getFirst().atNanos();
        assertThat(world.alice.requests().stream().filter(sent -> sent.atNanos() > success))
                .hasSize(3);
    }

    @Test
    void aFailedAttemptSaysWhyAndWantsNewRoundsEverMoreRarely() {
        PathWorld world = PathWorld.open();
        world.bob.drops = datagram -> true;
        world.alice.begin(world.bob.seen());

        world.runFor(200 * SECOND);

        List<Long> failed = world.alice.told(Failed.class).stream()
                .map(told -> told.atNanos())
                .toList();
        List<Long> wanted = world.alice.told(RepunchWanted.class).stream()
                .map(told -> told.atNanos())
                .toList();
        assertThat(((Failed) world.alice.told(Failed.class).getFirst().event())
                        .failure()
                        .words())
                .contains("not running")
                .contains("firewall");
        assertThat(failed.getFirst()).isEqualTo(START + 5 * SECOND);
        assertThat(IntStream.range(0, wanted.size()).mapToObj(i -> (wanted.get(i) - failed.get(i)) / SECOND))
                .startsWith(1L, 1L, 2L, 4L, 8L, 16L, 60L);
    }

    @Test
    void aNetworkChangeStartsTheBackoffOver() {
        PathWorld world = PathWorld.open();
        world.bob.drops = datagram -> true;
        world.alice.begin(world.bob.seen());
        world.runFor(60 * SECOND);
        world.alice.forget();

        world.alice.finder.onNetworkChange(world.now);
        long changed = world.now;
        world.settle();
        world.runFor(8 * SECOND);

        assertThat(world.alice.told(RepunchWanted.class).stream().map(told -> (told.atNanos() - changed) / SECOND))
                .containsExactly(0L, 6L);
    }

    @Test
    void withoutAnyUsableAddressTheFailureSaysSo() {
        PathWorld world = PathWorld.open();
        world.alice.begin(new Candidate(Endpoint.parse("224.0.0.1:5000"), Kind.HOST));

        world.runFor(20 * SECOND);

        assertThat(((Failed) world.alice.told(Failed.class).getFirst().event())
                        .failure()
                        .words())
                .isEqualTo("No address of the other side is known that could be tried from here.");
        assertThat(world.alice.sent).isEmpty();
        assertThat(world.alice.told(RepunchWanted.class)).hasSizeGreaterThan(2);
    }

    @Test
    void laterCandidatesClimbTheirOwnRamp() {
        PathWorld world = PathWorld.open();
        world.alice.begin(new Candidate(Endpoint.parse("203.0.113.99:5000"), Kind.REFLEXIVE));
        world.runFor(4 * SECOND);

        world.alice.finder.addCandidates(world.now, List.of(world.bob.seen()));
        world.runFor(SECOND);

        assertThat(world.alice.finder.selected()).isEqualTo(new Path(LocalSocket.MAIN, world.bob.hosts.getFirst()));
    }

    @Test
    void afterItsEndAFinderIsSilentUntilItBeginsAgain() {
        PathWorld world = PathWorld.connected();
        world.bob.finder.end(world.now);
        world.runFor(60 * SECOND);
        assertThat(world.bob.sent).isEmpty();
        assertThat(world.bob.finder.deadline()).isNull();

        world.bob.begin(world.alice.seen());
        world.runFor(SECOND);

        assertThat(world.bob.finder.selected()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void aThirdOfAllDatagramsMayGetLost(long seed) {
        PathWorld world = PathWorld.behindNats(seed);
        world.loss = 0.33;
        world.alice.begin(world.bob.seen(), world.bob.host(0));
        world.bob.begin(world.alice.seen(), world.alice.host(0));

        world.runFor(5 * SECOND);

        assertThat(world.alice.finder.selected()).as("seed %d", seed).isNotNull();
        assertThat(world.bob.finder.selected()).as("seed %d", seed).isNotNull();
    }
}
