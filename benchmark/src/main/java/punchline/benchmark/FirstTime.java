package punchline.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import punchline.benchmark.Figure.Better;
import punchline.benchmark.system.ClientProcess;

/**
 * What the first thousand messages of a program take, with nothing compiled yet: each repetition is a process of its own, started as
 * a client is, in which two peers that have just come online carry the workload once.
 */
final class FirstTime {
    /** The start, the way to a link, and the workload, each within its own limit. */
    private static final long LIMIT_MILLIS = 3 * Workload.LIMIT.toMillis();

    private static final double NANOS_PER_MILLI = 1e6;

    private FirstTime() {}

    static Figure take(int repetitions, Workload workload, Path directory) throws IOException {
        Samples elapsed = new Samples();
        for (int i = 0; i < repetitions; i++) {
            String profiles = directory.resolve("first-" + i).toString();
            String nanos = ClientProcess.run(FirstTimeMain.class, List.of(profiles), LIMIT_MILLIS);
            elapsed.add(Long.parseLong(nanos) / NANOS_PER_MILLI);
        }
        return Figure.of(workload.messages() + " durable messages, just started", "ms", Better.LOWER, elapsed);
    }
}
