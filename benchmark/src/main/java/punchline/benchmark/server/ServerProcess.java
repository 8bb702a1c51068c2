package punchline.benchmark.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import punchline.server.FullHouse;

/** A rendezvous server as an operator runs it: a program of its own, with its logs, on 127.0.0.1. */
final class ServerProcess implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("ready on .*:(\\d+) and :");

    /** The last line of a histogram of classes: objects, and their bytes. */
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

    /** Of a clock tick, in which Linux counts the time of threads (proc(5)). */
    private static final double TICK_NANOS = 1e7;

    /** In {@code stat}, counted behind the name of the thread. */
    private static final int USER_TIME = 11;

    private static final int SYSTEM_TIME = 12;

    /** Linux keeps so much of a thread's name. */
    private static final int NAME_LENGTH = 15;

    private static final long STOP_LIMIT_SECONDS = 10;

    private final Process process;
    private final int port;

    /** Starts one and waits until it answers. {@code heap} as in {@code -Xmx}. */
    ServerProcess(String heap, int maxPeers, Path logs) throws IOException {
        List<String> command = new ArrayList<>(List.of(java("java"), "-Xmx" + heap));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "punchline.server.program.Main"));
        command.addAll(List.of("--port", "0", "--bind", "127.0.0.1", "--max-peers", Integer.toString(maxPeers)));
        command.addAll(List.of("--log-dir", logs.toString()));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = said.readLine();
        Matcher ready = READY.matcher(line == null ? "" : line);
        if (!ready.find()) {
            process.destroy();
            throw new IOException("the server did not start: " + line);
        }
        port = Integer.parseInt(ready.group(1));
    }

    int port() {
        return port;
    }

    /** Processor time so far of the thread that serves, in nanoseconds. */
    double servingNanos() throws IOException {
        return threadNanos("rendezvous-server");
    }

    /** Processor time so far of the thread that writes the traffic log, in nanoseconds. */
    double loggingNanos() throws IOException {
        return threadNanos("traffic-log");
    }

    private double threadNanos(String name) throws IOException {
        String kept = name.substring(0, Math.min(name.length(), NAME_LENGTH));
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
            double sum = 0;
            for (Path thread : threads.toList()) {
                String stat = statOf(thread);
                if (stat != null && stat.contains("(" + kept + ")")) {
                    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
                    sum += (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME])) * TICK_NANOS;
                }
            }
            return sum;
        }
    }

    private static @Nullable String statOf(Path thread) {
        try {
            return Files.readString(thread.resolve("stat"));
        } catch (IOException ended) {
            return null;
        }
    }

    /** What lives on the heap, in bytes: all garbage is collected before. */
    long liveBytes() throws IOException {
        Process jcmd = new ProcessBuilder(java("jcmd"), Long.toString(process.pid()), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String histogram = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher total = TOTAL.matcher(histogram);
        if (!total.find()) {
            throw new IOException("jcmd says: " + histogram);
        }
        return Long.parseLong(total.group(1));
    }

    /** Fills a table in a process of its own, and gives the heap that each peer takes, in bytes; fails if they do not fit. */
    static double heapOfEach(int peers, String heap) throws IOException {
        Process filling = new ProcessBuilder(
                        java("java"),
                        "-Xmx" + heap,
                        "-cp",
                        System.getProperty("java.class.path"),
                        FullHouse.class.getName(),
                        Integer.toString(peers))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(filling.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (filling.waitFor() != 0) {
                throw new IOException(peers + " peers do not fit into " + heap);
            }
            return Long.parseLong(said);
        } catch (InterruptedException e) {
            filling.destroy();
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** How many lines of the traffic log it says it dropped. */
    static long droppedLines(Path logs) throws IOException {
        Pattern dropped = Pattern.compile("TRAFFIC_LOG hit (\\d+) times");
        try (Stream<String> lines = Files.lines(logs.resolve("server.log"))) {
            return lines.map(dropped::matcher)
                    .filter(Matcher::find)
                    .mapToLong(found -> Long.parseLong(found.group(1)))
                    .sum();
        }
    }

    private static String java(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool).toString();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
