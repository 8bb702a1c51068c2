package punchline.engine.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import punchline.engine.socket.LocalSocket;
import punchline.engine.socket.Path;
import punchline.protocol.Endpoint;

/** Ramps and a volley in one schedule. */
class ProbeScheduleVolleyTest {
    private static final long MILLI = 1_000_000;
    private static final List<Long> RAMP = List.of(0L, 10 * MILLI, 100 * MILLI);

    private final ProbeSchedule schedule = new ProbeSchedule(PathConfig.DEFAULT);

    private static Path path(int number) {
        return new Path(LocalSocket.MAIN, Endpoint.parse("203.0.113.1:" + (1000 + number)));
    }

    private static Volley volley(int paths, int sweeps, long sweepMillis) {
        return Volleys.of(
                Tactic.AIM_AHEAD,
                IntStream.rangeClosed(11, 10 + paths)
                        .mapToObj(ProbeScheduleVolleyTest::path)
                        .toList(),
                sweeps,
                sweepMillis * MILLI,
                1000 * MILLI);
    }

    private List<String> run() {
        List<String> log = new ArrayList<>();
        long before = Long.MIN_VALUE;
        for (OptionalLong next = schedule.nextNanos(); next.isPresent(); next = schedule.nextNanos()) {
            long now = next.getAsLong();
            Path path = schedule.poll(now);
            assertThat(path).isNotNull();
            assertThat(now - before)
                    .as("spacing before %d ms", now / MILLI)
                    .satisfiesAnyOf(
                            gap -> assertThat(gap).isGreaterThanOrEqualTo(5 * MILLI),
                            gap -> assertThat(log).isEmpty());
            before = now;
            log.add(path.remote().port() - 1000 + "@" + now / MILLI);
        }
        return log;
    }

    @Test
    void aVolleyGoesThroughItsPathsInSweeps() {
        schedule.fire(volley(3, 2, 100), 50 * MILLI);

        assertThat(run()).containsExactly("11@50", "12@55", "13@60", "11@150", "12@155", "13@160");
    }

    @Test
    void aSweepLongerThanItsPeriodPushesTheNextBack() {
        schedule.fire(volley(3, 2, 8), 0);

        assertThat(run()).containsExactly("11@0", "12@5", "13@10", "11@15", "12@20", "13@25");
    }

    @Test
    void rampsGoBeforeAVolleyAndShareTheSpacing() {
        schedule.fire(volley(4, 1, 0), 0);
        schedule.add(path(1), 0, RAMP);

        assertThat(run()).containsExactly("1@0", "11@5", "1@10", "12@15", "13@20", "14@25", "1@100");
    }

    @Test
    void afterCeaseFireOnlyTheRampsAreLeft() {
        schedule.fire(volley(100, 5, 100), 0);
        schedule.add(path(1), 0, RAMP);
        schedule.poll(0);
        schedule.poll(5 * MILLI);
        schedule.ceaseFire();

        assertThat(run()).containsExactly("1@10", "1@100");
    }

    @Test
    void aVolleyTakesThePlaceOfTheOneBefore() {
        schedule.fire(volley(100, 5, 100), 0);
        schedule.poll(0);
        schedule.fire(volley(1, 1, 0), 20 * MILLI);

        assertThat(run()).containsExactly("11@20");
    }

    @Test
    void aVolleyWithoutPathsIsNone() {
        schedule.fire(volley(0, 3, 100), 0);

        assertThat(schedule.nextNanos()).isEmpty();
    }

    @Test
    void aLateCallerDoesNotMakeUpForAVolleyInABurst() {
        schedule.fire(volley(3, 3, 20), 0);
        schedule.poll(500 * MILLI);

        assertThat(run())
                .containsExactly("12@505", "13@510", "11@515", "12@520", "13@525", "11@530", "12@535", "13@540");
    }
}
