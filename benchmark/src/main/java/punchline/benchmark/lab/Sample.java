package punchline.benchmark.lab;

import java.nio.file.Path;
import java.util.List;
import punchline.benchmark.lab.network.LabException;
import punchline.benchmark.lab.network.Network;

/**
 * A few cells of the matrix, once each, for every change of the code: that they come out as they must counts, not how fast, for the
 * machine that runs it is a busy one.
 */
final class Sample {
    private static final List<String> TITLES = List.of(
            "full-cone x port-restricted",
            "port-restricted x sequential",
            "port-restricted x block",
            "port-restricted x random",
            "sequential x sequential",
            "random x random",
            "same-lan",
            "cgnat-hairpin",
            "busy-sequential",
            "ipv6");

    private Sample() {}

    /** Adds to the report whether each comes out as it must. */
    static void run(Programs programs, Path data, Report report) {
        report.note("a sample of the matrix");
        for (MatrixCell cell : MatrixCell.all()) {
            if (!TITLES.contains(cell.title())
                    || Network.obstacle(cell.topology()).isPresent()) {
                continue;
            }
            try (Stage stage = Stage.set(
                    cell.topology(),
                    programs,
                    data.resolve(cell.title().replace(' ', '-')),
                    Report.quiet(cell.title()))) {
                stage.startServer(Report.quiet(cell.title()));
                CellResult result = new CellResult(cell, List.of(new ConnectTrial(stage, cell).run(1)));
                report.check(
                        cell.title() + ": " + cell.expectation().words(),
                        result.fitting() == 1,
                        result.fitting() == 1 ? result.words() : String.join("; ", result.shortcomings()));
            } catch (LabException e) {
                report.check(cell.title() + " can be tried", false, String.valueOf(e.getMessage()));
            }
        }
    }
}
