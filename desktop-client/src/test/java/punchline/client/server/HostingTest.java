package punchline.client.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import punchline.client.server.Hosting.Action;
import punchline.client.server.Hosting.State;
import punchline.engine.Deadline;

class HostingTest {
    /** So that time wraps around within a test. */
    private long now = Long.MAX_VALUE - 1_000;

    private final Hosting hosting = new Hosting(now);

    @Test
    void itAsksBeforeItStartsAnything() {
        assertThat(hosting.pollAction()).isEqualTo(Action.ASK);
        assertThat(hosting.pollAction()).isNull();
        assertThat(hosting.isDecided()).isFalse();
    }

    @Test
    void whereNothingListensItHostsAtOnce() {
        hosting.pollAction();
        hosting.onRefused();

        assertThat(hosting.pollAction()).isEqualTo(Action.START);
        hosting.onStarted();
        assertThat(hosting.state()).isEqualTo(State.HOSTING);
        assertThat(hosting.isDecided()).isTrue();
        assertThat(hosting.deadline()).isNull();
    }

    @Test
    void whereNobodyAnswersItAsksTwiceAndThenHosts() {
        assertThat(hosting.pollAction()).isEqualTo(Action.ASK);
        toDeadline();
        assertThat(hosting.pollAction()).isEqualTo(Action.ASK);
        toDeadline();
        assertThat(hosting.pollAction()).isEqualTo(Action.START);
    }

    @Test
    void whereAnotherAnswersItWatchesAndAsksAgainEveryTwoSeconds() {
        hosting.pollAction();
        hosting.onAnswer(now);
        assertThat(hosting.state()).isEqualTo(State.WATCHING);
        assertThat(hosting.isDecided()).isTrue();

        long before = now;
        toDeadline();
        assertThat(now - before).isEqualTo(2_000_000_000L);
        assertThat(hosting.pollAction()).isEqualTo(Action.ASK);
    }

    @Test
    void itTakesOverWhenTheOtherStopsAnswering() {
        hosting.pollAction();
        hosting.onAnswer(now);
        toDeadline();
        hosting.pollAction();
        hosting.onRefused();

        assertThat(hosting.pollAction()).isEqualTo(Action.START);
    }

    @Test
    void aSilentHolderOfThePortIsWatchedToo() {
        hosting.pollAction();
        toDeadline();
        hosting.pollAction();
        toDeadline();
        hosting.pollAction();
        hosting.onStartFailed(now);

        assertThat(hosting.state()).isEqualTo(State.WATCHING);
        toDeadline();
        assertThat(hosting.pollAction()).isEqualTo(Action.ASK);
    }

    @Test
    void whatComesLateChangesNothing() {
        hosting.pollAction();
        hosting.onRefused();
        hosting.pollAction();
        hosting.onStarted();

        hosting.onAnswer(now);
        hosting.onRefused();
        hosting.onStartFailed(now);
        hosting.onDeadline(now + 10_000_000_000L);

        assertThat(hosting.state()).isEqualTo(State.HOSTING);
        assertThat(hosting.pollAction()).isNull();
    }

    @Test
    void beforeItsDeadlineNothingHappens() {
        hosting.pollAction();
        Deadline deadline = hosting.deadline();
        assertThat(deadline).isNotNull();
        hosting.onDeadline(deadline.atNanos() - 1);

        assertThat(hosting.pollAction()).isNull();
    }

    private void toDeadline() {
        Deadline deadline = hosting.deadline();
        assertThat(deadline).isNotNull();
        now = deadline.atNanos();
        hosting.onDeadline(now);
    }
}
