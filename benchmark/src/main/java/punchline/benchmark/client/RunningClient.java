package punchline.benchmark.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A console client in its own process, from its start to its end. */
final class RunningClient implements AutoCloseable {
    private static final String READY = "\"event\":\"ready\"";

    private final RunningProgram program;
    private final long readyNanos;

    /** Starts one and waits until it says that it is ready. */
    RunningClient(List<String> command, Path output) throws IOException {
        long begin = System.nanoTime();
        program = new RunningProgram(command, output);
        program.await(line -> line.contains(READY));
        readyNanos = System.nanoTime() - begin;
        program.ignoreTheRest();
    }

    /** From the start of the process until the engine was ready. */
    long readyNanos() {
        return readyNanos;
    }

    ProcessStatus status() {
        return program.status();
    }

    /** Gives it a line to read. */
    void tell(String line) throws IOException {
        program.tell(line);
    }

    @Override
    public void close() throws IOException {
        program.endInput();
    }
}
