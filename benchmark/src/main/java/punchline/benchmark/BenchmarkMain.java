package punchline.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import punchline.simulation.store.CrashableStore;
import punchline.store.SqliteMessageStore;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs the benchmarks, prints a table and keeps it as {@code benchmark/target/results.json}. The system property
 * {@code punchline.home} names the checkout.
 */
@Command(name = "./dev bench", mixinStandardHelpOptions = true, description = "Measures what Punchline costs.")
public final class BenchmarkMain implements Callable<Integer> {
    private static final String MESSAGES = "messages";

    @Parameters(
            index = "0",
            arity = "0..1",
            defaultValue = MESSAGES,
            description = "messages: 1000 messages of 100 bytes over loopback, delivered and acknowledged.")
    private String name = MESSAGES;

    @Option(names = "--repetitions", defaultValue = "50", description = "How often each is measured (default: 50).")
    private int repetitions;

    @Option(
            names = "--warm-ups",
            defaultValue = "20",
            description = "Rounds before that, for the compiler (default: 20).")
    private int warmUps;

    @Option(names = "--list", description = "List the benchmarks.")
    private boolean list;

    private BenchmarkMain() {}

    /** Runs it. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BenchmarkMain()).execute(arguments));
    }

    /** Opens a carrier. */
    @FunctionalInterface
    private interface Opening {
        Carrier open() throws IOException;
    }

    @Override
    public Integer call() throws IOException {
        if (list) {
            System.out.println(MESSAGES);
            return 0;
        }
        if (!name.equals(MESSAGES) || repetitions < 1 || warmUps < 0) {
            System.err.println("There is no such benchmark; see ./dev bench --help.");
            return CommandLine.ExitCode.USAGE;
        }
        List<Measurement> measurements = new ArrayList<>();
        System.out.printf(
                Locale.ROOT,
                "%-42s %5s %10s %10s %10s %12s%n",
                name,
                "n",
                "median ms",
                "p99 ms",
                "max ms",
                "messages/s");
        for (Opening opening :
                List.<Opening>of(PackedUdp::new, PlainUdp::new, BenchmarkMain::inMemory, BenchmarkMain::durable)) {
            try (Carrier carrier = opening.open()) {
                Measurement taken = Measurement.take(carrier, Workload.THOUSAND, warmUps, repetitions);
                print(taken);
                measurements.add(taken);
            }
        }
        writeJson(measurements);
        return 0;
    }

    private static Carrier inMemory() throws IOException {
        return new TwoPeers(
                "Punchline, nothing kept on disk",
                (identity, executor) ->
                        new CrashableStore(identity.peerId(), 1, (delayNanos, task) -> executor.execute(task), 0));
    }

    private static Carrier durable() throws IOException {
        Path profiles = Files.createTempDirectory(Files.createDirectories(target()), "profiles");
        return new TwoPeers(
                "Punchline, durable in SQLite at both ends",
                (identity, executor) -> SqliteMessageStore.open(
                        profiles.resolve(identity.peerId().toString()), identity.peerId(), 1, null, executor));
    }

    private static Path target() {
        return Path.of(System.getProperty("punchline.home", "."), "benchmark", "target");
    }

    private static void print(Measurement taken) {
        System.out.printf(
                Locale.ROOT,
                "%-42s %5d %10.2f %10.2f %10.2f %12.0f%n",
                taken.title(),
                taken.repetitions(),
                taken.medianMillis(),
                taken.p99Millis(),
                taken.maxMillis(),
                taken.messagesPerSecond());
    }

    private void writeJson(List<Measurement> measurements) throws IOException {
        Path file = target().resolve("results.json");
        JsonMapper mapper = JsonMapper.shared();
        ObjectNode root = mapper.createObjectNode();
        root.put("benchmark", name);
        root.put("messages", Workload.THOUSAND.messages());
        root.put("messageBytes", Workload.THOUSAND.messageBytes());
        root.put("warmUps", warmUps);
        root.put("java", Runtime.version().toString());
        root.put("processors", Runtime.getRuntime().availableProcessors());
        root.set("measurements", mapper.valueToTree(measurements));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
    }
}
