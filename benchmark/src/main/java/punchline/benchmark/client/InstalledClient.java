package punchline.benchmark.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * The client as packages install it: their own runtime, jars, options and ahead-of-time cache, only that windows are painted by
 * software on JavaFX's platform without a display.
 */
final class InstalledClient {
    private static final long LIMIT_MINUTES = 3;
    private static final String LAUNCHER = "punchline.client.Launcher";

    private final List<String> options;
    private final List<String> classPath;
    private final Path java;

    private InstalledClient(Path image, Path java) throws IOException {
        this.java = java;
        List<String> configuration;
        try (Stream<String> lines = Files.lines(image.resolve("lib/app/punchline.cfg"))) {
            configuration = lines.map(
                            line -> line.replace("$APPDIR", image + "/lib/app").replace("$ROOTDIR", image.toString()))
                    .toList();
        }
        options = new ArrayList<>(values(configuration, "java-options="));
        options.addAll(List.of("-Dglass.platform=Headless", "-Dprism.order=sw"));
        classPath = values(configuration, "app.classpath=");
    }

    private static List<String> values(List<String> configuration, String key) {
        return configuration.stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(key.length()))
                .toList();
    }

    /**
     * Has the packages' own script make it, which takes half a minute.
     *
     * @param checkout where everything is built
     * @param directory for what the script says
     */
    static InstalledClient make(Path checkout, Path directory) throws IOException {
        Path home = Path.of(System.getProperty("java.home"));
        Path said = directory.resolve("image.output");
        ProcessBuilder script = new ProcessBuilder(
                        checkout.resolve("installer/linux").toString(), "image")
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        script.environment().put("JAVA_HOME", home.toString());
        Process process = script.start();
        try {
            if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IOException("the client cannot be packaged: " + Files.readString(said));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            process.destroy();
        }
        Path image = checkout.resolve("target/packages/work/image/punchline");
        // Packages leave the runtime's programs out; what starts the JVM is not what is measured.
        Path java = Files.createDirectories(image.resolve("lib/runtime/bin")).resolve("java");
        if (!Files.exists(java)) {
            Files.copy(home.resolve("bin/java"), java);
        }
        return new InstalledClient(image, java);
    }

    /** The command that starts it. */
    List<String> command(List<String> arguments) {
        return command(classPath, LAUNCHER, arguments);
    }

    /**
     * The command that starts something else in the same JVM.
     *
     * @param classes where its main class is, behind all that is installed: the cache is for the beginning of the class path
     */
    List<String> command(Path classes, Class<?> main, List<String> arguments) {
        List<String> longer = new ArrayList<>(classPath);
        longer.add(classes.toString());
        return command(longer, main.getName(), arguments);
    }

    private List<String> command(List<String> classes, String main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(options);
        command.addAll(List.of("-cp", String.join(":", classes), main));
        command.addAll(arguments);
        return command;
    }

    /** Puts {@link WindowMain} and what it needs, without anything else of this module, into a jar; caches are not for directories. */
    static void writeWindowMain(Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            // By name: without JavaFX they cannot be loaded here.
            for (String name : List.of("WindowMain", "MinimalWindow")) {
                String file = InstalledClient.class.getPackageName().replace('.', '/') + "/" + name + ".class";
                try (InputStream from = InstalledClient.class.getClassLoader().getResourceAsStream(file)) {
                    if (from == null) {
                        throw new IOException(file + " is not here");
                    }
                    out.putNextEntry(new JarEntry(file));
                    from.transferTo(out);
                }
            }
        }
    }
}
