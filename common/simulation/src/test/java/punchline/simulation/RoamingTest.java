package punchline.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import punchline.engine.Event;

/** Computers that go to another network, sleep, or get a better way to each other, under a running conversation. */
class RoamingTest {
    private static final long RUNS = 4;

    /** The longest that a real program takes to notice. */
    private static final long POLL_MILLIS = 1_000;

    /** Somebody goes somewhere. */
    record Move(String name, Consumer<TwoHomes> what) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Move> moves() {
        return Stream.of(
                new Move("another network", RoamingTest::annGoesToACafe),
                new Move("another network, both", homes -> {
                    annGoesToACafe(homes);
                    bobGoesToAHotel(homes);
                }),
                new Move("open network", homes -> {
                    homes.annHost.detach();
                    homes.annHost.attach(homes.network.internet(), "203.0.113.99");
                    homes.time.afterMillis(POLL_MILLIS, homes.ann::noticeAddresses);
                }),
                new Move("no network for 3 s", homes -> {
                    homes.annHost.detach();
                    homes.ann.noticeAddresses();
                    homes.time.runMillis(3_000);
                    annGoesToACafe(homes);
                }),
                sleep(3_000),
                sleep(20_000),
                sleep(300_000),
                new Move("slept 60 s, woke elsewhere", homes -> {
                    homes.ann.sleep();
                    homes.time.runMillis(60_000);
                    annGoesToACafe(homes);
                    homes.ann.wakeUp();
                }));
    }

    private static Move sleep(long millis) {
        return new Move("slept " + millis / 1000 + " s", homes -> {
            homes.ann.sleep();
            homes.time.runMillis(millis);
            homes.ann.wakeUp();
        });
    }

    private static void annGoesToACafe(TwoHomes homes) {
        homes.annHost.detach();
        homes.annHost.attach(homes.behindNat("cafe", "203.0.113.30", NatBehaviour.portRestricted()), "10.1.1.5");
        homes.time.afterMillis(POLL_MILLIS, homes.ann::noticeAddresses);
    }

    private static void bobGoesToAHotel(TwoHomes homes) {
        homes.bobHost.detach();
        homes.bobHost.attach(homes.behindNat("hotel", "203.0.113.40", NatBehaviour.portRestricted()), "10.2.2.5");
        homes.time.afterMillis(POLL_MILLIS / 2, homes.bob::noticeAddresses);
    }

    @ParameterizedTest
    @MethodSource("moves")
    void messagesFlowAgainWithinTwoSecondsOfTheNextOne(Move move) {
        List<Long> byAnn = new ArrayList<>();
        List<Long> byBob = new ArrayList<>();
        for (long seed = 1; seed <= RUNS; seed++) {
            for (long quietMillis : List.of(0L, Recovery.QUIET_MILLIS)) {
                for (boolean annSpeaks : List.of(true, false)) {
                    Recovery recovery = new Recovery(TwoHomes.usual(seed))
                            .quietMillis(quietMillis)
                            .when(move.what());
                    (annSpeaks ? byAnn : byBob)
                            .add(annSpeaks ? recovery.annIsHeardAfter() : recovery.bobIsHeardAfter());
                    recovery.nothingIsLostOrDoubled();
                }
            }
        }
        Recovery.Figures ann = new Recovery.Figures(byAnn);
        Recovery.Figures bob = new Recovery.Figures(byBob);
        ann.print(move + ": message of who moved");
        bob.print(move + ": message of who stayed");
        assertThat(ann.worst()).isLessThanOrEqualTo(2_000);
        assertThat(bob.worst()).isLessThanOrEqualTo(2_000);
    }

    /** The new server does not know Bob, and nobody can reach him before his next keepalive finds Ann silent. */
    @Test
    void whoMovesWhileTheServerRestartsIsFoundAtTheOthersNextKeepalive() {
        List<Long> millis = new ArrayList<>();
        for (long seed = 1; seed <= RUNS; seed++) {
            Recovery recovery = new Recovery(TwoHomes.usual(seed)).when(homes -> {
                homes.server.stop();
                homes.server.start();
                annGoesToACafe(homes);
            });
            millis.add(recovery.annIsHeardAfter());
            recovery.nothingIsLostOrDoubled();
        }
        Recovery.Figures figures = new Recovery.Figures(millis);
        figures.print("another network, server restarted: message of who moved");
        assertThat(figures.worst()).isLessThanOrEqualTo(Recovery.QUIET_MILLIS + 10_000);
    }

    @Test
    void aSharedLanIsTakenAndLeftAgain() {
        for (long seed = 1; seed <= RUNS; seed++) {
            TwoHomes homes = TwoHomes.usual(seed);
            Recovery recovery = new Recovery(homes);
            homes.annHost.attach(homes.bobHome, "192.168.2.6");
            homes.ann.noticeAddresses();
            assertThat(homes.time.runUntil(() -> areOn(homes, Event.PathKind.LAN), 2_000))
                    .as("%s", homes.network.trace())
                    .isTrue();
            recovery.nothingIsLostOrDoubled();
            homes.time.runMillis(30_000);
            assertThat(areOn(homes, Event.PathKind.LAN)).isTrue();

            homes.annHost.detach("192.168.2.6");
            homes.time.afterMillis(POLL_MILLIS, homes.ann::noticeAddresses);
            assertThat(recovery.bobIsHeardAfter()).isLessThanOrEqualTo(2_000);
            recovery.nothingIsLostOrDoubled();
            assertThat(areOn(homes, Event.PathKind.DIRECT)).isTrue();
        }
    }

    private static boolean areOn(TwoHomes homes, Event.PathKind kind) {
        Event.Link ann = homes.ann.lastLink(homes.bob.id());
        Event.Link bob = homes.bob.lastLink(homes.ann.id());
        return ann != null && bob != null && ann.path() == kind && bob.path() == kind;
    }

    @Test
    void ipv6IsTakenAndLeftAgain() {
        for (long seed = 1; seed <= RUNS; seed++) {
            TwoHomes homes = TwoHomes.usual(seed);
            Recovery recovery = new Recovery(homes);
            homes.annHost.attach(homes.network.internet(), "2001:db8:1::5");
            homes.ann.noticeAddresses();
            homes.time.runMillis(3_000);
            homes.bobHost.attach(homes.network.internet(), "2001:db8:2::5");
            homes.bob.noticeAddresses();
            assertThat(homes.time.runUntil(() -> areOnIpv6(homes), 2_000))
                    .as("%s", homes.network.trace())
                    .isTrue();
            recovery.nothingIsLostOrDoubled();

            homes.bobHost.detach("2001:db8:2::5");
            homes.time.afterMillis(POLL_MILLIS, homes.bob::noticeAddresses);
            assertThat(recovery.annIsHeardAfter()).isLessThanOrEqualTo(2_000);
            recovery.nothingIsLostOrDoubled();
            assertThat(areOnIpv6(homes)).isFalse();
        }
    }

    private static boolean areOnIpv6(TwoHomes homes) {
        Event.Link ann = homes.ann.lastLink(homes.bob.id());
        Event.Link bob = homes.bob.lastLink(homes.ann.id());
        return ann != null
                && bob != null
                && ann.address() != null
                && bob.address() != null
                && ann.address().isIpv6()
                && bob.address().isIpv6();
    }

    /** Two networks in common, equally good but for the jitter on both. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void twoEqualPathsDoNotTakeTurns(long seed) {
        TwoHomes homes = TwoHomes.usual(seed);
        Segment other = homes.network.segment("another LAN");
        homes.annHost.setLink(LinkQuality.ofMillis(1).withJitterMillis(4));
        homes.bobHost.setLink(LinkQuality.ofMillis(1).withJitterMillis(4));
        homes.annHost.attach(homes.bobHome, "192.168.2.6").attach(other, "10.9.9.1");
        homes.bobHost.attach(other, "10.9.9.2");
        Recovery recovery = new Recovery(homes);
        long before = linkEvents(homes.ann) + linkEvents(homes.bob);
        for (int minute = 0; minute < 30; minute++) {
            recovery.annIsHeardAfter();
            recovery.quietMillis(61_000);
        }
        recovery.nothingIsLostOrDoubled();
        assertThat(linkEvents(homes.ann) + linkEvents(homes.bob) - before).isLessThanOrEqualTo(2);
    }

    private static long linkEvents(VirtualPeer peer) {
        return peer.events().stream().filter(Event.Link.class::isInstance).count();
    }
}
