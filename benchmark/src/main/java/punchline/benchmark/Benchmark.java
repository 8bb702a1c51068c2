package punchline.benchmark;

import java.io.IOException;
import java.util.List;

/** One thing that {@code ./dev bench} measures: an entry of the list in {@link BenchmarkMain}. */
public interface Benchmark {
    /** What it is called on the command line and in the results. */
    String name();

    /** What it measures, in one line. */
    String description();

    /** Whether it takes so long that it is only run when it is named. */
    default boolean takesMinutes() {
        return false;
    }

    /**
     * Measures.
     *
     * @return what was found, in the order of the table
     * @throws IOException if something was lost, or could not be measured
     */
    List<Figure> run(Setting setting) throws IOException;
}
