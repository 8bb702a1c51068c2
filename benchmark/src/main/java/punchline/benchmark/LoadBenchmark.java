package punchline.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import punchline.benchmark.Figure.Better;
import punchline.benchmark.Plot.Point;

/**
 * Messages at a pace, from a few a second to as many as go: how long each takes, and what it costs. Draws both, as {@code load-latency.svg}
 * and {@code load-cost.svg} beside the results.
 */
final class LoadBenchmark implements Benchmark {
    private static final int MESSAGE_BYTES = 100;
    private static final int[] PER_SECOND = {30, 100, 300, 1000, 3000, 10_000, 30_000, 100_000, 200_000, 300_000};
    private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int WARM_UP_WINDOW = 2048;
    private static final long STEP_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final double NANOS_PER_MICRO = 1e3;

    /** A pace that is not kept by so much is not reached, and those above it are not either. */
    private static final double KEPT = 0.95;

    @Override
    public String name() {
        return "load";
    }

    @Override
    public String description() {
        return "messages at a pace: latency and cost of each against load, with plots";
    }

    @Override
    public List<Figure> run(Setting setting) throws IOException {
        List<Figure> figures = new ArrayList<>();
        List<Point> medians = new ArrayList<>();
        List<Point> rare = new ArrayList<>();
        List<Point> costs = new ArrayList<>();
        String text = new Workload(1, MESSAGE_BYTES).text(0);
        try (RealPeers peers = RealPeers.inMemory(1)) {
            setting.progress().at("warming up");
            peers.flow(text, WARM_UP_NANOS, WARM_UP_WINDOW);
            peers.drain();
            for (int pace : PER_SECOND) {
                setting.progress().at(pace + " a second");
                Histogram nanos = new Histogram(Workload.LIMIT.toNanos(), 3);
                Work before = Work.soFar();
                double perSecond = peers.pace(text, pace, STEP_NANOS, nanos);
                double cost = Work.soFar().since(before).cpuNanos() / NANOS_PER_MICRO / nanos.getTotalCount();
                medians.add(new Point(perSecond, nanos.getValueAtPercentile(50) / NANOS_PER_MICRO));
                rare.add(new Point(perSecond, nanos.getValueAtPercentile(99) / NANOS_PER_MICRO));
                costs.add(new Point(perSecond, cost));
                String what = String.format(Locale.ROOT, "at %,d a second", pace);
                figures.add(Samples.figure(what + ", until acknowledged", "µs", NANOS_PER_MICRO, nanos));
                figures.add(Figure.once(what + ", processor", "µs each", Better.LOWER, cost));
                if (perSecond < KEPT * pace) {
                    break;
                }
            }
        }
        Plot latency = new Plot("From send to acknowledged, 100 bytes, in memory", "messages a second", "microseconds");
        latency.add("median", medians);
        latency.add("slowest hundredth", rare);
        Plot cost = new Plot("Processor time of both ends for a message", "messages a second", "microseconds");
        cost.add("100 bytes, in memory", costs);
        Path results = setting.directory().resolveSibling("bench");
        Files.writeString(results.resolve("load-latency.svg"), latency.svg());
        Files.writeString(results.resolve("load-cost.svg"), cost.svg());
        return figures;
    }
}
