package punchline.benchmark.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RecoveryDocumentTest {
    private static final RecoveryTrial.Result GOOD =
            new RecoveryTrial.Result(900, 1100, OptionalDouble.of(12_000), 80, 0, 0, true);

    @Test
    void aRowHasTheMiddleAndTheWorstOfAllRuns() {
        RecoveryTrial.Result worse = new RecoveryTrial.Result(1500, 1300, OptionalDouble.of(20_000), 90, 0, 0, true);

        assertThat(document(GOOD, worse).table())
                .endsWith(
                        "| one router loses its mappings | 2 | 1.20 s (1.50 s) | 1.20 s (1.30 s) | 16.00 s (20.00 s) | 170 | 0 | 0 |\n");
    }

    @Test
    void whatNeverCameBackIsCalledSo() {
        RecoveryTrial.Result never =
                new RecoveryTrial.Result(Double.POSITIVE_INFINITY, 1300, OptionalDouble.empty(), 90, 4, 0, true);

        assertThat(document(never).table()).contains("never (never)").contains("| 90 | 4 | 0 |");
    }

    @Test
    void lateLostDoubledAndDisorderedAllFallShort() {
        assertThat(RecoveryDocument.isAsPromised(GOOD)).isTrue();
        assertThat(RecoveryDocument.isAsPromised(result(2100, 1000, 12_000, 0, 0, true)))
                .isFalse();
        assertThat(RecoveryDocument.isAsPromised(result(900, 2100, 12_000, 0, 0, true)))
                .isFalse();
        assertThat(RecoveryDocument.isAsPromised(result(900, 1000, 28_100, 0, 0, true)))
                .isFalse();
        assertThat(RecoveryDocument.isAsPromised(result(900, 1000, 12_000, 1, 0, true)))
                .isFalse();
        assertThat(RecoveryDocument.isAsPromised(result(900, 1000, 12_000, 0, 1, true)))
                .isFalse();
        assertThat(RecoveryDocument.isAsPromised(result(900, 1000, 12_000, 0, 0, false)))
                .isFalse();
    }

    @Test
    void aRunThatFailedIsToldAndFallsShort() {
        RecoveryDocument document = new RecoveryDocument(
                Map.of(Disturbance.MAPPING_LOST, List.of(GOOD)),
                Map.of(Disturbance.MOVED, List.of("the two do not meet in the first place")));

        assertThat(document.isAsPromised()).isFalse();
        assertThat(document.table())
                .endsWith("- a client moves to another network: the two do not meet in the first place\n");
    }

    private static RecoveryDocument document(RecoveryTrial.Result... results) {
        return new RecoveryDocument(Map.of(Disturbance.MAPPING_LOST, List.of(results)), Map.of());
    }

    private static RecoveryTrial.Result result(
            double chatting, double afterSilence, double idle, int lost, int doubled, boolean inOrder) {
        return new RecoveryTrial.Result(chatting, afterSilence, OptionalDouble.of(idle), 80, lost, doubled, inOrder);
    }
}
