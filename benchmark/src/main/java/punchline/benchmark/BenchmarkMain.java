package punchline.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import punchline.benchmark.system.Directories;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs the benchmarks, and keeps what they found as {@code benchmark/target/results.json}. The system property {@code
 * punchline.home} names the checkout.
 */
@Command(name = "./dev bench", mixinStandardHelpOptions = true, description = "Measures what Punchline costs.")
public final class BenchmarkMain implements Callable<Integer> {
    /** All there are, in the order in which they run. */
    private static final List<Benchmark> BENCHMARKS = List.of(new MessagesBenchmark(), new HistoryMeasured());

    @Parameters(index = "0", arity = "0..1", description = "Which one; all that are quick if none is named.")
    private String name = "";

    @Option(names = "--repetitions", defaultValue = "50", description = "How often each is measured (default: 50).")
    private int repetitions;

    @Option(
            names = "--warm-ups",
            defaultValue = "50",
            description = "Rounds before that, for the compiler (default: 50).")
    private int warmUps;

    @Option(names = "--seed", defaultValue = "1", description = "Of whatever is random (default: 1).")
    private long seed;

    @Option(names = "--list", description = "List the benchmarks.")
    private boolean list;

    private BenchmarkMain() {}

    /** Runs it. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BenchmarkMain()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        if (list) {
            BENCHMARKS.forEach(one -> System.out.println(one.name() + "  " + one.description()
                    + (one.takesMinutes() ? " (takes minutes; only if named)" : "")));
            return 0;
        }
        List<Benchmark> chosen = BENCHMARKS.stream()
                .filter(one -> name.isEmpty() ? !one.takesMinutes() : one.name().equals(name))
                .toList();
        if (chosen.isEmpty() || repetitions < 1 || warmUps < 0) {
            System.err.println("There is no such benchmark; see ./dev bench --list and --help.");
            return CommandLine.ExitCode.USAGE;
        }
        run(chosen);
        return 0;
    }

    private void run(List<Benchmark> chosen) throws IOException {
        Path target = Path.of(System.getProperty("punchline.home", "."), "benchmark", "target")
                .toAbsolutePath();
        Path directory = Files.createTempDirectory(Files.createDirectories(target), "bench");
        Machine machine = Machine.describe(directory);
        System.out.printf(
                Locale.ROOT,
                "%d × %s, %d MiB, %s, %s, load %.1f, seed %d%n",
                machine.processors(),
                machine.processor(),
                machine.memoryMiB(),
                machine.java(),
                machine.fileSystem(),
                machine.loadAverage(),
                seed);
        JsonMapper mapper = JsonMapper.shared();
        ObjectNode root = mapper.createObjectNode();
        root.set("machine", mapper.valueToTree(machine));
        root.put("seed", seed).put("repetitions", repetitions).put("warmUps", warmUps);
        try {
            for (Benchmark benchmark : chosen) {
                Object found = benchmark.run(new Setting(repetitions, warmUps, seed, directory));
                root.set(benchmark.name(), mapper.valueToTree(found));
                Files.writeString(
                        target.resolve("results.json"),
                        mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
            }
        } finally {
            Directories.delete(directory);
        }
    }
}
