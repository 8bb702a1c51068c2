package punchline.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A thousand messages of a hundred bytes over loopback, delivered and acknowledged: by Punchline, by less than Punchline does,
 * and by the least that must be done.
 */
final class MessagesBenchmark implements Benchmark {
    /** Processes started for the figure without a warm compiler. */
    private static final int FIRST_TIMES = 7;

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
        Workload workload = Workload.THOUSAND;
        Path directory = setting.directory();
        try (Carrier packed = new PackedUdp();
                Carrier plain = new PlainUdp();
                Carrier inMemory = RealPeers.inMemory(1);
                Carrier rows = new RowsAlone(directory.resolve("rows"));
                Carrier durable = RealPeers.durable(1, directory.resolve("durable"))) {
            Rounds rounds = new Rounds(List.of(packed, plain, inMemory, rows, durable), workload, setting);
            Figure full = rounds.elapsed(packed);
            Figure single = rounds.elapsed(plain);
            Figure inserted = rounds.elapsed(rows);
            Figure fullProcessor = rounds.processor(packed);
            Figure insertedProcessor = rounds.processor(rows);
            return List.of(
                    full.beside(single, Goal.atMost(0.3)),
                    single,
                    rounds.elapsed(inMemory).beside(full, Goal.atMost(1.5)).timesBetterThan(single, Goal.atLeast(3)),
                    inserted,
                    rounds.elapsed(durable).beside(inserted, Goal.atMost(1.5)),
                    fullProcessor,
                    rounds.processor(inMemory).beside(fullProcessor, null),
                    insertedProcessor,
                    rounds.processor(durable).beside(insertedProcessor, null),
                    FirstTime.take(FIRST_TIMES, workload, directory).aims(Goal.atMost(300)));
        }
    }
}
