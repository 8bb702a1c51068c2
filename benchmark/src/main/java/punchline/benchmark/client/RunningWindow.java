package punchline.benchmark.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A window in its own process, from its start to its end. */
final class RunningWindow implements AutoCloseable {
    private final RunningProgram program;

    RunningWindow(List<String> command, Path output) throws IOException {
        program = new RunningProgram(command, output);
    }

    /** Has {@link WindowMain} do something, and waits until it is done. */
    void ask(String what) throws IOException {
        program.tell(what);
        program.await(WindowMain.DONE::equals);
    }

    boolean isRunning() {
        return program.isRunning();
    }

    ProcessStatus status() {
        return program.status();
    }

    @Override
    public void close() throws IOException {
        program.terminate();
    }
}
