package punchline.simulation.networks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Measures random networks, as many as one likes. What {@code ./dev sim networks} starts. */
public final class NetworksMain {
    private static final String USAGE = """
            usage: ./dev sim networks --seeds N [--from SEED] [--pair LEFT:RIGHT or PLACE] [--out DIRECTORY]
                   ./dev sim networks --trace SEED [--pair ...]

            Draws a network from each of N seeds, from SEED on (default 1), sends two people through it, and writes
            networks.md, networks.json and networks.csv. With --trace, runs one and prints all that happened. Kinds of NATs are those
            in the tables: open, full-cone, port-restricted, random and so on.
            """;

    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private long seeds;
    private long from = 1;
    private long traced;
    private @Nullable Setting setting;
    private Path out = Path.of("common", "simulation", "target");

    private NetworksMain() {}

    /** Runs it; exits with 1 if a goal is missed. */
    public static void main(String[] arguments) throws IOException {
        NetworksMain main = new NetworksMain();
        try {
            main.read(new ArrayDeque<>(List.of(arguments)));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(USAGE);
            System.exit(MISUSED);
        }
        System.exit(main.traced > 0 ? main.trace(System.out) : main.measure(System.out));
    }

    private void read(Deque<String> arguments) {
        while (!arguments.isEmpty()) {
            String option = arguments.removeFirst();
            String value = arguments.isEmpty() ? "" : arguments.removeFirst();
            switch (option) {
                case "--seeds" -> seeds = positive(value);
                case "--from" -> from = positive(value);
                case "--trace" -> traced = positive(value);
                case "--pair" -> setting = setting(value);
                case "--out" -> out = Path.of(value);
                default -> throw new IllegalArgumentException("there is no option " + option);
            }
        }
        if (seeds == 0 && traced == 0) {
            throw new IllegalArgumentException("how many networks?");
        }
    }

    private static long positive(String value) {
        if (!value.matches("[1-9]\\d{0,17}")) {
            throw new IllegalArgumentException("not a whole number from 1 on: " + value);
        }
        return Long.parseLong(value);
    }

    /** Either order of a pair is understood. */
    private static Setting setting(String value) {
        String[] sides = value.toLowerCase(Locale.ROOT).split(":", 2);
        for (Setting each : Setting.all()) {
            boolean fits = each instanceof Setting.Apart(NatKind left, NatKind right)
                    ? sides.length == 2
                            && ((left.toString().equals(sides[0])
                                            && right.toString().equals(sides[1]))
                                    || (left.toString().equals(sides[1])
                                            && right.toString().equals(sides[0])))
                    : each.toString().equals(value);
            if (fits) {
                return each;
            }
        }
        throw new IllegalArgumentException("there is no pair " + value);
    }

    private int trace(PrintStream print) {
        Network network = NetworkDraw.draw(traced, setting);
        Trial trial = new Trial(network);
        Outcome outcome = trial.run();
        print.println(trial.trace());
        print.println(outcome);
        return Goal.isMissedBy(outcome) ? FAILED : 0;
    }

    private int measure(PrintStream print) throws IOException {
        long startNanos = System.nanoTime();
        // Each run has a world of its own; nothing is shared.
        List<Outcome> outcomes = LongStream.range(from, from + seeds)
                .parallel()
                .mapToObj(seed -> new Trial(NetworkDraw.draw(seed, setting)).run())
                .toList();
        Summary summary = Summary.of(outcomes);
        Report report = new Report(summary);
        report.write(out);
        Files.writeString(out.resolve("networks.csv"), Sheet.of(outcomes));
        print.println(report.brief());
        print.printf(
                Locale.ROOT,
                "%d networks in %.0f s, %d missed; see %s%n",
                summary.networks(),
                (System.nanoTime() - startNanos) / 1e9,
                summary.missed().size(),
                out.resolve("networks.md"));
        return summary.goals().stream().allMatch(Goal::isReached) ? 0 : FAILED;
    }
}
