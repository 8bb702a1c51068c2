package punchline.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What the first thousand messages of a program take, with nothing compiled yet: each repetition is a process of its own, started as
 * a client is, in which two peers that have just come online carry the workload once.
 */
final class FirstTime {
    /** As in {@code ./dev client}. */
    private static final List<String> CLIENT_ARGUMENTS = List.of(
            "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "--enable-native-access=ALL-UNNAMED");

    /** The start, the way to a link, and the workload, each within its own limit. */
    private static final long LIMIT_MILLIS = 3 * Workload.LIMIT.toMillis();

    private static final int DIGITS = 3;

    private FirstTime() {}

    static Measurement take(int repetitions, Workload workload, Path directory) throws IOException {
        Histogram elapsed = new Histogram(TimeUnit.MILLISECONDS.toNanos(LIMIT_MILLIS), DIGITS);
        Work work = Work.NONE;
        for (int i = 0; i < repetitions; i++) {
            String[] figures = start(directory.resolve("first-" + i)).split(" ", -1);
            elapsed.recordValue(Long.parseLong(figures[0]));
            work = work.plus(new Work(Long.parseLong(figures[1]), Long.parseLong(figures[2])));
        }
        return Measurement.of(
                "Punchline, durable, in a process just started", elapsed, work, workload.messages(), null);
    }

    private static String start(Path profiles) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(CLIENT_ARGUMENTS);
        command.add("-Dpunchline.home=" + System.getProperty("punchline.home", "."));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(FirstTimeMain.class.getName(), profiles.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!process.waitFor(LIMIT_MILLIS, TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
                throw new IOException("the first time failed: " + said);
            }
            return said;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            process.destroy();
        }
    }
}
