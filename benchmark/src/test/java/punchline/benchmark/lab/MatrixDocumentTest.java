package punchline.benchmark.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import punchline.benchmark.lab.network.NatKind;

class MatrixDocumentTest {
    private static final CellResult PAIR = new CellResult(
            MatrixCell.pair(NatKind.PORT_RESTRICTED, NatKind.SYMMETRIC_RANDOM),
            List.of(new Outcome.Online(4000, 4100, MatrixCell.DIRECT, "203.0.113.11:1")));
    private static final CellResult HOPELESS = new CellResult(
            MatrixCell.pair(NatKind.SYMMETRIC_RANDOM, NatKind.SYMMETRIC_RANDOM),
            List.of(new Outcome.Told(3500, "Both are random.")));

    @Test
    void eachPairStandsWhereItsClassesMeet() {
        String text = new MatrixDocument(1, new Spread(1, 2), List.of(PAIR, HOPELESS)).text();

        assertThat(text).contains("""
                |  | port-restricted | random |
                |---|---|---|
                | **port-restricted** |  |  |
                | **random** | 1/1, 4.00 s (4.00 s) | told in 3.50 s |
                """);
    }

    @Test
    void answersAndShortcomingsAreListed() {
        String text = new MatrixDocument(1, new Spread(1, 2), List.of(PAIR, HOPELESS)).text();

        assertThat(text)
                .contains("| Both are random. | random x random |")
                .contains("| random x random | no, told in ≤ 3 s | told after 3.50 s at worst, promised 3.00 s |");
    }

    @Test
    void theSameAnswerStandsOnceWithAllItsNetworks() {
        CellResult other = new CellResult(
                MatrixCell.pair(NatKind.SYMMETRIC_BLOCK, NatKind.SYMMETRIC_RANDOM),
                List.of(new Outcome.Told(1000, "Both are random.")));

        assertThat(new MatrixDocument(1, new Spread(1, 2), List.of(HOPELESS, other)).text())
                .contains("| Both are random. | random x random, block x random |");
    }

    @Test
    void aLongStoryOfAFailureIsCutShort() {
        CellResult failed = new CellResult(PAIR.cell(), List.of(new Outcome.Failed("x".repeat(1000))));

        assertThat(new MatrixDocument(1, new Spread(1, 2), List.of(failed)).text())
                .contains("xxx…")
                .doesNotContain("x".repeat(400));
    }

    @Test
    void nothingFallsShortIsSaidToo() {
        assertThat(new MatrixDocument(1, new Spread(1, 2), List.of(PAIR)).text())
                .endsWith("came out as promised, and in time.\n");
    }
}
