package punchline.client.ui.bridge;

import punchline.engine.Event;

/** Takes what the engine tells, on the JavaFX thread. */
public interface EventSink {
    /** One event, in the engine's order. Must only note what changed. */
    void onEvent(Event event);

    /** A batch has ended: what views see may change, once for the whole batch. */
    void onSettled();

    /** Events were lost: whatever is known may be stale and must be asked for again. */
    void onEventsLost();
}
