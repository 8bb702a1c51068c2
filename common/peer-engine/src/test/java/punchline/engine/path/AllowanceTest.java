package punchline.engine.path;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AllowanceTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1000 * MILLI;

    /** Ten a second, two at once. */
    private final Allowance allowance = new Allowance(10, 2);

    @Test
    void reservationsLieAnIntervalApart() {
        assertThat(allowance.reserve(0)).isZero();
        assertThat(allowance.reserve(0)).isZero();
        assertThat(allowance.reserve(0)).isEqualTo(100 * MILLI);
        assertThat(allowance.reserve(0)).isEqualTo(200 * MILLI);
        assertThat(allowance.reserve(50 * MILLI)).isEqualTo(250 * MILLI);
    }

    @Test
    void whatIsReservedCannotBeTaken() {
        allowance.reserve(0);
        allowance.reserve(0);
        allowance.reserve(0);

        assertThat(allowance.take(100 * MILLI)).isFalse();
        assertThat(allowance.take(200 * MILLI)).isTrue();
    }

    @Test
    void aLongRestGivesNoMoreThanTheBurst() {
        allowance.reserve(0);
        assertThat(allowance.reserve(Long.MAX_VALUE / 2)).isZero();
        assertThat(allowance.reserve(Long.MAX_VALUE / 2)).isZero();
        assertThat(allowance.reserve(Long.MAX_VALUE / 2)).isPositive();
    }

    @Test
    void whatCannotWaitHoldsTheOthersBackByASecondAtMost() {
        for (int i = 0; i < 1000; i++) {
            allowance.charge(0);
        }

        assertThat(allowance.reserve(0)).isEqualTo(SECOND + 100 * MILLI);
    }
}
