package punchline.engine.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 6887, section 8.5. */
class EpochTest {
    @Test
    void theFirstCountIsBelieved() {
        assertThat(new Epoch().onAnswer(0, 0xffff_ffffL)).isTrue();
    }

    @ParameterizedTest(name = "{1} s of mine, {0} to {2} of the gateway''s: {3}")
    @CsvSource({
        "1000, 300, 1300, true",
        "1000, 0, 999, true",
        "1000, 0, 998, false",
        "1000, 300, 0, false",
        // A clock that is a sixteenth fast or slow, and two seconds.
        "1000, 1600, 2500, true",
        "1000, 1600, 2490, false",
        "1000, 1500, 2602, true",
        "1000, 1500, 2610, false"
    })
    void aCountThatDoesNotFollowMyClockIsARestart(long before, long seconds, long after, boolean valid) {
        Epoch epoch = new Epoch();
        long startNanos = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(100);
        epoch.onAnswer(startNanos, before);

        assertThat(epoch.onAnswer(startNanos + TimeUnit.SECONDS.toNanos(seconds), after))
                .isEqualTo(valid);
    }
}
