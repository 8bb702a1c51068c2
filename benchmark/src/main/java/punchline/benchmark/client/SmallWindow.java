package punchline.benchmark.client;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The commands of {@link MinimalWindow}, on the JDK and with JavaFX as they come, and as sparing a JVM as the client's. */
final class SmallWindow {
    private final String classPath;
    private final Path cache;

    /**
     * Trains its ahead-of-time cache.
     *
     * @param libraries JavaFX and the theme, among others
     * @param classes   those that {@link WindowMain} needs
     */
    SmallWindow(Path libraries, Path classes, Path directory) throws IOException {
        try (Stream<Path> jars = Files.list(libraries)) {
            classPath = Stream.concat(
                            jars.filter(jar -> jar.getFileName().toString().matches("(javafx|atlantafx)-.*")),
                            Stream.of(classes))
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        }
        this.cache = directory.resolve("small.aot");
        try (RunningWindow window =
                new RunningWindow(command(List.of("-XX:AOTCacheOutput=" + cache)), directory.resolve("small.output"))) {
            window.ask("shown");
        }
        if (!Files.exists(cache)) {
            throw new IOException("the JVM wrote no cache");
        }
    }

    List<String> command() {
        return command(List.of());
    }

    List<String> commandWithCache() {
        return command(List.of("-XX:AOTCache=" + cache));
    }

    private List<String> command(List<String> more) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xms16m",
                "-XX:MinHeapFreeRatio=20",
                "-XX:MaxHeapFreeRatio=40",
                "-Dglass.platform=Headless",
                "-Dprism.order=sw"));
        command.addAll(more);
        command.addAll(List.of("-cp", classPath, WindowMain.class.getName(), "minimal"));
        return command;
    }
}
