package punchline.client.ui;

import java.util.function.Consumer;
import punchline.client.PassphrasePrompt;
import punchline.engine.Event;
import punchline.engine.Peer;

/** Starts the engine for a window. */
@FunctionalInterface
public interface PeerFactory {
    /**
     * Starts a peer. Called on a thread of its own, when the window is on the screen; again if it failed
     * and the person tries again.
     *
     * @param listener is subscribed before the peer starts, so that it sees {@link Event.Ready}
     * @throws Exception if it cannot start; the message is shown to the person as it is, and says what to do
     */
    Peer start(Consumer<Event> listener) throws Exception;

    /**
     * Starts a peer whose profile may be locked: {@link #start(Consumer)}.
     *
     * @param prompt asks for the passphrase in the window
     */
    default Peer start(Consumer<Event> listener, PassphrasePrompt prompt) throws Exception {
        return start(listener);
    }
}
