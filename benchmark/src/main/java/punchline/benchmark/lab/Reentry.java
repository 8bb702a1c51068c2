package punchline.benchmark.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import punchline.benchmark.lab.network.LabException;
import punchline.benchmark.lab.network.Processes;
import punchline.benchmark.lab.network.Sandbox;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Starts this program again inside a sandbox, where it may build networks. */
final class Reentry {
    private Reentry() {}

    /**
     * Runs {@link LabMain} with the given arguments in a sandbox, or says why that is impossible here.
     *
     * @param title of what is run, for people
     * @param limit after which it is ended
     * @return its exit code; 0 if it was skipped
     */
    static int run(String title, List<String> arguments, Duration limit) {
        return switch (Sandbox.find()) {
            case Sandbox.Closed closed -> {
                System.out.println("lab " + title + ": skipped, " + closed.reason());
                yield 0;
            }
            case Sandbox.Way way -> enter(way, arguments, limit);
        };
    }

    /**
     * Runs {@link LabMain} for a benchmark, which reads what it wrote into a file.
     *
     * @return what it wrote; empty if it was skipped, which it has said why
     * @throws IOException if it failed
     */
    static Optional<JsonNode> measure(String title, List<String> arguments, Duration limit, Path file)
            throws IOException {
        Files.deleteIfExists(file);
        int exit = run(title, arguments, limit);
        if (exit != 0) {
            throw new IOException("the lab ended with " + exit);
        }
        return Files.exists(file) ? Optional.of(JsonMapper.shared().readTree(file.toFile())) : Optional.empty();
    }

    private static int enter(Sandbox.Way way, List<String> arguments, Duration limit) {
        List<String> command = new ArrayList<>(way.prefix());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                // Its files are named by process ids, of which each sandbox has its own.
                "-XX:-UsePerfData",
                "-Dpunchline.home=" + home(),
                "-cp",
                System.getProperty("java.class.path"),
                LabMain.class.getName()));
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            if (process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            process.destroyForcibly();
        } catch (IOException e) {
            throw new LabException("the sandbox cannot be entered", e);
        } catch (InterruptedException e) {
            throw Processes.interrupted(e);
        }
        throw new LabException("not finished in " + limit.toMinutes() + " minutes");
    }

    /** The checkout with the built programs. */
    static Path home() {
        return Path.of(System.getProperty("punchline.home", "."))
                .toAbsolutePath()
                .normalize();
    }
}
