package punchline.benchmark.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A console client in its own process, from its start to its end. */
final class RunningClient implements AutoCloseable {
    private static final String READY = "\"event\":\"ready\"";

    /** Linux counts the time of processes in hundredths of a second (proc(5)). */
    private static final double TICK_NANOS = 1e7;

    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;
    private static final double BYTES_PER_KIB = 1024;
    private static final double BYTES_PER_MIB = 1 << 20;
    private static final long END_LIMIT_SECONDS = 60;

    private final Process process;
    private final long readyNanos;

    /** Starts one and waits until it says that it is ready. */
    RunningClient(List<String> command, Path output) throws IOException {
        long begin = System.nanoTime();
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = said.readLine();
        while (line != null && !line.contains(READY)) {
            line = said.readLine();
        }
        readyNanos = System.nanoTime() - begin;
        if (line == null) {
            throw new IOException("the client does not start; see " + output);
        }
        Thread.ofVirtual().start(() -> said.lines().forEach(more -> {}));
    }

    /** From the start of the process until the engine was ready. */
    long readyNanos() {
        return readyNanos;
    }

    /** Resident at this moment, in MiB. */
    double residentMiB() throws IOException {
        String line = Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(one -> one.startsWith("VmRSS:"))
                .findFirst()
                .orElseThrow(() -> new IOException("the client has ended"));
        return Long.parseLong(line.replaceAll("\\D", "")) * BYTES_PER_KIB / BYTES_PER_MIB;
    }

    /** Processor time so far. */
    double processorNanos() throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME])) * TICK_NANOS;
    }

    /** Ends it as a person does who closes the terminal, and waits: whatever it has yet to write is written. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(END_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
