package punchline.benchmark.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import punchline.benchmark.Benchmark;
import punchline.benchmark.Figure;
import punchline.benchmark.Figure.Better;
import punchline.benchmark.Goal;
import punchline.benchmark.Samples;
import punchline.benchmark.Setting;
import punchline.engine.identity.Identity;

/**
 * The window of the client as it is installed, painted by software on JavaFX's platform without a display: its start, its memory with
 * a conversation open and its work in the background, beside those of a small window.
 */
public final class WindowBenchmark implements Benchmark {
    private static final String PROFILE = "bench";

    /** What the window writes into its log. */
    private static final Pattern USABLE =
            Pattern.compile("usable (\\d+) ms after the program began, shown after (\\d+)");

    private static final int STARTS = 7;
    private static final int UNCOUNTED = 1;
    private static final int MESSAGES = 200;
    private static final double PERCENT = 100;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long START_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** Until what a start left to do is done, and the C library has given back what it may, every ten seconds. */
    private static final long SETTLING_NANOS = TimeUnit.SECONDS.toNanos(15);

    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final Goal START_GOAL = Goal.atMost(1_000);
    private static final Goal MEMORY_GOAL = Goal.atMost(60);

    /** That is 0.0 %. JavaFX's platform without a display has a clock of its own that always runs, which a small window has too. */
    private static final Goal IDLE_GOAL = Goal.atMost(0.05);

    private record Start(double usableMillis, double shownMillis) {}

    @Override
    public String name() {
        return "window";
    }

    @Override
    public String description() {
        return "the client's window: start to usable, memory beside a small window's, work in the background";
    }

    @Override
    public List<Figure> run(Setting setting) throws IOException {
        Path checkout = Path.of(System.getProperty("punchline.home", "."))
                .toAbsolutePath()
                .normalize();
        Path directory = Files.createDirectories(setting.directory().resolve("window"));
        setting.progress().at("packaging");
        InstalledClient client = InstalledClient.make(checkout, directory);
        Path classes = directory.resolve("window.jar");
        InstalledClient.writeWindowMain(classes);
        SmallWindow small = new SmallWindow(checkout.resolve("desktop-client/target/lib"), classes, directory);
        setting.progress().at("writing " + MESSAGES + " messages");
        write(client, directory);
        List<Figure> figures = new ArrayList<>(starts(setting, client, small, directory));
        setting.progress().at("a small window at rest");
        Rest smallAtRest = atRest(new RunningWindow(small.command(), directory.resolve("small.output")), "shown");
        setting.progress().at("the window at rest");
        List<String> arguments = new ArrayList<>(List.of("punchline"));
        arguments.addAll(arguments(directory));
        Rest atRest = atRest(
                new RunningWindow(
                        client.command(classes, WindowMain.class, arguments), directory.resolve("window.output")),
                "open");
        figures.addAll(beside(smallAtRest, atRest));
        return figures;
    }

    /** A conversation for the window to open. */
    private static void write(InstalledClient installed, Path directory) throws IOException {
        String somebody = Identity.generate(new SecureRandom()).peerId().toString();
        List<String> arguments = new ArrayList<>(List.of("--console", "--json"));
        arguments.addAll(arguments(directory));
        try (RunningClient client =
                new RunningClient(installed.command(arguments), directory.resolve("client.output"))) {
            for (int i = 0; i < MESSAGES; i++) {
                client.tell("{\"do\":\"send\",\"peer\":\"" + somebody + "\",\"text\":\"message number " + i + "\"}");
            }
        }
    }

    private static List<Figure> starts(Setting setting, InstalledClient client, SmallWindow small, Path directory)
            throws IOException {
        Samples smallShown = new Samples();
        Samples usable = new Samples();
        Samples shown = new Samples();
        for (int i = 0; i < UNCOUNTED + STARTS; i++) {
            setting.progress().at("start", i + 1, UNCOUNTED + STARTS);
            double least = millisUntilShown(small, directory);
            Start start = start(client, directory);
            if (i >= UNCOUNTED) {
                smallShown.add(least);
                usable.add(start.usableMillis());
                shown.add(start.shownMillis());
            }
        }
        Figure least = Figure.of("small window shown, with a cache of its own", "ms", Better.LOWER, smallShown);
        return List.of(
                least,
                Figure.of("window shown", "ms", Better.LOWER, shown).beside(least, null),
                Figure.of("window usable", "ms", Better.LOWER, usable)
                        .aims(START_GOAL)
                        .beside(least, null));
    }

    private static double millisUntilShown(SmallWindow small, Path directory) throws IOException {
        long begin = System.nanoTime();
        try (RunningWindow window = new RunningWindow(small.commandWithCache(), directory.resolve("small.output"))) {
            window.ask("shown");
            return (System.nanoTime() - begin) / NANOS_PER_MILLI;
        }
    }

    /** What a window takes when all has settled: with something open, and then minimized. */
    private record Rest(double residentMiB, double share) {}

    private static List<Figure> beside(Rest small, Rest whole) {
        return List.of(
                Figure.once("resident memory of a small window", "MiB", Better.LOWER, small.residentMiB()),
                Figure.once("resident memory, a conversation open", "MiB", Better.LOWER, whole.residentMiB()),
                Figure.once("more than a small window", "MiB", Better.LOWER, whole.residentMiB() - small.residentMiB())
                        .aims(MEMORY_GOAL),
                Figure.once("a small window in the background", "% of a core", Better.LOWER, PERCENT * small.share()),
                Figure.once("more than that", "% of a core", Better.LOWER, PERCENT * (whole.share() - small.share()))
                        .aims(IDLE_GOAL));
    }

    private static Rest atRest(RunningWindow opened, String first) throws IOException {
        try (RunningWindow window = opened) {
            window.ask(first);
            LockSupport.parkNanos(SETTLING_NANOS);
            double resident = window.status().residentMiB();
            window.ask("background");
            LockSupport.parkNanos(SETTLING_NANOS);
            return new Rest(resident, window.status().shareOfProcessor(IDLE_NANOS));
        }
    }

    private static Start start(InstalledClient client, Path directory) throws IOException {
        Path log = directory.resolve("data").resolve(PROFILE).resolve("logs/client.log");
        long before = starts(log).size();
        try (RunningWindow window =
                new RunningWindow(client.command(arguments(directory)), directory.resolve("window.output"))) {
            long begin = System.nanoTime();
            List<Start> found = starts(log);
            while (found.size() == before) {
                if (!window.isRunning() || System.nanoTime() - begin > START_LIMIT_NANOS) {
                    throw new IOException("the window does not start; see " + log);
                }
                LockSupport.parkNanos(LOOK_NANOS);
                found = starts(log);
            }
            return found.getLast();
        }
    }

    private static List<Start> starts(Path log) throws IOException {
        List<Start> found = new ArrayList<>();
        for (MatchResult one : USABLE.matcher(Files.exists(log) ? Files.readString(log) : "")
                .results()
                .toList()) {
            found.add(new Start(Double.parseDouble(one.group(1)), Double.parseDouble(one.group(2))));
        }
        return found;
    }

    private static List<String> arguments(Path directory) {
        return List.of(
                "--profile",
                PROFILE,
                "--data",
                directory.resolve("data").toString(),
                "--name",
                "Bench",
                "--port",
                "0",
                "--no-port-mapping");
    }
}
