package punchline.simulation;

import java.util.stream.LongStream;

/** The seeds of random tests: few by default, as many as the system property {@code punchline.seeds} says when asked. */
public final class Seeds {
    private static final long DEFAULT_COUNT = 20;

    private Seeds() {}

    /** For {@code @MethodSource("punchline.simulation.Seeds#all")}: 1, 2, 3 and so on. */
    public static LongStream all() {
        return LongStream.rangeClosed(1, Long.getLong("punchline.seeds", DEFAULT_COUNT));
    }
}
