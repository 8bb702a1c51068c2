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
import punchline.benchmark.bulk.BulkBenchmark;
import punchline.benchmark.client.ClientBenchmark;
import punchline.benchmark.client.WindowBenchmark;
import punchline.benchmark.lab.BulkLabBenchmark;
import punchline.benchmark.lab.ConnectBenchmark;
import punchline.benchmark.server.ServerBenchmark;
import punchline.benchmark.system.Directories;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs the benchmarks, each in a process of its own, so that the code that one had compiled does not shape another's. What they find is
 * kept in {@code benchmark/target/bench}, a file for each. The system property {@code punchline.home} names the checkout.
 */
@Command(name = "./dev bench", mixinStandardHelpOptions = true, description = "Measures what Punchline costs.")
public final class BenchmarkMain implements Callable<Integer> {
    /** All there are, in the order in which they run. */
    private static final List<Benchmark> BENCHMARKS = List.of(
            new MessagesBenchmark(),
            new LatencyBenchmark(),
            new SustainedBenchmark(),
            new LoadBenchmark(),
            new BulkBenchmark(),
            new BulkLabBenchmark(),
            new ConnectBenchmark(),
            new ServerBenchmark(),
            new ClientBenchmark(),
            new WindowBenchmark(),
            new CodecsBenchmark(),
            new HistoryMeasured());

    private final Path home = Path.of(System.getProperty("punchline.home", "."), "benchmark")
            .toAbsolutePath()
            .normalize();
    private final JsonMapper mapper = JsonMapper.shared();

    @Parameters(index = "0", arity = "0..1", description = "Which one; all that are quick if none is named.")
    private String name = "";

    @Option(names = "--repetitions", defaultValue = "100", description = "How often each is measured (default: 100).")
    private int repetitions;

    @Option(
            names = "--warm-ups",
            defaultValue = "400",
            description = "Rounds before that, until the compiler has nothing left to do (default: 400).")
    private int warmUps;

    @Option(names = "--seed", defaultValue = "1", description = "Of whatever is random (default: 1).")
    private long seed;

    @Option(names = "--list", description = "List the benchmarks.")
    private boolean list;

    @Option(names = "--save-baseline", description = "Write the ratios to benchmark/baseline.json.")
    private boolean savesBaseline;

    /** This process measures one of several; the one that started it prints. */
    @Option(names = "--apart", hidden = true)
    private boolean apart;

    private BenchmarkMain() {}

    /** Runs it. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BenchmarkMain()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (list) {
            BENCHMARKS.forEach(one -> System.out.println(one.name() + "  " + one.description()
                    + (one.takesMinutes() ? " (takes minutes; only if named)" : "")));
            return CommandLine.ExitCode.OK;
        }
        List<Benchmark> chosen = BENCHMARKS.stream()
                .filter(one -> name.isEmpty() ? !one.takesMinutes() : one.name().equals(name))
                .toList();
        if (chosen.isEmpty() || repetitions < 1 || warmUps < 0) {
            System.err.println("There is no such benchmark; see ./dev bench --list and --help.");
            return CommandLine.ExitCode.USAGE;
        }
        Files.createDirectories(results());
        boolean complete = true;
        List<Result> found = new ArrayList<>();
        for (Benchmark benchmark : chosen) {
            if (!name.isEmpty() || runApart(benchmark)) {
                found.add(name.isEmpty() ? read(benchmark) : run(benchmark));
            } else {
                complete = false;
                System.err.println(benchmark.name() + " could not be measured");
            }
        }
        if (!apart) {
            report(found);
        }
        return complete ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    /** Runs one in a process of its own; false if it failed. */
    private boolean runApart(Benchmark benchmark) throws IOException, InterruptedException {
        Files.deleteIfExists(file(benchmark));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dpunchline.home=" + System.getProperty("punchline.home", "."),
                "-cp",
                System.getProperty("java.class.path"),
                BenchmarkMain.class.getName(),
                "--apart",
                benchmark.name()));
        command.addAll(List.of("--seed", Long.toString(seed)));
        command.addAll(List.of("--warm-ups", Integer.toString(warmUps)));
        command.addAll(List.of("--repetitions", Integer.toString(repetitions)));
        Process process = new ProcessBuilder(command).inheritIO().start();
        try {
            return process.waitFor() == 0 && Files.exists(file(benchmark));
        } finally {
            process.destroy();
        }
    }

    private Result run(Benchmark benchmark) throws IOException {
        Path directory = Files.createTempDirectory(home.resolve("target"), "bench");
        Progress progress = new Progress(benchmark.name());
        try {
            Machine machine = Machine.describe(directory);
            long begin = System.nanoTime();
            List<Figure> figures = benchmark.run(new Setting(repetitions, warmUps, seed, directory, progress));
            double seconds = (System.nanoTime() - begin) / 1e9;
            Result result = new Result(
                    benchmark.name(),
                    machine,
                    machine.loadAverage(),
                    seconds,
                    seed,
                    warmUps,
                    repetitions,
                    List.copyOf(figures));
            Files.writeString(
                    file(benchmark), mapper.writerWithDefaultPrettyPrinter().writeValueAsString(result) + "\n");
            return result;
        } finally {
            progress.end();
            Directories.delete(directory);
        }
    }

    private Result read(Benchmark benchmark) throws IOException {
        return mapper.readValue(Files.readString(file(benchmark)), Result.class);
    }

    private void report(List<Result> found) throws IOException {
        if (found.isEmpty()) {
            return;
        }
        Machine machine = found.getFirst().machine();
        System.out.printf(
                Locale.ROOT,
                "%d × %s, %d MiB, %s, %s; seed %d, %d rounds after %d to warm up%n",
                machine.processors(),
                machine.processor(),
                machine.memoryMiB(),
                machine.java(),
                machine.fileSystem(),
                seed,
                repetitions,
                warmUps);
        Path committed = home.resolve("baseline.json");
        Baseline baseline = Baseline.read(committed);
        FigureTable table = new FigureTable(System.out, baseline);
        table.printHead();
        found.forEach(table::print);
        if (savesBaseline) {
            baseline.write(committed, found);
        }
    }

    private Path results() {
        return home.resolve("target", "bench");
    }

    private Path file(Benchmark benchmark) {
        return results().resolve(benchmark.name() + ".json");
    }
}
