package punchline.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recovery where datagrams are lost as well: later, but with nothing lost or doubled. */
class LossyRecoveryTest {
    private static final long RUNS = 20;

    /** Each mapping gets another port, so that a flushed one never comes back. */
    private static final NatBehaviour NEW_PORTS = NatBehaviour.of(
            NatBehaviour.Mapping.ENDPOINT_INDEPENDENT,
            new NatBehaviour.PortAllocation.RandomPort(),
            NatBehaviour.Filtering.ADDRESS_AND_PORT_DEPENDENT);

    /** Loss is that of the whole way in one direction, the round trip that between the two. */
    @ParameterizedTest
    @CsvSource({"84, 5, 2000", "84, 20, 4000", "204, 5, 2700"})
    void messagesFlowAgain(long rttMillis, int lossPercent, long medianMillis) {
        List<Long> millis = new ArrayList<>();
        LinkQuality link = LinkQuality.ofMillis((rttMillis - 4) / 4);
        LinkQuality lossy = link.withLoss(1 - Math.sqrt(1 - lossPercent / 100.0));
        for (long seed = 1; seed <= RUNS; seed++) {
            Recovery recovery = new Recovery(TwoHomes.behind(seed, NEW_PORTS, NEW_PORTS, link)).when(homes -> {
                homes.annRouter.setLink(lossy);
                homes.bobRouter.setLink(lossy);
                homes.annRouter.forgetMappings();
            });
            millis.add(recovery.annIsHeardAfter());
            recovery.nothingIsLostOrDoubled();
        }
        Recovery.Figures figures = new Recovery.Figures(millis);
        figures.print("new ports, round trip " + rttMillis + " ms, loss " + lossPercent + " %: next message");
        assertThat(figures.median()).isLessThanOrEqualTo(medianMillis);
        assertThat(figures.worst()).isLessThanOrEqualTo(20_000);
    }
}
