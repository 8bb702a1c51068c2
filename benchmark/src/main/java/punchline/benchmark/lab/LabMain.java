package punchline.benchmark.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import punchline.benchmark.lab.Topology.Home;

/**
 * Runs one cell of the lab. Exit code 0 when it passed or was skipped, 1 when it failed, 2 when it was asked for wrongly.
 * The system property {@code punchline.home} names the checkout with the built programs.
 */
@Command(name = "./dev lab", mixinStandardHelpOptions = true, description = "Two real clients behind two real NATs.")
public final class LabMain implements Callable<Integer> {
    /** The longest cell takes about three minutes. */
    private static final Duration LIMIT = Duration.ofMinutes(8);

    @Parameters(index = "0", arity = "0..1", defaultValue = "port-restricted", description = "The cell to run.")
    private String cellTitle = "";

    @Option(names = "--list", description = "List the cells.")
    private boolean list;

    @Option(names = "--without-clients", description = "Check the network, its NATs and the server only.")
    private boolean withoutClients;

    @Option(names = "--inside", hidden = true, description = "Already in namespaces of its own.")
    private boolean inside;

    private LabMain() {}

    /** Runs it. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new LabMain()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        if (list) {
            for (Cell cell : Cell.values()) {
                System.out.println(cell.title());
            }
            return 0;
        }
        Optional<Cell> cell = Cell.named(cellTitle);
        if (cell.isEmpty()) {
            System.err.println("There is no cell '" + cellTitle + "'; see ./dev lab --list.");
            return CommandLine.ExitCode.USAGE;
        }
        try {
            return inside ? run(cell.get()) : enterAndRun(cell.get());
        } catch (LabException e) {
            System.out.println("lab " + cellTitle + ": FAILED, " + e.getMessage() + because(e));
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private static String because(LabException e) {
        @Nullable Throwable cause = e.getCause();
        return cause == null ? "" : ": " + cause.getMessage();
    }

    /** Starts this program again, in a sandbox. */
    private int enterAndRun(Cell cell) throws IOException {
        return switch (Sandbox.find()) {
            case Sandbox.Closed closed -> {
                System.out.println("lab " + cell.title() + ": skipped, " + closed.reason());
                yield 0;
            }
            case Sandbox.Way way -> enter(way, cell);
        };
    }

    private int enter(Sandbox.Way way, Cell cell) throws IOException {
        List<String> command = new ArrayList<>(way.prefix());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dpunchline.home=" + home(),
                "-cp",
                System.getProperty("java.class.path"),
                LabMain.class.getName(),
                "--inside",
                cell.title()));
        if (withoutClients) {
            command.add("--without-clients");
        }
        Process process = new ProcessBuilder(command).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        try {
            if (process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            throw Processes.interrupted(e);
        }
        throw new LabException("not finished in " + LIMIT.toMinutes() + " minutes");
    }

    private int run(Cell cell) throws IOException {
        System.out.println("lab " + cell.title() + ":");
        Path out = Files.createDirectories(home().resolve("benchmark/target/lab"));
        Path data = Files.createTempDirectory(out, cell.title() + "-");
        Report report = new Report(cell.title());
        Network.build(cell.topology());
        for (Home home : cell.topology().homes()) {
            NatCheck.run(home, report);
        }
        Meter.install();
        Programs programs = Programs.find(home());
        try (Processes processes = new Processes()) {
            RendezvousHost server = RendezvousHost.start(processes, programs, data, report);
            ServerCheck.answersEveryHome(cell.topology(), programs, report);
            if (withoutClients) {
                ServerCheck.onlyRendezvousArrives(server, report);
            } else {
                new ChatTrial(processes, programs, cell.topology(), data, report).run(server);
            }
        }
        report.writeJson(out.resolve(cell.title() + ".json"));
        System.out.println(report.summary());
        System.out.println("logs in " + data);
        return report.passed() ? 0 : 1;
    }

    private static Path home() {
        return Path.of(System.getProperty("punchline.home", "."))
                .toAbsolutePath()
                .normalize();
    }
}
