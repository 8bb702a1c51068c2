package punchline.engine.rendezvous;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import punchline.protocol.RendezvousAnswer;

class ServerClockTest {
    private static final long MILLI = 1_000_000;

    /** The server's clock began so much earlier that its nanoseconds would not fit a long, as those of our servers do. */
    private static final long AHEAD_MILLIS = 10_000_000_777_777L;

    private final ServerClock clock = new ServerClock();

    private void arrives(long atMillis, long tookMillis) {
        clock.onStamp(atMillis * MILLI, atMillis - tookMillis + AHEAD_MILLIS);
    }

    private long lateMillis(long atMillis, long tookMillis) {
        return clock.lateNanos(atMillis * MILLI, atMillis - tookMillis + AHEAD_MILLIS) / MILLI;
    }

    @Test
    void aWordIsLateByWhatItTookMoreThanTheQuickestDatagram() {
        arrives(1000, 90);
        arrives(1200, 20);
        arrives(1300, 400);

        assertThat(lateMillis(1500, 20)).isZero();
        assertThat(lateMillis(1500, 170)).isEqualTo(150);
        assertThat(lateMillis(1500, 10)).as("quicker than any before").isZero();
    }

    @Test
    void aQuickDatagramIsForgottenWhenTheClocksMayHaveParted() {
        arrives(0, 20);
        arrives(30_000, 50);
        arrives(61_000, 50);
        assertThat(lateMillis(62_000, 50)).isEqualTo(30);
        arrives(122_000, 50);
        assertThat(lateMillis(123_000, 50)).isZero();
    }

    @Test
    void withoutAClockOrBeforeTheFirstDatagramNothingIsLate() {
        assertThat(lateMillis(1500, 300)).isZero();
        arrives(1000, 20);
        assertThat(clock.lateNanos(2000 * MILLI, RendezvousAnswer.NO_CLOCK)).isZero();
        clock.forget();
        assertThat(lateMillis(1500, 300)).isZero();
    }
}
