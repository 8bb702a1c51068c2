package punchline.benchmark;

import java.util.List;

/**
 * What one benchmark found.
 *
 * @param load    other work, by the system's average of the last minute, before it began
 * @param seconds that it took
 */
record Result(
        String benchmark,
        Machine machine,
        double load,
        double seconds,
        long seed,
        int warmUps,
        int repetitions,
        List<Figure> figures) {}
