package punchline.client.ui;

import java.util.function.Consumer;
import punchline.engine.Event;
import punchline.engine.Peer;

/** Starts the engine for a window. */
@FunctionalInterface
public interface PeerFactory {
    /**
     * Starts a peer. Called once, on a thread of its own, when the window is on the screen.
     *
     * @param listener is subscribed before the peer starts, so that it sees {@link Event.Ready}
     * @throws Exception if it cannot start; the message is shown to the person as it is, and says what to do
     */
    Peer start(Consumer<Event> listener) throws Exception;
}
