package punchline.benchmark.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import punchline.benchmark.lab.network.NatKind;

class CellResultTest {
    private static final MatrixCell SEQUENTIAL = MatrixCell.pair(NatKind.PORT_RESTRICTED, NatKind.SYMMETRIC_SEQUENTIAL);
    private static final MatrixCell CONES = MatrixCell.pair(NatKind.PORT_RESTRICTED, NatKind.PORT_RESTRICTED);
    private static final MatrixCell HOPELESS = MatrixCell.pair(NatKind.SYMMETRIC_RANDOM, NatKind.SYMMETRIC_RANDOM);
    private static final MatrixCell OPEN_QUESTION = MatrixCell.pair(NatKind.SYMMETRIC_BLOCK, NatKind.SYMMETRIC_BLOCK);

    @Test
    void runsThatConnectInTimeAreAsPromised() {
        CellResult result = new CellResult(SEQUENTIAL, List.of(online(900), online(1100), online(2900)));

        assertThat(result.shortcomings()).isEmpty();
        assertThat(result.words()).isEqualTo("3/3, 1.10 s (2.90 s)");
    }

    @Test
    void aRunThatDoesNotConnectFallsShortAndSaysWhatHappened() {
        CellResult result = new CellResult(SEQUENTIAL, List.of(online(900), new Outcome.Failed("not online in 10 s")));

        assertThat(result.shortcomings()).containsExactly("1 of 2 runs came out as promised", "not online in 10 s");
        assertThat(result.words()).isEqualTo("1/2, 0.90 s (0.90 s)");
    }

    @Test
    void aLateRunFallsShort() {
        CellResult result = new CellResult(SEQUENTIAL, List.of(online(900), online(3100)));

        assertThat(result.shortcomings()).containsExactly("online after 3.10 s at worst, promised 3.00 s");
    }

    @Test
    void bothMustBeOnlineInTime() {
        CellResult result =
                new CellResult(SEQUENTIAL, List.of(new Outcome.Online(100, 3500, MatrixCell.DIRECT, "203.0.113.11:1")));

        assertThat(result.shortcomings()).containsExactly("online after 3.50 s at worst, promised 3.00 s");
    }

    @Test
    void twoConesHaveAPromiseForTheMedianToo() {
        assertThat(new CellResult(CONES, List.of(online(90), online(95), online(1500))).shortcomings())
                .isEmpty();
        assertThat(new CellResult(CONES, List.of(online(90), online(250), online(300))).shortcomings())
                .containsExactly("online after 0.25 s in the middle, promised 0.10 s");
    }

    @Test
    void aPathOfAnotherKindFallsShort() {
        CellResult result =
                new CellResult(SEQUENTIAL, List.of(new Outcome.Online(100, 110, MatrixCell.LAN, "192.168.1.2:1")));

        assertThat(result.shortcomings())
                .containsExactly("0 of 1 runs came out as promised", "a path of the kind lan to 192.168.1.2:1");
    }

    @Test
    void aHopelessPairMustBeToldInTimeAndMayNotConnect() {
        CellResult told = new CellResult(HOPELESS, List.of(new Outcome.Told(1200, "both are random")));
        CellResult late = new CellResult(HOPELESS, List.of(new Outcome.Told(3200, "both are random")));
        CellResult connected = new CellResult(HOPELESS, List.of(online(100)));

        assertThat(told.shortcomings()).isEmpty();
        assertThat(told.words()).isEqualTo("told in 1.20 s");
        assertThat(told.answers()).containsExactly("both are random");
        assertThat(late.shortcomings()).containsExactly("told after 3.20 s at worst, promised 3.00 s");
        assertThat(connected.shortcomings()).isNotEmpty();
    }

    @Test
    void whereNothingIsKnownEitherWillDo() {
        CellResult result = new CellResult(OPEN_QUESTION, List.of(online(2000), new Outcome.Told(2500, "no way")));

        assertThat(result.shortcomings()).isEmpty();
        assertThat(result.words()).isEqualTo("1/2, 2.00 s (2.00 s); told in 2.50 s");
    }

    private static Outcome online(double millis) {
        return new Outcome.Online(millis, millis, MatrixCell.DIRECT, "203.0.113.11:40000");
    }
}
