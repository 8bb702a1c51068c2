package punchline.server.program;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import punchline.local.LocalQuestion;

/** Starts a {@link Service} in a process that outlives this one, stops it, asks it. Exit codes as those of init scripts. */
final class Daemon {
    static final int OK = 0;
    static final int FAILED = 1;
    /** "program is not running", says the LSB of {@code status}. */
    static final int NOT_RUNNING = 3;

    /** A small machine that is busy takes some seconds to start a Java. */
    private static final Duration MAX_START = Duration.ofSeconds(30);

    /** The service waits two seconds for its socket and two for its log. */
    private static final Duration MAX_STOP = Duration.ofSeconds(10);

    private static final Duration MAX_ANSWER = Duration.ofSeconds(5);
    private static final long POLL_MILLIS = 50;

    private final Path directory;
    private final PrintWriter out;
    private final PrintWriter err;

    /** @param directory the run directory of the service */
    Daemon(Path directory, PrintWriter out, PrintWriter err) {
        this.directory = directory;
        this.out = out;
        this.err = err;
    }

    /**
     * Starts the service unless it runs, and waits until it answers.
     *
     * @param arguments of the command line of its {@code run}
     */
    int start(List<String> arguments) throws InterruptedException {
        try {
            long holder = RunDirectory.holder(directory);
            if (holder != 0) {
                return fail("running already, process " + holder);
            }
            Files.createDirectories(directory);
            Path output = directory.resolve("rendezvous-server.out");
            Process process = new ProcessBuilder(command(arguments))
                    .redirectInput(ProcessBuilder.Redirect.from(nothing()))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            long deadlineNanos = System.nanoTime() + MAX_START.toNanos();
            while (System.nanoTime() - deadlineNanos < 0) {
                if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    return fail("it did not start:\n"
                            + Files.readString(output, StandardCharsets.UTF_8).strip());
                }
                if (RunDirectory.holder(directory) == process.pid() && answers()) {
                    return succeed("started, process " + process.pid());
                }
            }
            process.destroy();
            return fail("it did not answer within " + MAX_START.toSeconds() + " s; see " + output);
        } catch (IOException e) {
            return fail(e);
        }
    }

    private boolean answers() {
        try {
            return ask("status").startsWith("ok");
        } catch (IOException e) {
            return false;
        }
    }

    private static File nothing() {
        return new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");
    }

    private static List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>();
        // A session of its own, where there is such a thing: the end of this terminal is none of its business.
        Path setsid = Path.of("/usr/bin/setsid");
        if (Files.isExecutable(setsid)) {
            command.add(setsid.toString());
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(Main.class.getName());
        command.add("run");
        command.addAll(arguments);
        return command;
    }

    /** Stops the service and waits until it has ended. */
    int stop() throws InterruptedException {
        try {
            long holder = RunDirectory.holder(directory);
            if (holder == 0) {
                return succeed("not running");
            }
            try {
                ask("stop");
            } catch (IOException e) {
                // It does not listen, but a signal is always heard.
                ProcessHandle.of(holder).ifPresent(ProcessHandle::destroy);
            }
            long deadlineNanos = System.nanoTime() + MAX_STOP.toNanos();
            while (RunDirectory.holder(directory) == holder) {
                if (System.nanoTime() - deadlineNanos >= 0) {
                    return fail("process " + holder + " has not ended within " + MAX_STOP.toSeconds() + " s");
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
            return succeed("stopped, process " + holder);
        } catch (IOException e) {
            return fail(e);
        }
    }

    int status() {
        try {
            if (RunDirectory.holder(directory) == 0) {
                out.println("rendezvous server: not running");
                out.flush();
                return NOT_RUNNING;
            }
            return tell(ask("status"));
        } catch (IOException e) {
            return fail(e);
        }
    }

    int reload() {
        try {
            if (RunDirectory.holder(directory) == 0) {
                return fail("not running");
            }
            return tell(ask("reload"));
        } catch (IOException e) {
            return fail(e);
        }
    }

    private String ask(String question) throws IOException {
        return LocalQuestion.ask(RunDirectory.socket(directory), question, MAX_ANSWER);
    }

    private int tell(String answer) {
        boolean fine = answer.startsWith("ok\n");
        String text = answer.substring(answer.indexOf('\n') + 1);
        (fine ? out : err).println(text);
        (fine ? out : err).flush();
        return fine ? OK : FAILED;
    }

    private int succeed(String what) {
        out.println("rendezvous server: " + what);
        out.flush();
        return OK;
    }

    private int fail(IOException e) {
        return fail("cannot be asked in " + directory + ": " + e);
    }

    private int fail(String why) {
        err.println("rendezvous server: " + why);
        err.flush();
        return FAILED;
    }
}
