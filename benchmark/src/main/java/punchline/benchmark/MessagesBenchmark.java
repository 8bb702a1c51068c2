package punchline.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A thousand messages of a hundred bytes over loopback, delivered and acknowledged: by Punchline, by less than Punchline does,
 * and by the least that must be done.
 */
final class MessagesBenchmark implements Benchmark {
    /** Processes started for the figure without a warm compiler. */
    private static final int FIRST_TIMES = 7;

    /** Rounds to warm up where there is no disk, for each of those with one. */
    private static final int IN_MEMORY_WARM_UPS = 25;

    @Override
    public String name() {
        return "messages";
    }

    @Override
    public String description() {
        return "1000 messages of 100 bytes over loopback, delivered and acknowledged, beside the least that it must cost";
    }

    @Override
    public List<Figure> run(Setting setting) throws IOException {
        List<Figure> figures = new ArrayList<>(inMemory(setting));
        figures.addAll(durable(setting));
        figures.add(FirstTime.take(FIRST_TIMES, Workload.THOUSAND, setting.directory())
                .aims(Goal.atMost(300)));
        return figures;
    }

    private static List<Figure> inMemory(Setting setting) throws IOException {
        try (Carrier packed = new PackedUdp();
                Carrier plain = new PlainUdp();
                Carrier peers = RealPeers.inMemory(1)) {
            Rounds rounds = new Rounds(
                    List.of(packed, plain, peers),
                    Workload.THOUSAND,
                    setting.withWarmUps(IN_MEMORY_WARM_UPS * setting.warmUps()));
            Figure full = rounds.elapsed(packed);
            Figure single = rounds.elapsed(plain);
            Figure processor = rounds.processor(packed);
            return List.of(
                    full.beside(single, Goal.atMost(0.3)),
                    single,
                    rounds.elapsed(peers).beside(full, Goal.atMost(1.5)).timesBetterThan(single, Goal.atLeast(3)),
                    processor,
                    rounds.processor(peers).beside(processor, null));
        }
    }

    /** Apart from those in memory: whoever waits for a disk in between finds the processor's caches and clock as the disk left them. */
    private static List<Figure> durable(Setting setting) throws IOException {
        try (Carrier rows = new RowsAlone(setting.directory().resolve("rows"));
                Carrier peers = RealPeers.durable(1, setting.directory().resolve("durable"))) {
            Rounds rounds = new Rounds(List.of(rows, peers), Workload.THOUSAND, setting);
            Figure inserted = rounds.elapsed(rows);
            Figure processor = rounds.processor(rows);
            return List.of(
                    inserted,
                    rounds.elapsed(peers).beside(inserted, Goal.atMost(1.5)),
                    processor,
                    rounds.processor(peers).beside(processor, null));
        }
    }
}
