package punchline.benchmark.lab.network;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the system's tools, and owns every longer process of a lab: they end with it. */
public final class Processes implements AutoCloseable {
    /** The slowest tool is `ip`, with some milliseconds. */
    private static final Duration TOOL_LIMIT = Duration.ofSeconds(10);

    private final List<Process> running = new ArrayList<>();

    /** The command that runs another one in a network namespace. */
    public static List<String> in(String namespace, List<String> command) {
        List<String> whole = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
        whole.addAll(command);
        return whole;
    }

    /**
     * Runs a tool to its end and gives what it printed.
     *
     * @throws LabException if it fails or hangs
     */
    public static String run(List<String> command) {
        return run(command, "");
    }

    /** The same, with something to read for the tool. */
    public static String run(List<String> command, String input) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            byte[] output = process.getInputStream().readAllBytes();
            if (!process.waitFor(TOOL_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new LabException("'" + String.join(" ", command) + "' did not end");
            }
            String text = new String(output, StandardCharsets.UTF_8);
            if (process.exitValue() != 0) {
                throw new LabException("'" + String.join(" ", command) + "' failed: " + text.strip());
            }
            return text;
        } catch (IOException e) {
            throw new LabException("'" + String.join(" ", command) + "' cannot be run", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Starts a process that ends, at the latest, with this object. */
    public Process start(ProcessBuilder builder) {
        try {
            Process process = builder.start();
            running.add(process);
            return process;
        } catch (IOException e) {
            throw new LabException("'" + String.join(" ", builder.command()) + "' cannot be started", e);
        }
    }

    /** SIGKILL, and waits for the end: no goodbye, as in a power cut. */
    public static void kill(Process process) {
        process.destroyForcibly();
        try {
            if (!process.waitFor(TOOL_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new LabException("a killed process did not end");
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Waits in real time: the programs in a lab live in no other. */
    public static void pause(Duration duration) {
        try {
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    public static LabException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new LabException("interrupted", e);
    }

    @Override
    public void close() {
        for (Process process : running) {
            process.destroyForcibly();
        }
    }
}
