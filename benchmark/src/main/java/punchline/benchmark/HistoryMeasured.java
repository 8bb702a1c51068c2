package punchline.benchmark;

import java.io.IOException;
import java.util.List;
import punchline.benchmark.history.HistoryBenchmark;
import punchline.benchmark.history.Taken;

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
    public List<Figure> run(Setting setting) throws IOException {
        return new HistoryBenchmark(
                        MESSAGES,
                        setting.repetitions(),
                        setting.seed(),
                        setting.directory().resolveSibling("history"))
                .run().taken().stream().map(HistoryMeasured::figure).toList();
    }

    private static Figure figure(Taken taken) {
        return new Figure(
                taken.title(),
                "ms",
                Figure.Better.LOWER,
                taken.n(),
                taken.medianMillis(),
                taken.p25Millis(),
                taken.p75Millis(),
                taken.p99Millis(),
                taken.goalMillis() == 0 ? null : Goal.atMost(taken.goalMillis()),
                List.of());
    }
}
