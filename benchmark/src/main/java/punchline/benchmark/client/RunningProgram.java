package punchline.benchmark.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A program in its own process, which is told and says lines; what it says on the side goes to a file. */
final class RunningProgram {
    private static final long END_LIMIT_SECONDS = 60;

    private final Process process;
    private final Path output;
    private final BufferedReader said;

    RunningProgram(List<String> command, Path output) throws IOException {
        this.output = output;
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
        said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    void tell(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Waits until it says such a line. */
    void await(Predicate<String> wanted) throws IOException {
        String line = said.readLine();
        while (line != null && !wanted.test(line)) {
            line = said.readLine();
        }
        if (line == null) {
            throw new IOException("the program has ended; see " + output);
        }
    }

    /** Whatever else it says is of no interest. */
    void ignoreTheRest() {
        Thread.ofVirtual().start(() -> said.lines().forEach(more -> {}));
    }

    boolean isRunning() {
        return process.isAlive();
    }

    ProcessStatus status() {
        return new ProcessStatus(process.pid());
    }

    /** Ends its input, as a person does who closes the terminal, and waits: whatever it has yet to write is written. */
    void endInput() throws IOException {
        process.getOutputStream().close();
        awaitEnd();
    }

    /** Asks it to end, as the end of a session does, and waits: whatever it has yet to write is written. */
    void terminate() throws IOException {
        process.destroy();
        awaitEnd();
    }

    private void awaitEnd() throws IOException {
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
