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
import punchline.benchmark.lab.Programs;
import punchline.engine.identity.Identity;

/**
 * The client's window, painted by software on JavaFX's platform without a display: its start with and without Java's ahead-of-time
 * cache, and its memory with a conversation open and its work in the background beside those of a small window.
 */
public final class WindowBenchmark implements Benchmark {
    private static final String LAUNCHER = "punchline.client.Launcher";
    private static final String PROFILE = "bench";
    private static final String CACHE = "window.aot";

    /** What the window writes into its log. */
    private static final Pattern USABLE =
            Pattern.compile("usable (\\d+) ms after the program began, shown after (\\d+)");

    private static final int STARTS = 7;
    private static final int UNCOUNTED = 1;
    private static final int MESSAGES = 200;
    private static final double PERCENT = 100;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long START_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** Until what a start left to do is done, and the heap has given back. */
    private static final long SETTLING_NANOS = TimeUnit.SECONDS.toNanos(8);

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
        Programs programs = Programs.find(Path.of(System.getProperty("punchline.home", ".")));
        Path directory = Files.createDirectories(setting.directory().resolve("window"));
        setting.progress().at("writing " + MESSAGES + " messages");
        write(programs, directory);
        List<Figure> figures = new ArrayList<>(starts(setting, programs, directory));
        figures.addAll(atRest(setting, programs, directory));
        return figures;
    }

    /** A conversation for the window to open. */
    private static void write(Programs programs, Path directory) throws IOException {
        String somebody = Identity.generate(new SecureRandom()).peerId().toString();
        try (RunningClient client =
                new RunningClient(programs.clientCommand(arguments(directory)), directory.resolve("client.output"))) {
            for (int i = 0; i < MESSAGES; i++) {
                client.tell("{\"do\":\"send\",\"peer\":\"" + somebody + "\",\"text\":\"message number " + i + "\"}");
            }
        }
    }

    private static List<Figure> starts(Setting setting, Programs programs, Path directory) throws IOException {
        setting.progress().at("training");
        start(programs, directory, List.of("-XX:AOTCacheOutput=" + directory.resolve(CACHE)), SETTLING_NANOS);
        Samples plain = new Samples();
        Samples usable = new Samples();
        Samples shown = new Samples();
        for (int i = 0; i < UNCOUNTED + STARTS; i++) {
            setting.progress().at("start", i + 1, UNCOUNTED + STARTS);
            Start without = start(programs, directory, List.of(), 0);
            Start with = start(programs, directory, cached(directory), 0);
            if (i >= UNCOUNTED) {
                plain.add(without.usableMillis());
                usable.add(with.usableMillis());
                shown.add(with.shownMillis());
            }
        }
        Figure without = Figure.of("window usable", "ms", Better.LOWER, plain);
        return List.of(
                without,
                Figure.of("window usable, with an ahead-of-time cache", "ms", Better.LOWER, usable)
                        .aims(START_GOAL)
                        .beside(without, null),
                Figure.of("window shown, with an ahead-of-time cache", "ms", Better.LOWER, shown));
    }

    /** What a window takes when all has settled: with something open, and then minimized. */
    private record Rest(double residentMiB, double share) {}

    private static List<Figure> atRest(Setting setting, Programs programs, Path directory) throws IOException {
        setting.progress().at("a small window at rest");
        Rest small = atRest(open(programs, directory, List.of(), List.of("minimal")), "shown");
        setting.progress().at("the window at rest");
        List<String> arguments = new ArrayList<>(List.of("punchline"));
        arguments.addAll(arguments(directory));
        Rest whole = atRest(open(programs, directory, cached(directory), arguments), "open");
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

    private static List<String> cached(Path directory) {
        return List.of("-XX:AOTCache=" + directory.resolve(CACHE));
    }

    private static RunningWindow open(Programs programs, Path directory, List<String> options, List<String> arguments)
            throws IOException {
        String own = System.getProperty("java.class.path");
        return new RunningWindow(
                programs.windowCommand(options, own, WindowMain.class.getName(), arguments),
                directory.resolve("window.output"));
    }

    private static Start start(Programs programs, Path directory, List<String> options, long stayNanos)
            throws IOException {
        Path log = directory.resolve("data").resolve(PROFILE).resolve("logs/client.log");
        long before = starts(log).size();
        try (RunningWindow window = new RunningWindow(
                programs.windowCommand(options, "", LAUNCHER, arguments(directory)),
                directory.resolve("window.output"))) {
            long begin = System.nanoTime();
            List<Start> found = starts(log);
            while (found.size() == before) {
                if (!window.isRunning() || System.nanoTime() - begin > START_LIMIT_NANOS) {
                    throw new IOException("the window does not start; see " + log);
                }
                LockSupport.parkNanos(LOOK_NANOS);
                found = starts(log);
            }
            LockSupport.parkNanos(stayNanos);
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
