package punchline.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import punchline.benchmark.system.ClientProcess;

/**
 * What the first thousand messages of a program take, with nothing compiled yet: each repetition is a process of its own, started as
 * a client is, in which two peers that have just come online carry the workload once.
 */
final class FirstTime {
    /** The start, the way to a link, and the workload, each within its own limit. */
    private static final long LIMIT_MILLIS = 3 * Workload.LIMIT.toMillis();

    private static final int DIGITS = 3;

    private FirstTime() {}

    static Measurement take(int repetitions, Workload workload, Path directory) throws IOException {
        Histogram elapsed = new Histogram(TimeUnit.MILLISECONDS.toNanos(LIMIT_MILLIS), DIGITS);
        Work work = Work.NONE;
        for (int i = 0; i < repetitions; i++) {
            String profiles = directory.resolve("first-" + i).toString();
            String[] figures = ClientProcess.run(FirstTimeMain.class, List.of(profiles), LIMIT_MILLIS)
                    .split(" ", -1);
            elapsed.recordValue(Long.parseLong(figures[0]));
            work = work.plus(new Work(Long.parseLong(figures[1]), Long.parseLong(figures[2])));
        }
        return Measurement.of(
                "Punchline, durable, in a process just started", elapsed, work, workload.messages(), null);
    }
}
