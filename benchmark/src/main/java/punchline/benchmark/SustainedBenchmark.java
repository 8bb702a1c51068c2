package punchline.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import punchline.benchmark.Figure.Better;

/** Messages without a pause, in all sizes, to one and to fifty: how many a second, what each costs, and what goes over the wire. */
final class SustainedBenchmark implements Benchmark {
    private static final int[] SIZES = {32, 100, 1000, 16_000};
    private static final int MANY = 50;

    /** Text under way at a time, and messages: what one link has under way at most, and as much again that waits. */
    private static final int WINDOW_BYTES = 2 * 1024 * 1024;

    private static final int MOST_UNDER_WAY = 2048;

    private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int SLICES = 20;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MICRO = 1e3;

    /** The floor is carried in rounds of so many bytes. */
    private static final int ROUND_BYTES = 1_000_000;

    @Override
    public String name() {
        return "sustained";
    }

    @Override
    public String description() {
        return "messages without a pause for 10 s: 32 to 16,000 bytes, to one peer and to 50; what each costs";
    }

    @Override
    public List<Figure> run(Setting setting) throws IOException {
        List<Figure> figures = new ArrayList<>();
        Map<Integer, Figure> limits = new LinkedHashMap<>();
        for (int size : SIZES) {
            limits.put(size, limit(setting, size));
        }
        figures.addAll(limits.values());
        try (RealPeers one = RealPeers.inMemory(1)) {
            for (int size : SIZES) {
                figures.addAll(flow(
                        setting,
                        one,
                        size,
                        "in memory",
                        Objects.requireNonNull(limits.get(size)),
                        goal(size, 500_000)));
            }
        }
        try (RealPeers one = RealPeers.durable(1, setting.directory().resolve("one"))) {
            for (int size : SIZES) {
                figures.addAll(flow(
                        setting, one, size, "durable", Objects.requireNonNull(limits.get(size)), goal(size, 100_000)));
            }
        }
        try (RealPeers many = RealPeers.inMemory(MANY)) {
            figures.addAll(
                    flow(setting, many, 100, "in memory, to " + MANY, Objects.requireNonNull(limits.get(100)), null));
        }
        try (RealPeers many = RealPeers.durable(MANY, setting.directory().resolve("many"))) {
            figures.addAll(
                    flow(setting, many, 100, "durable, to " + MANY, Objects.requireNonNull(limits.get(100)), null));
        }
        return figures;
    }

    private static @Nullable Goal goal(int size, double perSecond) {
        return size == 100 ? Goal.atLeast(perSecond) : null;
    }

    private static List<Figure> flow(
            Setting setting, RealPeers peers, int size, String how, Figure limit, @Nullable Goal goal)
            throws IOException {
        String text = new Workload(1, size).text(0);
        int window = Math.clamp(WINDOW_BYTES / size, 64, MOST_UNDER_WAY);
        String what = String.format(Locale.ROOT, "%,d bytes, %s", size, how);
        setting.progress().at(what);
        peers.flow(text, WARM_UP_NANOS, window);
        Samples perSecond = new Samples();
        Samples processor = new Samples();
        Samples wire = new Samples();
        for (int i = 0; i < SLICES; i++) {
            setting.progress().at(what, i + 1, SLICES);
            Work before = Work.soFar();
            long bytesBefore = Loopback.bytes();
            double delivered = Math.max(1, peers.flow(text, SLICE_NANOS, window));
            perSecond.add(delivered * NANOS_PER_SECOND / SLICE_NANOS);
            processor.add(Work.soFar().since(before).cpuNanos() / NANOS_PER_MICRO / delivered);
            wire.add((Loopback.bytes() - bytesBefore) / (delivered * size));
        }
        peers.drain();
        return List.of(
                Figure.of(what, "/s", Better.HIGHER, perSecond).aims(goal).beside(limit, null),
                Figure.of(what + ": processor", "µs each", Better.LOWER, processor),
                Figure.of(what + ": on the wire", "B per B", Better.LOWER, wire));
    }

    /** How many a second the floor carries: full datagrams, sealed, one acknowledgement for a burst. */
    private static Figure limit(Setting setting, int size) throws IOException {
        Workload round = new Workload(Math.max(1, ROUND_BYTES / size), size);
        Samples perSecond = new Samples();
        try (Carrier packed = new PackedUdp()) {
            for (int i = 0; i < setting.warmUps() + setting.repetitions(); i++) {
                long nanos = packed.carry(round);
                if (i >= setting.warmUps()) {
                    perSecond.add(round.messages() * NANOS_PER_SECOND / nanos);
                }
            }
        }
        return Figure.of(
                String.format(Locale.ROOT, "%,d bytes, full datagrams, AES-GCM", size), "/s", Better.HIGHER, perSecond);
    }
}
