package punchline.benchmark;

import java.io.IOException;
import punchline.benchmark.history.HistoryBenchmark;

/**
 * A conversation of a million messages: what the start, pages and searches take. Its databases are kept in {@code
 * benchmark/target/history} for the next run.
 */
final class HistoryMeasured implements Benchmark {
    private static final int MESSAGES = 1_000_000;

    @Override
    public String name() {
        return "history";
    }

    @Override
    public String description() {
        return "starts, pages and searches beside a conversation of a million messages";
    }

    @Override
    public boolean takesMinutes() {
        return true;
    }

    @Override
    public HistoryBenchmark.Found run(Setting setting) throws IOException {
        return new HistoryBenchmark(
                        MESSAGES,
                        setting.repetitions(),
                        setting.seed(),
                        setting.directory().resolveSibling("history"))
                .run();
    }
}
