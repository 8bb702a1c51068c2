package punchline.benchmark.kills;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import punchline.benchmark.lab.Programs;
import punchline.benchmark.lab.network.LabException;

/**
 * Kills real programs in the middle of bursts and looks whether a message is lost, doubled or misreported. Exit code 0 if none is, 1 if
 * any. The system property {@code punchline.home} names the checkout with the built programs.
 */
@Command(
        name = "./dev sim kills",
        mixinStandardHelpOptions = true,
        description = "Two real clients that are killed while they write to each other.")
public final class KillsMain implements Callable<Integer> {
    @Option(names = "--kills", defaultValue = "20", description = "How many programs are killed in all (default: 20).")
    private int kills;

    @Option(names = "--pairs", defaultValue = "2", description = "How many pairs at the same time (default: 2).")
    private int pairs;

    @Option(
            names = "--seed",
            description = "Of the first pair; each next one has the next (default: drawn and printed).")
    private @Nullable Long seed;

    @Option(names = "--keep", description = "Leave the profiles where they are.")
    private boolean keep;

    private KillsMain() {}

    /** Runs it. */
    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new KillsMain());
        line.setExecutionExceptionHandler((e, command, parsed) -> {
            if (e instanceof LabException failure) {
                System.out.println("kills: FAILED, " + failure.getMessage());
                return CommandLine.ExitCode.SOFTWARE;
            }
            throw e;
        });
        System.exit(line.execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (kills < 1 || pairs < 1) {
            System.err.println("At least one pair, and one kill; see ./dev sim kills --help.");
            return CommandLine.ExitCode.USAGE;
        }
        long first = seed == null ? ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE) : seed;
        System.out.println("kills: seed " + first + ", " + kills + " kills among " + pairs + " pairs");
        Programs programs = Programs.find(Path.of(System.getProperty("punchline.home", ".")));
        Path data = Files.createTempDirectory("punchline-kills");
        long startNanos = System.nanoTime();
        List<Duel.Outcome> outcomes = run(first, programs, data);
        outcomes.forEach(KillsMain::print);
        boolean well = outcomes.stream().allMatch(outcome -> outcome.wrong().isEmpty());
        System.out.printf(
                Locale.ROOT,
                "kills: %s, %d kills, %d messages queued, %.0f s%n",
                well ? "passed" : "FAILED",
                outcomes.stream().mapToInt(Duel.Outcome::kills).sum(),
                outcomes.stream().mapToInt(Duel.Outcome::queued).sum(),
                (System.nanoTime() - startNanos) / 1e9);
        if (well && !keep) {
            delete(data);
        } else {
            System.out.println("kills: the profiles lie in " + data);
        }
        return well ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private List<Duel.Outcome> run(long first, Programs programs, Path data) throws IOException, InterruptedException {
        int each = (kills + pairs - 1) / pairs;
        try (ExecutorService threads = Executors.newFixedThreadPool(pairs)) {
            List<Future<Duel.Outcome>> running = IntStream.range(0, pairs)
                    .mapToObj(pair -> threads.submit(() -> {
                        Path own = Files.createDirectory(data.resolve("pair-" + pair));
                        return new Duel(first + pair, programs, own).run(each);
                    }))
                    .toList();
            List<Duel.Outcome> outcomes = new ArrayList<>();
            for (Future<Duel.Outcome> one : running) {
                outcomes.add(one.get());
            }
            return outcomes;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LabException failure) {
                throw failure;
            }
            throw new IOException("a pair came to an unexpected end", e);
        }
    }

    private static void print(Duel.Outcome outcome) {
        System.out.printf(
                Locale.ROOT,
                "seed %d: %d kills, %d sent, %d queued, %d there in the end, %d wrong%n",
                outcome.seed(),
                outcome.kills(),
                outcome.sent(),
                outcome.queued(),
                outcome.delivered(),
                outcome.wrong().size());
        outcome.wrong().forEach(wrong -> System.out.println("  " + wrong));
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
