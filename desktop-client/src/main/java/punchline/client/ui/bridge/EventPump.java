package punchline.client.ui.bridge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import punchline.engine.Event;

/**
 * Carries events from the engine's thread to the JavaFX thread, in order and in batches, so that a burst costs one update
 * of the views per batch and never freezes them.
 *
 * <p>{@link #accept} may be called from any thread; the sink is called on the executor only.
 */
public final class EventPump implements Consumer<Event> {
    /** A batch takes a few milliseconds at this size, well within a frame of 16 ms. */
    static final int MAX_BATCH = 1_000;

    /** Some 20 MB at worst. Beyond it the window is hopelessly behind, and asking anew costs less than catching up. */
    static final int MAX_WAITING = 50_000;

    private final Executor fx;
    private final EventSink sink;
    private final ArrayDeque<Event> waiting = new ArrayDeque<>();
    private boolean scheduled;
    private boolean lost;

    /**
     * Makes a pump.
     *
     * @param fx runs tasks later on the JavaFX thread, such as {@code Platform::runLater}
     */
    public EventPump(Executor fx, EventSink sink) {
        this.fx = fx;
        this.sink = sink;
    }

    @Override
    public void accept(Event event) {
        synchronized (waiting) {
            if (waiting.size() >= MAX_WAITING) {
                waiting.clear();
                lost = true;
            }
            waiting.add(event);
            if (scheduled) {
                return;
            }
            scheduled = true;
        }
        fx.execute(this::deliver);
    }

    private void deliver() {
        List<Event> batch = new ArrayList<>();
        boolean more;
        boolean eventsLost;
        synchronized (waiting) {
            eventsLost = lost;
            lost = false;
            while (batch.size() < MAX_BATCH && !waiting.isEmpty()) {
                batch.add(waiting.remove());
            }
            more = !waiting.isEmpty();
            scheduled = more;
        }
        try {
            batch.forEach(sink::onEvent);
            if (eventsLost) {
                sink.onEventsLost();
            }
            sink.onSettled();
        } finally {
            if (more) {
                // A new task, so that input and painting come in between.
                fx.execute(this::deliver);
            }
        }
    }
}
