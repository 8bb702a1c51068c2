package punchline.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What happens to routers, providers and computers under a running conversation, and how soon messages flow again. */
class RecoveryTest {
    private static final long RUNS = 4;

    /** From what happens to the next message, a while in which nobody can know of it. */
    private static final long UNNOTICED_MILLIS = 200;

    private static final NatBehaviour SAME_PORTS = NatBehaviour.portRestricted();

    /** Each mapping gets another port, so that a flushed one never comes back. */
    private static final NatBehaviour NEW_PORTS = NatBehaviour.of(
            NatBehaviour.Mapping.ENDPOINT_INDEPENDENT,
            new NatBehaviour.PortAllocation.RandomPort(),
            NatBehaviour.Filtering.ADDRESS_AND_PORT_DEPENDENT);

    /** Something that happens to Ann's router, or to hers and Bob's. */
    record Happening(String name, NatBehaviour annNat, NatBehaviour bobNat, boolean toBoth, Consumer<TwoHomes> what) {
        TwoHomes homes(long seed, double loss) {
            return TwoHomes.behind(
                    seed, annNat, bobNat, LinkQuality.ofMillis(20).withLoss(loss));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Happening> happenings() {
        return Stream.of(
                toAnn("router flushed", SAME_PORTS, homes -> homes.annRouter.forgetMappings()),
                toBoth("both routers flushed", SAME_PORTS, RecoveryTest::flushBoth),
                toAnn("router flushed, new ports", NEW_PORTS, homes -> homes.annRouter.forgetMappings()),
                toBoth("both routers flushed, new ports", NEW_PORTS, RecoveryTest::flushBoth),
                new Happening(
                        "router flushed, new ports, the other a full cone",
                        NEW_PORTS,
                        NatBehaviour.fullCone(),
                        false,
                        homes -> homes.annRouter.forgetMappings()),
                toAnn("new public address", SAME_PORTS, homes -> homes.annRouter.renumber("203.0.113.77")),
                toBoth("new public addresses of both", SAME_PORTS, homes -> {
                    homes.annRouter.renumber("203.0.113.77");
                    homes.bobRouter.renumber("203.0.113.78");
                }),
                toBoth("server restarted, both flushed", SAME_PORTS, homes -> {
                    restartServer(homes);
                    flushBoth(homes);
                }),
                toBoth("server restarted, new ports", NEW_PORTS, homes -> {
                    restartServer(homes);
                    flushBoth(homes);
                }));
    }

    private static Happening toAnn(String name, NatBehaviour nat, Consumer<TwoHomes> what) {
        return new Happening(name, nat, nat, false, what);
    }

    private static Happening toBoth(String name, NatBehaviour nat, Consumer<TwoHomes> what) {
        return new Happening(name, nat, nat, true, what);
    }

    private static void flushBoth(TwoHomes homes) {
        homes.annRouter.forgetMappings();
        homes.bobRouter.forgetMappings();
    }

    private static void restartServer(TwoHomes homes) {
        homes.server.stop();
        homes.server.start();
    }

    @ParameterizedTest
    @MethodSource("happenings")
    void whoLostItsMappingsIsHeardWithinTwoSeconds(Happening happening) {
        List<Long> millis = new ArrayList<>();
        for (long seed = 1; seed <= RUNS; seed++) {
            for (long quietMillis : List.of(0L, 3_000L, Recovery.QUIET_MILLIS)) {
                Recovery recovery = new Recovery(happening.homes(seed, 0))
                        .quietMillis(quietMillis)
                        .when(happening.what())
                        .quietMillis(UNNOTICED_MILLIS);
                millis.add(happening.toBoth() ? recovery.bothAreHeardAfter() : recovery.annIsHeardAfter());
                recovery.nothingIsLostOrDoubled();
            }
        }
        Recovery.Figures figures = new Recovery.Figures(millis);
        figures.print(happening + ": next message");
        assertThat(figures.worst()).isLessThanOrEqualTo(2_000);
    }

    /** Nobody can reach Ann, the servers neither, before she sends something herself. */
    @ParameterizedTest
    @MethodSource("happenings")
    void anIdleLinkWorksAgainWithinTenSecondsOfTheNextKeepalive(Happening happening) {
        List<Long> millis = new ArrayList<>();
        for (long seed = 1; seed <= RUNS; seed++) {
            Recovery recovery = new Recovery(happening.homes(seed, 0)).when(happening.what());
            millis.add(recovery.annIsToldAfterHerNextKeepalive());
            recovery.nothingIsLostOrDoubled();
        }
        Recovery.Figures figures = new Recovery.Figures(millis);
        figures.print(happening + ": next keepalive");
        assertThat(figures.worst()).isLessThanOrEqualTo(10_000);
    }
}
