package punchline.benchmark;

import java.io.IOException;

/** One thing that {@code ./dev bench} measures: an entry of the list in {@link BenchmarkMain}. */
interface Benchmark {
    /** What it is called on the command line and in the results. */
    String name();

    /** What it measures, in one line. */
    String description();

    /** Whether it takes so long that it is only run when it is named. */
    default boolean takesMinutes() {
        return false;
    }

    /**
     * Measures, and prints what people want to see.
     *
     * @return what the results keep of it: anything that Jackson can write
     * @throws IOException if something was lost, or could not be measured
     */
    Object run(Setting setting) throws IOException;
}
