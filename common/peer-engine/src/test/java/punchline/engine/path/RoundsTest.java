package punchline.engine.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import punchline.engine.Deadline;
import punchline.protocol.NatClass;

class RoundsTest {
    private static final long MILLI = 1_000_000;

    /** Not zero: machines must not rely on where the clock starts. */
    private static final long START = -3_000 * MILLI;

    private final Rounds rounds = new Rounds(LadderConfig.DEFAULT);

    private static Pairing pairing(NatClass mine, NatClass theirs, boolean leads) {
        return new Pairing(mine, theirs, leads);
    }

    /** When rounds are wanted, in milliseconds after the start, if none of them comes about. */
    private List<Long> wanted() {
        List<Long> at = new ArrayList<>();
        for (Deadline next = rounds.deadline(); next != null; next = rounds.deadline()) {
            assertThat(rounds.take(next.atNanos() - 1)).isFalse();
            if (rounds.take(next.atNanos())) {
                at.add((next.atNanos() - START) / MILLI);
            }
            assertThat(at).hasSizeLessThan(20);
        }
        return at;
    }

    /** As {@link #wanted}, where each round comes about 100 ms later and lasts for a second. */
    private List<Long> wantedWithoutSuccess() {
        List<Long> at = new ArrayList<>();
        for (Deadline next = rounds.deadline(); next != null; next = rounds.deadline()) {
            if (rounds.take(next.atNanos())) {
                at.add((next.atNanos() - START) / MILLI);
                rounds.onVolley(next.atNanos() + 1100 * MILLI);
            }
            assertThat(at).hasSizeLessThan(20);
        }
        return at;
    }

    @Test
    void theLeaderCallsSoonerIfANatIsHard() {
        rounds.begin(START, pairing(NatClass.CONSISTENT, NatClass.SEQUENTIAL, true));
        assertThat(wanted()).startsWith(400L);
        rounds.begin(START, pairing(NatClass.CONSISTENT, NatClass.CONSISTENT, true));
        assertThat(wanted()).startsWith(1500L);
    }

    @Test
    void theFollowerWaitsForTheLeader() {
        rounds.begin(START, pairing(NatClass.CONSISTENT, NatClass.SEQUENTIAL, false));
        assertThat(wanted()).startsWith(1400L);
    }

    @Test
    void afterTwoCallsUnansweredTheOtherSideIsTakenToBeAway() {
        rounds.begin(START, pairing(NatClass.CONSISTENT, NatClass.CONSISTENT, true));
        assertThat(wanted()).containsExactly(1500L, 3000L);
        assertThat(rounds.isOver()).isTrue();
    }

    @Test
    void thereAreFourRoundsInAnAttempt() {
        rounds.begin(START, pairing(NatClass.CONSISTENT, NatClass.CONSISTENT, true));
        assertThat(wantedWithoutSuccess()).containsExactly(1500L, 2600L, 3700L, 4800L);
        assertThat(rounds.isOver()).isTrue();
    }

    @Test
    void theOtherSidesRoundsCountToo() {
        rounds.begin(START, pairing(NatClass.CONSISTENT, NatClass.CONSISTENT, false));
        for (int round = 1; round <= 4; round++) {
            assertThat(rounds.isOver()).isFalse();
            rounds.onVolley(START + 1000L * round * MILLI);
        }
        assertThat(wanted()).isEmpty();
    }

    @Test
    void randomPortsAreTriedOnce() {
        rounds.begin(START, pairing(NatClass.RANDOM, NatClass.CONSISTENT, true));
        assertThat(wantedWithoutSuccess()).containsExactly(400L);
    }

    @Test
    void aHopelessPairHasNoRounds() {
        rounds.begin(START, pairing(NatClass.RANDOM, NatClass.BLOCK, true));
        assertThat(rounds.isHopeless()).isTrue();
        assertThat(rounds.isOver()).isTrue();
        assertThat(rounds.deadline()).isNull();
    }

    @Test
    void withoutAServersWordThereAreNoRounds() {
        rounds.begin(START, null);
        assertThat(rounds.isHopeless()).isFalse();
        assertThat(rounds.deadline()).isNull();
    }

    @Test
    void nothingIsWantedAfterTheEnd() {
        rounds.begin(START, pairing(NatClass.CONSISTENT, NatClass.CONSISTENT, true));
        rounds.end();
        assertThat(rounds.take(START + 60_000 * MILLI)).isFalse();
        assertThat(rounds.isOver()).isTrue();
    }

    @Test
    void aRoundAfterTheEndIsTheLast() {
        rounds.begin(START, pairing(NatClass.CONSISTENT, NatClass.CONSISTENT, true));
        rounds.end();
        rounds.onVolley(START + 1000 * MILLI);
        assertThat(rounds.isOver()).isFalse();
        assertThat(wanted()).isEmpty();
        assertThat(rounds.isOver()).isTrue();
    }
}
