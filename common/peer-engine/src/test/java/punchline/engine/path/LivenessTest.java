package punchline.engine.path;

import static org.assertj.core.api.Assertions.assertThat;
import static punchline.engine.path.PathWorld.MILLI;
import static punchline.engine.path.PathWorld.SECOND;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import punchline.engine.path.PathEvent.Failed;
import punchline.engine.path.PathEvent.Lost;
import punchline.engine.path.PathEvent.PeerStarted;
import punchline.engine.path.PathEvent.RepunchWanted;
import punchline.engine.path.PathEvent.Selected;
import punchline.engine.path.PathEvent.Suspect;
import punchline.engine.path.PathWorld.Sent;
import punchline.engine.path.PathWorld.Told;
import punchline.engine.socket.LocalSocket;
import punchline.engine.socket.Path;
import punchline.protocol.Endpoint;

class LivenessTest {
    /** Nothing reaches Alice any more; the last datagram came at the time returned. */
    private static long cutOff(PathWorld world) {
        Path path = world.alice.finder.selected();
        assertThat(path).isNotNull();
        world.alice.finder.onHeard(world.now, path);
        world.bob.drops = datagram -> true;
        return world.now;
    }

    private static List<Long> millisSince(long from, List<Told> told) {
        return told.stream().map(one -> (one.atNanos() - from) / MILLI).toList();
    }

    @Test
    void aQuietPathIsKeptAliveByTheLowerPeerIdAlone() {
        PathWorld world = PathWorld.connected();

        world.runFor(600 * SECOND);

        List<Sent> asked = world.alice.requests();
        assertThat(asked.size()).isBetween(600 / 18 - 1, 600 / 12 + 1);
        assertThat(IntStream.range(1, asked.size())
                        .mapToLong(
                                i -> asked.get(i).atNanos() - asked.get(i - 1).atNanos()))
                .allMatch(gap -> gap >= 12 * SECOND && gap <= 18 * SECOND + 40 * MILLI)
                .anyMatch(gap -> gap < 14 * SECOND)
                .anyMatch(gap -> gap > 16 * SECOND);
        assertThat(world.bob.requests()).isEmpty();
        assertThat(world.alice.told).isEmpty();
        assertThat(world.bob.told).isEmpty();
    }

    @Test
    void linkTrafficSparesTheKeepalive() {
        PathWorld world = PathWorld.connected();
        Path path = world.alice.finder.selected();
        assertThat(path).isNotNull();

        for (int i = 0; i < 60; i++) {
            world.runFor(SECOND);
            world.alice.finder.onHeard(world.now, path);
        }

        assertThat(world.alice.requests()).isEmpty();
    }

    @Test
    void anUnansweredKeepaliveIsRepeatedEachSecond() {
        PathWorld world = PathWorld.connected();
        cutOff(world);

        world.runFor(25 * SECOND);

        List<Sent> asked = world.alice.requests();
        assertThat(asked.get(1).atNanos() - asked.get(0).atNanos()).isEqualTo(SECOND);
        long suspect = world.alice.told(Suspect.class).getFirst().atNanos();
        assertThat(suspect - asked.get(0).atNanos()).isEqualTo(2 * SECOND);
    }

    @Test
    void unacknowledgedDataSoonAsksAndAsksAgain() {
        PathWorld world = PathWorld.connected();
        long heard = cutOff(world);
        world.alice.finder.onUnacknowledged(world.now, true);

        world.runFor(3 * SECOND);

        assertThat(world.alice.requests().stream().map(sent -> (sent.atNanos() - heard) / MILLI))
                .startsWith(300L, 550L, 800L);
    }

    @Test
    void unacknowledgedDataOnALongPathAsksAfterTwoRoundTripsAndWaitsForTheAnswers() {
        PathWorld world = PathWorld.open();
        world.latencyNanos = 150 * MILLI;
        world.connect();
        long heard = cutOff(world);
        world.alice.finder.onUnacknowledged(world.now, true);

        world.runFor(3 * SECOND);

        assertThat((world.alice.requests().getFirst().atNanos() - heard) / MILLI)
                .isEqualTo(600);
        // The second probe leaves at 850 ms, and its answer takes 300 ms or half as much again.
        assertThat(millisSince(heard, world.alice.told(Suspect.class))).containsExactly(1300L);
    }

    @Test
    void acknowledgedDataAsksNothing() {
        PathWorld world = PathWorld.connected();
        world.alice.finder.onUnacknowledged(world.now, true);
        world.runFor(100 * MILLI);
        world.alice.finder.onUnacknowledged(world.now, false);

        world.runFor(3 * SECOND);

        assertThat(world.alice.requests()).isEmpty();
    }

    @Test
    void anActiveSilentPathIsSuspectThenRepunchedThenLost() {
        PathWorld world = PathWorld.connected();
        long heard = cutOff(world);
        world.alice.finder.onUnacknowledged(world.now, true);

        world.runFor(40 * SECOND);

        assertThat(millisSince(heard, world.alice.told(Suspect.class))).containsExactly(800L);
        // No round begins, so it is asked for again and again, ever more rarely.
        assertThat(millisSince(heard, world.alice.told(RepunchWanted.class))).startsWith(1000L, 2000L, 4000L, 8000L);
        assertThat(millisSince(heard, world.alice.told(Lost.class))).containsExactly(30_000L);
        assertThat(world.alice.finder.selected()).isNull();
        assertThat(world.alice.told(Failed.class)).allMatch(told -> told.atNanos() - heard > 30 * SECOND);
    }

    @Test
    void aRoundThatHasBegunIsNotAskedForAgainUntilItFails() {
        PathWorld world = PathWorld.connected();
        cutOff(world);
        world.alice.finder.onUnacknowledged(world.now, true);
        world.runFor(1500 * MILLI);
        world.alice.begin(world.bob.seen());
        assertThat(world.alice.told(RepunchWanted.class)).hasSize(1);

        world.runFor(4 * SECOND);

        assertThat(world.alice.told(RepunchWanted.class)).hasSize(1);
        world.runFor(3 * SECOND);
        assertThat(world.alice.told(RepunchWanted.class)).hasSize(2);
    }

    @Test
    void aSingleLostProbeIsNoReasonToSuspectAPathWhereDataWaits() {
        PathWorld world = PathWorld.connected();
        cutOff(world);
        world.alice.finder.onUnacknowledged(world.now, true);
        world.runFor(500 * MILLI);
        world.bob.drops = datagram -> false;

        world.runFor(2 * SECOND);

        assertThat(world.alice.told(Suspect.class)).isEmpty();
    }

    @Test
    void aPathThatIsCheckedIsAskedAtOnceAndJudgedSoon() {
        PathWorld world = PathWorld.connected();
        long heard = cutOff(world);

        world.alice.finder.check(world.now);
        world.settle();
        world.runFor(3 * SECOND);

        assertThat(millisSince(heard, world.alice.told(Suspect.class))).containsExactly(500L);
        assertThat(world.alice.requests().getFirst().atNanos()).isEqualTo(heard);
    }

    @Test
    void aPathThatAnswersACheckIsLeftAlone() {
        PathWorld world = PathWorld.connected();
        world.runFor(SECOND);

        world.alice.finder.check(world.now);
        world.settle();
        world.runFor(3 * SECOND);

        assertThat(world.alice.requests()).hasSize(1);
        assertThat(world.alice.told).isEmpty();
    }

    @Test
    void aQuietSilentPathIsLostOnBothSidesThirtySecondsAfterTheLastDatagram() {
        PathWorld world = PathWorld.connected();
        world.runFor(40 * SECOND);
        long aliceHeard = lastArrival(world.bob, world);
        long bobHeard = lastArrival(world.alice, world);
        world.alice.drops = datagram -> true;
        world.bob.drops = datagram -> true;

        world.runFor(40 * SECOND);

        assertThat(millisSince(aliceHeard, world.alice.told(Lost.class))).containsExactly(30_000L);
        assertThat(millisSince(bobHeard, world.bob.told(Lost.class))).containsExactly(30_000L);
    }

    private static long lastArrival(PathWorld.Side sender, PathWorld world) {
        return sender.sent.getLast().atNanos() + world.latencyNanos;
    }

    @Test
    void silenceWithoutAQuestionIsNoSuspicion() {
        PathWorld world = PathWorld.connected();
        world.runFor(2 * SECOND);
        long heard = cutOff(world);
        world.runFor(11 * SECOND);
        assertThat(world.alice.told).isEmpty();

        world.alice.finder.onUnacknowledged(world.now, true);
        world.runFor(3 * SECOND);

        assertThat(millisSince(heard, world.alice.told(Suspect.class))).containsExactly(11_800L);
    }

    @Test
    void aSuspectPathStaysInUseAndAllCandidatesAreProbed() {
        PathWorld world = PathWorld.open();
        Candidate other = new Candidate(Endpoint.parse("203.0.113.77:7000"), Candidate.Kind.HOST);
        world.alice.begin(world.bob.seen(), other);
        world.runFor(6 * SECOND);
        world.alice.forget();
        cutOff(world);
        world.alice.finder.onUnacknowledged(world.now, true);

        world.runFor(8 * SECOND);

        assertThat(world.alice.finder.selected()).isEqualTo(new Path(LocalSocket.MAIN, world.bob.hosts.getFirst()));
        assertThat(world.alice.requests()).anyMatch(sent -> sent.path().remote().equals(other.endpoint()));
    }

    @Test
    void aSuspectPathThatAnswersIsSelectedAgain() {
        PathWorld world = PathWorld.connected();
        cutOff(world);
        world.alice.finder.onUnacknowledged(world.now, true);
        world.runFor(900 * MILLI);
        world.bob.drops = datagram -> false;

        world.runFor(2 * SECOND);

        assertThat(world.alice.told)
                .extracting(told -> told.event().getClass().getSimpleName())
                .containsExactly("Suspect", "Selected");
        world.alice.finder.onUnacknowledged(world.now, false);
        world.alice.forget();
        world.runFor(60 * SECOND);
        assertThat(world.alice.told).isEmpty();
    }

    @Test
    void anotherPathTakesOverWhenTheSelectedOneDies() {
        PathWorld world = PathWorld.open();
        world.alice.hosts.add(Endpoint.parse("[2001:db8:1::1]:4001"));
        world.bob.hosts.add(Endpoint.parse("[2001:db8:2::2]:4002"));
        world.alice.begin(world.bob.seen(), world.bob.host(1));
        world.bob.begin(world.alice.seen(), world.alice.host(1));
        world.runFor(6 * SECOND);
        assertThat(world.alice.finder.selected()).isEqualTo(new Path(LocalSocket.MAIN, world.bob.hosts.get(1)));

        world.alice.drops = datagram -> datagram.destination().isIpv6();
        world.bob.drops = world.alice.drops;
        world.alice.finder.onUnacknowledged(world.now, true);
        world.bob.finder.onUnacknowledged(world.now, true);
        world.runFor(7 * SECOND);

        assertThat(world.alice.finder.selected()).isEqualTo(new Path(LocalSocket.MAIN, world.bob.hosts.get(0)));
        assertThat(world.bob.finder.selected()).isEqualTo(new Path(LocalSocket.MAIN, world.alice.hosts.get(0)));
        assertThat(world.alice.told(Lost.class)).isEmpty();
    }

    @Test
    void aPeerWhoseNatForgotItIsFoundAtItsNewAddress() {
        PathWorld world = PathWorld.behindNats();
        world.bob.hosts.set(0, Endpoint.parse("203.0.113.50:4002"));
        world.bob.nat = null;
        world.connect();
        world.alice.nat = new PathWorld.PortRestrictedNat(Endpoint.parse("198.51.100.1:51111"));

        world.runFor(30 * SECOND);

        assertThat(world.bob.finder.selected())
                .isEqualTo(new Path(LocalSocket.MAIN, Endpoint.parse("198.51.100.1:51111")));
        assertThat(world.alice.finder.selected()).isNotNull();
        assertThat(world.bob.told(Lost.class)).isEmpty();
    }

    @Test
    void aLostPeerIsFoundAgainWithoutAnyServer() {
        PathWorld world = PathWorld.connected();
        world.alice.drops = datagram -> true;
        world.bob.drops = datagram -> true;
        world.runFor(60 * SECOND);
        assertThat(world.alice.finder.selected()).isNull();
        world.alice.drops = datagram -> false;
        world.bob.drops = datagram -> false;

        world.runFor(20 * SECOND);

        assertThat(world.alice.finder.selected()).isNotNull();
        assertThat(world.bob.finder.selected()).isNotNull();
    }

    @Test
    void aRestartedPeerIsBackAtOnce() {
        PathWorld world = PathWorld.connected();
        world.bob.restart(4711);
        world.bob.begin(world.alice.seen());

        world.runFor(SECOND);

        assertThat(world.alice.told)
                .extracting(told -> told.event())
                .hasSize(2)
                .first()
                .isEqualTo(new PeerStarted(4711));
        assertThat(world.alice.told.get(1).event()).isInstanceOf(Selected.class);
        assertThat(world.bob.finder.selected()).isNotNull();
    }

    @Test
    void aNetworkChangeProbesAtOnceAndWantsANewRound() {
        PathWorld world = PathWorld.connected();
        world.alice.finder.onNetworkChange(world.now);
        world.settle();

        assertThat(world.alice.told)
                .extracting(told -> told.event().getClass().getSimpleName())
                .containsExactly("Suspect", "RepunchWanted");
        world.runFor(SECOND);

        assertThat(world.alice.told.getLast().event()).isInstanceOf(Selected.class);
    }

    @Test
    void aMachineThatSleptAsksBeforeItGivesUp() {
        PathWorld world = PathWorld.connected();
        world.now += 3600 * SECOND;

        world.alice.finder.onDeadline(world.now);
        world.settle();

        assertThat(world.alice.told).isEmpty();
        assertThat(world.alice.requests()).isNotEmpty();
        world.runFor(SECOND);
        assertThat(world.alice.told(Lost.class)).isEmpty();
        assertThat(world.alice.finder.selected()).isNotNull();
    }

    @Test
    void aBetterPathIsLookedForEachMinuteInWhichThePathIsUsed() {
        PathWorld world = PathWorld.open();
        world.alice.hosts.add(Endpoint.parse("[2001:db8:1::1]:4001"));
        world.bob.hosts.add(Endpoint.parse("[2001:db8:2::2]:4002"));
        world.alice.drops = datagram -> datagram.destination().isIpv6();
        world.bob.drops = world.alice.drops;
        world.alice.begin(world.bob.seen(), world.bob.host(1));
        world.runFor(70 * SECOND);
        assertThat(world.alice.finder.selected()).isEqualTo(new Path(LocalSocket.MAIN, world.bob.hosts.get(0)));
        world.alice.drops = datagram -> false;
        world.bob.drops = datagram -> false;

        world.runFor(300 * SECOND);
        assertThat(world.alice.finder.selected()).isEqualTo(new Path(LocalSocket.MAIN, world.bob.hosts.get(0)));

        Path used = new Path(LocalSocket.MAIN, world.bob.hosts.get(0));
        world.alice.finder.onHeard(world.now, used);
        world.settle();
        world.runFor(SECOND);

        assertThat(world.alice.finder.selected()).isEqualTo(new Path(LocalSocket.MAIN, world.bob.hosts.get(1)));
    }

    @Test
    void aLookTriesNoWorsePaths() {
        PathWorld world = PathWorld.open();
        world.alice.hosts.add(Endpoint.parse("[2001:db8:1::1]:4001"));
        world.bob.hosts.add(Endpoint.parse("[2001:db8:2::2]:4002"));
        world.alice.begin(world.bob.seen(), world.bob.host(1));
        world.runFor(20 * SECOND);
        world.alice.forget();

        world.runFor(120 * SECOND);

        assertThat(world.alice.requests()).allMatch(sent -> sent.path().remote().isIpv6());
    }
}
