package punchline.client.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import punchline.client.report.AttemptPhrases;
import punchline.engine.Event;

class AttemptPhrasesTest {
    private final AttemptPhrases phrases = new AttemptPhrases(ZoneOffset.UTC);

    private static Event.Attempts example(boolean redacted) {
        return Examples.events()
                .filter(Event.Attempts.class::isInstance)
                .map(Event.Attempts.class::cast)
                .filter(attempts -> attempts.redacted() == redacted)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aSuccessIsToldFromItsBeginningToThePathTaken() {
        assertThat(phrases.of(example(false)).lines())
                .containsExactly(
                        "Attempts to reach " + Examples.BOB + ":",
                        "2026-01-01 00:00:00 by a server's word, NAT here consistent, there sequential",
                        "  198.51.100.9:40001 (reflexive): 6 probes, no answer",
                        "  192.168.9.5:50001 (host): not tried, private elsewhere",
                        "  round aim ahead after 640 ms: from 1 socket to 20 ports of 198.51.100.9:40003-40022,"
                                + " 20 probes, answered by 198.51.100.9:40004 after 905 ms",
                        "  heard 3 probes from 198.51.100.9:40004, the first after 871 ms",
                        "  took 198.51.100.9:40004 after 912 ms (direct, round trip 41 ms, a fresh socket): the first",
                        "  met after 912 ms");
    }

    @Test
    void aFailureIsToldWithItsReason() {
        assertThat(phrases.of(example(true)).lines())
                .contains(
                        "2026-01-01 00:00:00 by a server's word and remembered addresses, NAT here random, there consistent")
                .last()
                .asString()
                .startsWith("  failed after 5000 ms: One router gives each connection a random port.");
    }

    @Test
    void thatThereWasNoneIsSaid() {
        assertThat(phrases.of(new Event.Attempts(null, "abcd", true, List.of())))
                .isEqualTo("No attempt to reach abcd was made since the start.");
    }
}
