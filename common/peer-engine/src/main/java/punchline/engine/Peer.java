package punchline.engine;

import java.util.function.Consumer;

/** One running identity: the face that front ends, the simulation and the benchmark use. Safe for any thread. */
public interface Peer extends AutoCloseable {
    /**
     * Hands a command over. Returns at once; what comes of it is told by events, which carry the command's {@code ref}.
     * After {@link #close} it does nothing.
     */
    void submit(Command command);

    /**
     * Adds a listener for all events from here on. It is called on the engine's thread, in order, and must return
     * quickly; a front end posts to its own thread.
     */
    void subscribe(Consumer<Event> listener);

    /** Says goodbye to the servers and peers, waits until everything accepted is durable, and ends. Idempotent. */
    @Override
    void close();
}
