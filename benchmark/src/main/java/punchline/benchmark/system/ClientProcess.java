package punchline.benchmark.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of its own, started as {@code ./dev client} starts one, with nothing compiled yet. */
public final class ClientProcess {
    private static final List<String> CLIENT_ARGUMENTS = List.of(
            "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "--enable-native-access=ALL-UNNAMED");

    private ClientProcess() {}

    /**
     * Runs a main class of this module to its end.
     *
     * @return what it printed
     * @throws IOException if it fails, or is not done in time
     */
    public static String run(Class<?> main, List<String> arguments, long limitMillis) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(CLIENT_ARGUMENTS);
        command.add("-Dpunchline.home=" + System.getProperty("punchline.home", "."));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!process.waitFor(limitMillis, TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
                throw new IOException(main.getSimpleName() + " failed: " + said);
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
