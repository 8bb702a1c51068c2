package punchline.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A thousand messages of a hundred bytes over loopback, delivered and acknowledged: by Punchline, by less than Punchline does,
 * and by the least that must be done.
 */
final class MessagesBenchmark implements Benchmark {
    /** Processes started for the figure without a warm compiler. */
    private static final int FIRST_TIMES = 7;

    /**
     * What was found.
     *
     * @param firstTime from a new process, durable at both ends
     */
    record Found(int messages, int messageBytes, List<Measurement> measurements, Measurement firstTime) {}

    @Override
    public String name() {
        return "messages";
    }

    @Override
    public String description() {
        return "1000 messages of 100 bytes over loopback, delivered and acknowledged, beside the least that it must cost";
    }

    @Override
    public Found run(Setting setting) throws IOException {
        Workload workload = Workload.THOUSAND;
        Path directory = setting.directory();
        List<Measurement> measurements;
        try (Carrier packed = new PackedUdp();
                Carrier plain = new PlainUdp();
                Carrier inMemory = TwoPeers.inMemory();
                Carrier rows = new RowsAlone(directory.resolve("rows"));
                Carrier durable = TwoPeers.durable(directory.resolve("durable"))) {
            Rounds rounds = new Rounds(List.of(packed, plain, inMemory, rows, durable), workload, setting);
            Measurement network = rounds.floor(packed);
            Measurement disk = rounds.floor(rows);
            measurements = List.of(
                    network,
                    rounds.beside(network, plain),
                    rounds.beside(network, inMemory),
                    disk,
                    rounds.beside(disk, durable));
        }
        printHead();
        measurements.forEach(MessagesBenchmark::print);
        Measurement firstTime = FirstTime.take(FIRST_TIMES, workload, directory);
        print(firstTime);
        printVerdicts(measurements, firstTime);
        return new Found(workload.messages(), workload.messageBytes(), measurements, firstTime);
    }

    private static void printHead() {
        System.out.printf(
                Locale.ROOT,
                "%-44s %4s %10s %15s %8s %8s %8s %8s %8s %12s%n",
                "1000 messages of 100 bytes",
                "n",
                "median ms",
                "half within ms",
                "p99 ms",
                "max ms",
                "CPU ms",
                "B each",
                "× floor",
                "messages/s");
    }

    private static void print(Measurement taken) {
        System.out.printf(
                Locale.ROOT,
                "%-44s %4d %10.2f %15s %8.2f %8.2f %8.2f %8.0f %8s %12.0f%n",
                taken.title(),
                taken.repetitions(),
                taken.medianMillis(),
                String.format(Locale.ROOT, "%.2f – %.2f", taken.p25Millis(), taken.p75Millis()),
                taken.p99Millis(),
                taken.maxMillis(),
                taken.cpuMillis(),
                taken.allocatedBytes(),
                taken.floor() == null ? "" : String.format(Locale.ROOT, "%.2f", taken.timesFloor()),
                taken.messagesPerSecond());
    }

    /** The ratios of this run beside what they should be. */
    private static void printVerdicts(List<Measurement> measurements, Measurement firstTime) {
        Measurement plain = measurements.get(1);
        Measurement inMemory = measurements.get(2);
        Measurement durable = measurements.getLast();
        verdict("nothing kept: × the floor of full datagrams", inMemory.timesFloor(), "at most", 1.5);
        verdict(
                "nothing kept: × faster than a datagram per message",
                plain.medianMillis() / inMemory.medianMillis(),
                "at least",
                3);
        verdict("durable: × the floor of the rows alone", durable.timesFloor(), "at most", 1.5);
        verdict("durable, from a new process: ms", firstTime.medianMillis(), "at most", 300);
    }

    private static void verdict(String what, double is, String bound, double goal) {
        System.out.printf(Locale.ROOT, "%-52s %8.2f  (goal: %s %.4g)%n", what, is, bound, goal);
    }
}
