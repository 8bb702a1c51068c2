package punchline.benchmark.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A window in its own process, from its start to its end. */
final class RunningWindow implements AutoCloseable {
    private static final long END_LIMIT_SECONDS = 60;

    private final Process process;
    private final Path output;
    private final BufferedReader said;

    RunningWindow(List<String> command, Path output) throws IOException {
        this.output = output;
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
        said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Has {@link WindowMain} do something, and waits until it is done. */
    void ask(String what) throws IOException {
        process.getOutputStream().write((what + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        String line = said.readLine();
        while (line != null && !line.equals(WindowMain.DONE)) {
            line = said.readLine();
        }
        if (line == null) {
            throw new IOException("the window has ended; see " + output);
        }
    }

    boolean isRunning() {
        return process.isAlive();
    }

    ProcessStatus status() {
        return new ProcessStatus(process.pid());
    }

    /** Ends it as the end of a session does, and waits: whatever it has yet to write is written. */
    @Override
    public void close() throws IOException {
        process.destroy();
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
