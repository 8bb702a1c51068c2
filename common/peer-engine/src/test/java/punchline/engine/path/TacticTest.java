package punchline.engine.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import punchline.protocol.NatClass;

class TacticTest {
    private static final Map<Tactic, Tactic> COUNTERPARTS = Map.of(
            Tactic.FRESH_SOCKETS, Tactic.FRESH_SOCKETS,
            Tactic.AIM_AHEAD, Tactic.BE_AIMED_AT,
            Tactic.BE_AIMED_AT, Tactic.AIM_AHEAD,
            Tactic.MEET_AHEAD, Tactic.MEET_AHEAD,
            Tactic.SEARCH_BLOCK, Tactic.FILL_BLOCK,
            Tactic.FILL_BLOCK, Tactic.SEARCH_BLOCK,
            Tactic.SEARCH_ALL, Tactic.FILL_ALL,
            Tactic.FILL_ALL, Tactic.SEARCH_ALL,
            Tactic.NONE, Tactic.NONE);

    @ParameterizedTest
    @EnumSource(NatClass.class)
    void theOtherSideHasTheCounterpart(NatClass mine) {
        for (NatClass theirs : NatClass.values()) {
            assertThat(Tactic.of(theirs, mine))
                    .as("%s towards %s", theirs, mine)
                    .isEqualTo(COUNTERPARTS.get(Tactic.of(mine, theirs)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "OPEN, OPEN, FRESH_SOCKETS",
        "CONSISTENT, UNKNOWN, FRESH_SOCKETS",
        "CONSISTENT, SEQUENTIAL, AIM_AHEAD",
        "SEQUENTIAL, SEQUENTIAL, MEET_AHEAD",
        "UNKNOWN, BLOCK, SEARCH_BLOCK",
        "RANDOM, CONSISTENT, FILL_ALL",
        "RANDOM, RANDOM, NONE",
        "RANDOM, BLOCK, NONE",
        "RANDOM, SEQUENTIAL, NONE",
        "BLOCK, BLOCK, NONE",
        "SEQUENTIAL, BLOCK, NONE"
    })
    void twoNatsDecideWhatIsDone(NatClass mine, NatClass theirs, Tactic expected) {
        assertThat(Tactic.of(mine, theirs)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(Tactic.class)
    void onlyThoseOverTheWholeRangeAreRandom(Tactic tactic) {
        assertThat(tactic.isRandom()).isEqualTo(tactic == Tactic.SEARCH_ALL || tactic == Tactic.FILL_ALL);
    }
}
