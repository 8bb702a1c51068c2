package punchline.benchmark.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import punchline.benchmark.lab.network.LabException;

/**
 * The built programs that the lab starts, as a person would: no class of theirs is loaded here.
 *
 * @param clientJava the home of the Java that clients run on
 * @param serverJava the same for the server: the oldest at hand that it promises to run on
 * @param client     the client's build directory
 * @param server     the server's jar
 */
public record Programs(Path clientJava, Path serverJava, Path client, Path server) {
    private static final Pattern RELEASE = Pattern.compile("(?m)^JAVA_VERSION=\"(\\d+)");

    /** Files of Java's that are named by process ids, of which each sandbox has its own. */
    private static final String NO_SHARED_FILES = "-XX:-UsePerfData";

    /** What the server promises to run on. */
    private static final int OLDEST_JAVA = 17;

    /**
     * Finds them under the root of a checkout.
     *
     * @throws LabException if one is not built
     */
    public static Programs find(Path root) {
        Path server = root.resolve("rendezvous-server/target/rendezvous-server.jar");
        Path client = root.resolve("desktop-client/target");
        if (!Files.isRegularFile(server) || !Files.isDirectory(client.resolve("lib"))) {
            throw new LabException("the programs are not built: run ./dev build first");
        }
        Path java = Path.of(System.getProperty("java.home"));
        return new Programs(java, oldestJava(java), client, server);
    }

    /** The command of a console client that speaks JSON. */
    public List<String> clientCommand(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                clientJava.resolve("bin/java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                NO_SHARED_FILES,
                "-cp",
                clientClassPath(),
                "punchline.client.Launcher",
                "--console",
                "--json"));
        command.addAll(arguments);
        return command;
    }

    /** The command of the server. */
    List<String> serverCommand(List<String> arguments) {
        List<String> command = new ArrayList<>(
                List.of(serverJava.resolve("bin/java").toString(), NO_SHARED_FILES, "-jar", server.toString()));
        command.addAll(arguments);
        return command;
    }

    /** The release of the Java that the server runs on. */
    int serverRelease() {
        return release(serverJava);
    }

    private String clientClassPath() {
        try (Stream<Path> files = Files.list(client)) {
            Path jar = files.filter(
                            file -> file.getFileName().toString().matches("desktop-client-[^-]+(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new LabException("the client is not built: run ./dev build first"));
            return jar + ":" + client.resolve("lib") + "/*";
        } catch (IOException e) {
            throw new LabException("the client's directory cannot be read", e);
        }
    }

    private static Path oldestJava(Path fallback) {
        Path oldest = fallback;
        int oldestRelease = Integer.MAX_VALUE;
        try (Stream<Path> homes = Files.list(Path.of("/usr/lib/jvm"))) {
            for (Path home : homes.sorted().toList()) {
                int release = release(home);
                if (release >= OLDEST_JAVA && release < oldestRelease) {
                    oldest = home;
                    oldestRelease = release;
                }
            }
        } catch (IOException noSuchDirectory) {
            return fallback;
        }
        return oldest;
    }

    private static int release(Path home) {
        try {
            if (!Files.isExecutable(home.resolve("bin/java"))) {
                return 0;
            }
            Matcher matcher = RELEASE.matcher(Files.readString(home.resolve("release")));
            return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
        } catch (IOException notAJdk) {
            return 0;
        }
    }
}
