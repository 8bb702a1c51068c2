package punchline.engine;

/** The clocks of the world the engine runs in: the real one, or a simulated one. Read at the engine's edge only; machines are told. */
public interface TimeSource {
    /** Nanoseconds that only grow, from an arbitrary origin. */
    long nowNanos();

    /** Milliseconds since 1970 as a person's clock shows them; may jump. */
    long wallMillis();
}
