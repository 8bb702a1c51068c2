package punchline.benchmark.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static punchline.benchmark.lab.network.NatKind.ADDRESS_RESTRICTED;
import static punchline.benchmark.lab.network.NatKind.FULL_CONE;
import static punchline.benchmark.lab.network.NatKind.OPEN;
import static punchline.benchmark.lab.network.NatKind.PORT_RESTRICTED;
import static punchline.benchmark.lab.network.NatKind.PORT_RESTRICTED_SKEW;
import static punchline.benchmark.lab.network.NatKind.SYMMETRIC_BLOCK;
import static punchline.benchmark.lab.network.NatKind.SYMMETRIC_PRESERVING;
import static punchline.benchmark.lab.network.NatKind.SYMMETRIC_RANDOM;
import static punchline.benchmark.lab.network.NatKind.SYMMETRIC_SEQUENTIAL;
import static punchline.benchmark.lab.network.NatKind.UDP_BLOCKED;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import punchline.benchmark.lab.Expectation.Connects;
import punchline.benchmark.lab.Expectation.Either;
import punchline.benchmark.lab.Expectation.IsTold;
import punchline.benchmark.lab.network.NatKind;

class ExpectationTest {
    @Test
    void whoLetsAnyPortInReachesEverybodyWithUdp() {
        for (NatKind mild : new NatKind[] {OPEN, FULL_CONE, ADDRESS_RESTRICTED}) {
            for (NatKind other : MatrixCell.CLASSES) {
                if (other != UDP_BLOCKED) {
                    assertThat(Expectation.of(mild, other)).isInstanceOf(Connects.class);
                }
            }
        }
    }

    @Test
    void aPortRestrictedNatReachesEachSymmetricOneInItsTime() {
        assertThat(Expectation.of(PORT_RESTRICTED, SYMMETRIC_SEQUENTIAL)).isEqualTo(new Connects(seconds(3)));
        assertThat(Expectation.of(PORT_RESTRICTED, SYMMETRIC_BLOCK)).isEqualTo(new Connects(seconds(5)));
        assertThat(Expectation.of(PORT_RESTRICTED, SYMMETRIC_RANDOM)).isEqualTo(new Connects(seconds(15)));
        assertThat(Expectation.of(PORT_RESTRICTED, SYMMETRIC_PRESERVING)).isInstanceOf(Connects.class);
        assertThat(Expectation.of(PORT_RESTRICTED, PORT_RESTRICTED_SKEW)).isInstanceOf(Connects.class);
    }

    @Test
    void twoSequentialNatsConnectAndTwoRandomOnesAreToldWhyNot() {
        assertThat(Expectation.of(SYMMETRIC_SEQUENTIAL, SYMMETRIC_SEQUENTIAL)).isEqualTo(new Connects(seconds(5)));
        assertThat(Expectation.of(SYMMETRIC_RANDOM, SYMMETRIC_RANDOM)).isEqualTo(new IsTold(seconds(3)));
    }

    @Test
    void otherPairsOfSymmetricNatsMayGoEitherWay() {
        assertThat(Expectation.of(SYMMETRIC_BLOCK, SYMMETRIC_BLOCK)).isInstanceOf(Either.class);
        assertThat(Expectation.of(SYMMETRIC_SEQUENTIAL, SYMMETRIC_BLOCK)).isInstanceOf(Either.class);
        assertThat(Expectation.of(SYMMETRIC_BLOCK, SYMMETRIC_RANDOM)).isInstanceOf(Either.class);
        assertThat(Expectation.of(SYMMETRIC_SEQUENTIAL, SYMMETRIC_RANDOM)).isInstanceOf(Either.class);
    }

    @Test
    void withoutUdpEverybodyIsToldWhyNot() {
        for (NatKind other : MatrixCell.CLASSES) {
            assertThat(Expectation.of(UDP_BLOCKED, other)).isEqualTo(new IsTold(seconds(3)));
        }
    }

    @Test
    void theOrderOfAPairDoesNotMatter() {
        for (NatKind one : NatKind.values()) {
            for (NatKind other : NatKind.values()) {
                assertThat(Expectation.of(one, other)).isEqualTo(Expectation.of(other, one));
            }
        }
    }

    @Test
    void aPromiseReadsShortly() {
        assertThat(new Connects(Duration.ofMillis(1600)).words()).isEqualTo("yes, ≤ 1.6 s");
        assertThat(new Connects(seconds(15)).words()).isEqualTo("yes, ≤ 15 s");
        assertThat(new Connects(seconds(10)).words()).isEqualTo("yes, ≤ 10 s");
        assertThat(new IsTold(seconds(3)).words()).isEqualTo("no, told in ≤ 3 s");
        assertThat(new Either(seconds(3)).words()).isEqualTo("not known");
    }

    @Test
    void aLateSuccessIsStillAwaited() {
        assertThat(new Connects(seconds(15)).patience()).isEqualTo(seconds(30));
        assertThat(new IsTold(seconds(3)).patience()).isEqualTo(seconds(10));
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
