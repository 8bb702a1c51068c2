package punchline.client.ui.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import punchline.engine.Event;
import punchline.engine.Reason;

class EventPumpTest {
    private final ArrayDeque<Runnable> later = new ArrayDeque<>();
    private final Recorder recorder = new Recorder();
    private final EventPump pump = new EventPump(later::add, recorder);

    @Test
    void aBurstIsDeliveredInOrderInFewBatches() {
        for (int i = 0; i < 10_000; i++) {
            pump.accept(event(i));
        }
        assertThat(later).hasSize(1);
        runAll();
        assertThat(recorder.words).hasSize(10_000).startsWith("0", "1").endsWith("9999");
        assertThat(recorder.settled).isEqualTo(10);
        assertThat(recorder.lost).isZero();
    }

    @Test
    void otherTasksComeBetweenBatches() {
        for (int i = 0; i < 2 * EventPump.MAX_BATCH; i++) {
            pump.accept(event(i));
        }
        later.remove().run();
        assertThat(recorder.words).hasSize(EventPump.MAX_BATCH);
        assertThat(later).hasSize(1);
    }

    @Test
    void nothingIsScheduledWhenNothingHappens() {
        pump.accept(event(1));
        runAll();
        assertThat(later).isEmpty();
        pump.accept(event(2));
        assertThat(later).hasSize(1);
    }

    @Test
    void aWindowThatCannotKeepUpIsToldThatEventsAreLost() {
        for (int i = 0; i <= EventPump.MAX_WAITING; i++) {
            pump.accept(event(i));
        }
        runAll();
        assertThat(recorder.lost).isEqualTo(1);
        assertThat(recorder.words).containsExactly(Integer.toString(EventPump.MAX_WAITING));
    }

    @Test
    void deliveryGoesOnAfterASinkThatThrows() {
        for (int i = 0; i < 2 * EventPump.MAX_BATCH; i++) {
            pump.accept(event(i));
        }
        recorder.failing = true;
        Runnable first = later.remove();
        assertThat(org.assertj.core.api.Assertions.catchThrowable(first::run))
                .isInstanceOf(IllegalStateException.class);
        recorder.failing = false;
        runAll();
        assertThat(recorder.words).hasSize(EventPump.MAX_BATCH);
    }

    private void runAll() {
        while (!later.isEmpty()) {
            later.remove().run();
        }
    }

    private static Event event(int number) {
        return new Event.Problem(null, Reason.said(Integer.toString(number)));
    }

    private static final class Recorder implements EventSink {
        private final List<String> words = new ArrayList<>();
        private int settled;
        private int lost;
        private boolean failing;

        @Override
        public void onEvent(Event event) {
            if (failing) {
                throw new IllegalStateException("a view model with a bug");
            }
            words.add(((Event.Problem) event).message().text());
        }

        @Override
        public void onSettled() {
            settled++;
        }

        @Override
        public void onEventsLost() {
            lost++;
        }
    }
}
