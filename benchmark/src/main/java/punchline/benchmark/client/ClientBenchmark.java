package punchline.benchmark.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import punchline.benchmark.Benchmark;
import punchline.benchmark.Figure;
import punchline.benchmark.Figure.Better;
import punchline.benchmark.Samples;
import punchline.benchmark.Setting;
import punchline.benchmark.lab.Programs;

/** A console client: from nothing to a ready engine, with and without Java's ahead-of-time cache, its memory, and its work while idle. */
public final class ClientBenchmark implements Benchmark {
    private static final int STARTS = 11;

    /** A new profile, and files that nobody has read yet. */
    private static final int UNCOUNTED = 2;

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double PERCENT = 100;
    private static final long SETTLING_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(20);

    @Override
    public String name() {
        return "client";
    }

    @Override
    public String description() {
        return "the client's program: start to ready, with and without an ahead-of-time cache, memory, idle work";
    }

    @Override
    public List<Figure> run(Setting setting) throws IOException {
        Programs programs = Programs.find(Path.of(System.getProperty("punchline.home", ".")));
        Path directory = Files.createDirectories(setting.directory().resolve("client"));
        Path cache = directory.resolve("client.aot");
        setting.progress().at("training");
        try (RunningClient trained = start(programs, directory, List.of("-XX:AOTCacheOutput=" + cache))) {
            setting.progress().at("trained from " + trained.readyNanos() + " ns on");
            LockSupport.parkNanos(SETTLING_NANOS);
        }
        List<String> cached = List.of("-XX:AOTCache=" + cache);
        Samples plainStarts = new Samples();
        Samples cachedStarts = new Samples();
        for (int i = 0; i < UNCOUNTED + STARTS; i++) {
            setting.progress().at("start", i + 1, UNCOUNTED + STARTS);
            double plain = startMillis(programs, directory, List.of());
            double withCache = startMillis(programs, directory, cached);
            if (i >= UNCOUNTED) {
                plainStarts.add(plain);
                cachedStarts.add(withCache);
            }
        }
        Figure plain = Figure.of("engine ready", "ms", Better.LOWER, plainStarts);
        List<Figure> figures = new ArrayList<>();
        figures.add(plain);
        figures.add(Figure.of("engine ready, with an ahead-of-time cache", "ms", Better.LOWER, cachedStarts)
                .beside(plain, null));
        figures.addAll(idle(setting, programs, directory));
        return figures;
    }

    private static List<Figure> idle(Setting setting, Programs programs, Path directory) throws IOException {
        setting.progress().at("idle");
        try (RunningClient client = start(programs, directory, List.of())) {
            LockSupport.parkNanos(SETTLING_NANOS);
            double share = client.status().shareOfProcessor(IDLE_NANOS);
            return List.of(
                    Figure.once(
                            "resident memory",
                            "MiB",
                            Better.LOWER,
                            client.status().residentMiB()),
                    Figure.once("idle work", "% of a core", Better.LOWER, PERCENT * share));
        }
    }

    private static double startMillis(Programs programs, Path directory, List<String> options) throws IOException {
        try (RunningClient client = start(programs, directory, options)) {
            return client.readyNanos() / NANOS_PER_MILLI;
        }
    }

    private static RunningClient start(Programs programs, Path directory, List<String> options) throws IOException {
        List<String> command = new ArrayList<>(programs.clientCommand(List.of(
                "--profile", "bench", "--data", directory.resolve("data").toString(), "--port", "0")));
        command.addAll(1, options);
        return new RunningClient(command, directory.resolve("client.output"));
    }
}
