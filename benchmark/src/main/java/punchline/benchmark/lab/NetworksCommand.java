package punchline.benchmark.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import punchline.benchmark.lab.network.LabException;
import punchline.benchmark.lab.network.NatKind;
import punchline.benchmark.lab.network.Network;
import punchline.benchmark.lab.network.Topology;

/** Builds every network of the matrix, and asks its NATs whether they are what they are called. Starts no programs of ours. */
@Command(
        name = "networks",
        mixinStandardHelpOptions = true,
        description = "Build every network, and check its NATs only.")
final class NetworksCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @Option(names = "--only", split = ",", description = "Only these.")
    private List<String> only = new ArrayList<>();

    @Option(names = "--inside", hidden = true)
    private boolean inside;

    @Override
    public Integer call() {
        if (!inside) {
            List<String> arguments = new ArrayList<>(List.of("networks", "--inside"));
            if (!only.isEmpty()) {
                arguments.add("--only=" + String.join(",", only));
            }
            return Reentry.run("networks", arguments, LIMIT);
        }
        Network.useOwnNames();
        Path data = Stage.newData(Reentry.home(), "networks");
        Programs programs = Programs.find(Reentry.home());
        Report report = new Report("networks");
        for (MatrixCell cell : cells()) {
            Optional<String> obstacle = Network.obstacle(cell.topology());
            if (obstacle.isPresent()) {
                report.note(cell.title() + ": skipped, " + obstacle.get());
                continue;
            }
            report.note(cell.title());
            try (Stage stage = Stage.set(cell.topology(), programs, data, report)) {
                stage.network().restart();
            } catch (LabException e) {
                report.check(cell.title() + " can be built", false, String.valueOf(e.getMessage()));
            }
        }
        System.out.println(report.summary());
        return report.passed() ? 0 : 1;
    }

    /** Each class once, beside itself, and all places. */
    private List<MatrixCell> cells() {
        List<MatrixCell> cells = new ArrayList<>();
        for (NatKind kind : MatrixCell.CLASSES) {
            cells.add(
                    new MatrixCell(kind.title(), Topology.homes(kind), Expectation.of(kind, kind), MatrixCell.DIRECT));
        }
        cells.addAll(MatrixCell.places());
        cells.removeIf(cell -> !only.isEmpty() && !only.contains(cell.title()));
        return cells;
    }
}
