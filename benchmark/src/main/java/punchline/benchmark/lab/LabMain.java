package punchline.benchmark.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import punchline.benchmark.lab.network.LabException;
import punchline.benchmark.lab.network.Network;

/**
 * Runs one cell of the lab, or one of its larger measurements. Exit code 0 when it passed or was skipped, 1 when it failed, 2 when
 * it was asked for wrongly. The system property {@code punchline.home} names the checkout with the built programs.
 */
@Command(
        name = "./dev lab",
        mixinStandardHelpOptions = true,
        description = "Two real clients behind two real NATs.",
        subcommands = {
            NetworksCommand.class,
            MatrixCommand.class,
            RecoveryCommand.class,
            IdleCommand.class,
            ConnectCommand.class,
            BulkCommand.class
        })
public final class LabMain implements Callable<Integer> {
    /** The longest cell takes about three minutes, the sample one. */
    private static final Duration LIMIT = Duration.ofMinutes(8);

    @Parameters(
            index = "0",
            arity = "0..1",
            description = "The cell to run (default: port-restricted, and a sample of the matrix).")
    private @Nullable String cellTitle;

    @Option(names = "--list", description = "List the cells.")
    private boolean list;

    @Option(names = "--without-clients", description = "Check the network, its NATs and the server only.")
    private boolean withoutClients;

    @Option(names = "--inside", hidden = true, description = "Already in namespaces of its own.")
    private boolean inside;

    private LabMain() {}

    /** Runs it. */
    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new LabMain());
        line.setExecutionExceptionHandler((e, command, parsed) -> {
            if (e instanceof LabException failure) {
                System.out.println("lab: FAILED, " + failure.getMessage());
                return CommandLine.ExitCode.SOFTWARE;
            }
            throw e;
        });
        System.exit(line.execute(arguments));
    }

    @Override
    public Integer call() {
        if (list) {
            for (Cell cell : Cell.values()) {
                System.out.println(cell.title());
            }
            System.out.println("networks, and cells of the matrix:");
            for (MatrixCell cell : MatrixCell.all()) {
                System.out.println("  " + cell.title());
            }
            return 0;
        }
        Optional<Cell> cell = Cell.named(cellTitle == null ? Cell.PORT_RESTRICTED.title() : cellTitle);
        if (cell.isEmpty()) {
            System.err.println("There is no cell '" + cellTitle + "'; see ./dev lab --list.");
            return CommandLine.ExitCode.USAGE;
        }
        if (inside) {
            return run(cell.get());
        }
        List<String> arguments = new ArrayList<>(List.of("--inside"));
        if (cellTitle != null) {
            arguments.add(cellTitle);
        }
        if (withoutClients) {
            arguments.add("--without-clients");
        }
        return Reentry.run(cell.get().title(), arguments, LIMIT);
    }

    private int run(Cell cell) {
        Network.useOwnNames();
        System.out.println("lab " + cell.title() + ":");
        Path data = Stage.newData(Reentry.home(), cell.title());
        Report report = new Report(cell.title());
        try (Stage stage = Stage.set(cell.topology(), Programs.find(Reentry.home()), data, report)) {
            Meter.install();
            RendezvousHost server = stage.startServer(report);
            ServerCheck.answersEveryHome(cell.topology(), stage.programs(), report);
            if (withoutClients) {
                ServerCheck.onlyRendezvousArrives(server, report);
            } else {
                new ChatTrial(stage, report).run(server);
            }
        }
        if (cellTitle == null && !withoutClients) {
            Sample.run(Programs.find(Reentry.home()), data, report);
        }
        report.writeJson(Reentry.home().resolve("benchmark/target/lab/" + cell.title() + ".json"));
        System.out.println(report.summary());
        System.out.println("logs in " + data);
        return report.passed() ? 0 : 1;
    }
}
