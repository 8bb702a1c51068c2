package punchline.engine.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import punchline.engine.socket.LocalSocket;
import punchline.engine.socket.Path;
import punchline.protocol.Endpoint;

class ProbeScheduleTest {
    private static final long MILLI = 1_000_000;
    private static final List<Long> RAMP = List.of(0L, 10 * MILLI, 100 * MILLI);

    private final ProbeSchedule schedule = new ProbeSchedule(PathConfig.DEFAULT);

    private static Path path(int number) {
        return new Path(LocalSocket.MAIN, Endpoint.parse("203.0.113.1:" + (1000 + number)));
    }

    /** What is sent when, in milliseconds, by one who calls when asked to. */
    private List<String> run() {
        List<String> log = new ArrayList<>();
        for (OptionalLong next = schedule.nextNanos(); next.isPresent(); next = schedule.nextNanos()) {
            long now = next.getAsLong();
            Path path = schedule.poll(now);
            assertThat(path).isNotNull();
            log.add(path.remote().port() - 1000 + "@" + now / MILLI);
        }
        return log;
    }

    @Test
    void pathsTakeTurnsInTheOrderInWhichTheyCame() {
        schedule.add(path(1), 0, RAMP);
        schedule.add(path(2), 0, RAMP);

        assertThat(run()).containsExactly("1@0", "2@5", "1@10", "2@15", "1@100", "2@105");
    }

    @Test
    void aPathThatJoinsLateHasItsOwnRamp() {
        schedule.add(path(1), 0, RAMP);
        schedule.add(path(2), 50 * MILLI, RAMP);

        assertThat(run()).containsExactly("1@0", "1@10", "2@50", "2@60", "1@100", "2@150");
    }

    @Test
    void aPathAddedAgainStartsOver() {
        schedule.add(path(1), 0, RAMP);
        schedule.poll(0);
        schedule.add(path(1), 30 * MILLI, RAMP);

        assertThat(run()).containsExactly("1@30", "1@40", "1@130");
    }

    @Test
    void aLateCallerDoesNotBurst() {
        schedule.add(path(1), 0, RAMP);

        assertThat(schedule.poll(99 * MILLI)).isEqualTo(path(1));
        assertThat(run()).containsExactly("1@104");
    }

    @Test
    void aCheckIsMadeOnceHoweverOftenItIsWanted() {
        schedule.add(path(1), 0, RAMP);
        schedule.addOnce(path(1), 2 * MILLI);
        schedule.addOnce(path(1), 3 * MILLI);
        schedule.addOnce(path(2), 3 * MILLI);

        assertThat(run()).containsExactly("1@0", "1@5", "2@10", "1@15", "1@100");
    }

    @Test
    void trimmingLeavesEachPathAFewProbes() {
        schedule.add(path(1), 0, RAMP);
        schedule.add(path(2), 0, RAMP);
        schedule.trim(1);

        assertThat(run()).containsExactly("1@0", "2@5");
    }

    @Test
    void theNumberOfPathsIsLimited() {
        int limit = PathConfig.DEFAULT.limits().scheduledPaths();
        for (int i = 0; i < limit + 10; i++) {
            schedule.addOnce(path(i), 0);
        }

        assertThat(run()).hasSize(limit);
    }

    @Test
    void aHeldScheduleWaits() {
        schedule.add(path(1), 0, RAMP);
        schedule.hold(70 * MILLI);

        assertThat(schedule.poll(69 * MILLI)).isNull();
        assertThat(run()).containsExactly("1@70", "1@100");
    }
}
