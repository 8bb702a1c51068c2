package punchline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SleepWatchTest {
    private static final long PACE_MILLIS = 1_000;

    private long nowMillis = -70_000;
    private long wallMillis = 1_780_000_000_000L;
    private final SleepWatch watch = new SleepWatch(PACE_MILLIS, TimeUnit.MILLISECONDS.toNanos(nowMillis), wallMillis);

    private boolean passes(long monotonicMillis, long wall) {
        nowMillis += monotonicMillis;
        wallMillis += wall;
        return watch.onRead(TimeUnit.MILLISECONDS.toNanos(nowMillis), wallMillis);
    }

    @Test
    void whileItIsAwakeNothingIsReported() {
        for (int i = 0; i < 100; i++) {
            assertThat(passes(PACE_MILLIS, PACE_MILLIS)).isFalse();
        }
    }

    @Test
    void aMonotonicClockThatStoodStillMeansSleep() {
        assertThat(passes(PACE_MILLIS, 60_000)).isTrue();
        assertThat(passes(PACE_MILLIS, PACE_MILLIS)).isFalse();
    }

    @Test
    void aMonotonicClockThatRanOnWhileNothingElseDidMeansSleep() {
        assertThat(passes(60_000, 60_000)).isTrue();
        assertThat(passes(PACE_MILLIS, PACE_MILLIS)).isFalse();
    }

    @Test
    void aClockThatIsSetRightAndABusyMomentAreNoSleep() {
        assertThat(passes(PACE_MILLIS, PACE_MILLIS + 4_000)).isFalse();
        assertThat(passes(PACE_MILLIS, PACE_MILLIS - 4_000)).isFalse();
        assertThat(passes(PACE_MILLIS + 4_000, PACE_MILLIS + 4_000)).isFalse();
    }
}
