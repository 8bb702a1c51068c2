package punchline.benchmark.lab;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import punchline.benchmark.lab.network.LabException;
import punchline.benchmark.lab.network.Network;

/** Every class of NAT against every other, and all other networks: who connects, how fast, and what the rest is told. */
@Command(
        name = "matrix",
        mixinStandardHelpOptions = true,
        description = "Every NAT against every other, several runs each. All of it takes most of an hour.")
final class MatrixCommand implements Callable<Integer> {
    /** Some seconds for each of about 75 cells and 5 runs, and the slow ones. */
    private static final Duration LIMIT = Duration.ofHours(2);

    @Option(
            names = "--runs",
            defaultValue = "5",
            description = "How many runs of each cell (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(
            names = "--only",
            split = ",",
            description =
                    "Only these: two classes of NAT are their pair, one is all its pairs, other names are networks'.")
    private List<String> only = new ArrayList<>();

    @Option(names = "--docs", description = "Write docs/nat-matrix.md, too.")
    private boolean docs;

    @Option(names = "--inside", hidden = true)
    private boolean inside;

    @Override
    public Integer call() {
        List<MatrixCell> cells = MatrixCell.named(only);
        if (cells.isEmpty() || runs < 1) {
            System.err.println("There is no such cell; see ./dev lab --list.");
            return CommandLine.ExitCode.USAGE;
        }
        if (inside) {
            return run(cells);
        }
        List<String> arguments = new ArrayList<>(List.of("matrix", "--inside", "--runs=" + runs));
        if (!only.isEmpty()) {
            arguments.add("--only=" + String.join(",", only));
        }
        if (docs) {
            arguments.add("--docs");
        }
        return Reentry.run("matrix", arguments, LIMIT);
    }

    private int run(List<MatrixCell> cells) {
        Network.useOwnNames();
        Programs programs = Programs.find(Reentry.home());
        Path data = Stage.newData(Reentry.home(), "matrix");
        System.out.println("lab matrix: " + cells.size() + " cells, " + runs + " runs each; logs in " + data);
        List<CellResult> results = new ArrayList<>();
        List<Double> loads = new ArrayList<>(List.of(load()));
        for (MatrixCell cell : cells) {
            Optional<String> obstacle = Network.obstacle(cell.topology());
            if (obstacle.isPresent()) {
                System.out.println(cell.title() + ": skipped, " + obstacle.get());
                continue;
            }
            CellResult result = run(cell, programs, data.resolve(cell.title().replace(' ', '-')));
            results.add(result);
            System.out.println(cell.title() + ": " + result.words());
            result.shortcomings().forEach(shortcoming -> System.out.println("    SHORT  " + shortcoming));
            loads.add(load());
            Matrix.writeJson(Reentry.home().resolve("benchmark/target/lab/matrix.json"), runs, results);
        }
        MatrixDocument document = new MatrixDocument(runs, Spread.of(loads).orElseThrow(), results);
        System.out.println(document.text());
        if (docs) {
            Matrix.write(Reentry.home().resolve("docs/nat-matrix.md"), document.text());
        }
        long asPromised = results.stream()
                .filter(result -> result.shortcomings().isEmpty())
                .count();
        System.out.println("lab matrix: " + asPromised + " of " + results.size() + " cells as promised");
        return asPromised == results.size() ? 0 : CommandLine.ExitCode.SOFTWARE;
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private CellResult run(MatrixCell cell, Programs programs, Path data) {
        List<Outcome> outcomes = new ArrayList<>();
        Report report = Report.quiet(cell.title());
        try (Stage stage = Stage.set(cell.topology(), programs, data, report)) {
            if (!report.passedSoFar()) {
                throw new LabException("its NATs are not what they are called");
            }
            stage.startServer(report);
            ConnectTrial trial = new ConnectTrial(stage, cell);
            for (int run = 1; run <= runs; run++) {
                outcomes.add(trial.run(run));
            }
        } catch (LabException e) {
            outcomes.add(new Outcome.Failed("the lab failed: " + e.getMessage()));
        }
        return new CellResult(cell, outcomes);
    }
}
