package punchline.benchmark.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A console client in its own process, from its start to its end. */
final class RunningClient implements AutoCloseable {
    private static final String READY = "\"event\":\"ready\"";

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

    ProcessStatus status() {
        return new ProcessStatus(process.pid());
    }

    /** Gives it a line to read. */
    void tell(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
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
