import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Lays out what every package of the desktop client is made of, the same way on every system:
 * {@code java installer/Stage.java JAR LIBRARIES OUT SYSTEM MACHINE EPOCH_SECONDS}, the system being linux, windows or mac, the
 * machine x86_64 or aarch64.
 *
 * <pre>
 * OUT/app       the class path, natives of other systems left out
 * OUT/modules   JavaFX without its natives, to be linked into the runtime
 * OUT/natives   those of JavaFX, to be put beside the runtime's own
 * OUT/licences  what the libraries say about themselves
 * </pre>
 */
final class Stage {
    /** How libraries name systems in their paths. */
    private static final Pattern NATIVE = Pattern.compile(
            "(?:org/sqlite/native|org/jline/nativ)/([A-Za-z-]+)/([^/]+)/.*|META-INF/native/.*\\.(so|dll|jnilib|dylib)");

    private static final Pattern CLASSIFIER =
            Pattern.compile(".*-(linux|windows|osx)-(x86_64|aarch_64)\\.jar");

    private static final Pattern LICENCE =
            Pattern.compile("(?i)(META-INF/)?(LICEN[CS]E|NOTICE|COPYING|DEPENDENCIES)[^/]*|META-INF/LICEN[CS]ES?/[^/]+");

    private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");

    /**
     * By which Java finds Bouncy Castle and its 2,300 algorithms whenever it looks through all providers, at each start. Nobody here asks
     * for a provider by its name.
     */
    private static final String PROVIDERS = "META-INF/services/java.security.Provider";

    private static final Set<String> LIBRARY_ENDS = Set.of("so", "dll", "dylib", "jnilib");

    private final Path out;
    private final String system;
    private final String machine;
    private final FileTime time;

    private Stage(Path out, String system, String machine, long epochSeconds) {
        this.out = out;
        this.system = system;
        this.machine = machine;
        this.time = FileTime.fromMillis(epochSeconds * 1000);
    }

    public static void main(String[] arguments) throws IOException {
        Stage stage = new Stage(Path.of(arguments[2]), arguments[3], arguments[4], Long.parseLong(arguments[5]));
        stage.run(Path.of(arguments[0]), Path.of(arguments[1]));
    }

    private void run(Path jar, Path libraries) throws IOException {
        for (String directory : List.of("app", "modules", "natives", "licences")) {
            Files.createDirectories(out.resolve(directory));
        }
        List<Path> jars = new ArrayList<>(List.of(jar));
        try (Stream<Path> found = Files.list(libraries)) {
            found.filter(each -> each.toString().endsWith(".jar")).sorted().forEach(jars::add);
        }
        for (Path each : jars) {
            String name = each.getFileName().toString();
            Matcher classifier = CLASSIFIER.matcher(name);
            if (classifier.matches() && !isOurs(classifier.group(1), classifier.group(2))) {
                continue;
            }
            if (!name.startsWith("javafx-")) {
                copy(each, out.resolve("app").resolve(name), false);
            } else if (name.matches("javafx-[a-z]+-[0-9.]+-[a-z0-9-]+\\.jar")) {
                // The jars without a classifier are empty.
                copy(each, out.resolve("modules").resolve(name), true);
            }
        }
    }

    /**
     * Copies a jar without the natives of other systems, or without any, which then go to a directory of their own. What
     * remains is stored as it is: a package compresses all of it at once, much better, and a start need not unpack it. Signatures
     * are left out: OpenJDK asks no provider for one, they are checked at each start, and the cache takes no class of a signed jar.
     */
    private void copy(Path from, Path to, boolean apart) throws IOException {
        TreeMap<String, byte[]> kept = new TreeMap<>();
        try (ZipFile zip = new ZipFile(from.toFile())) {
            for (ZipEntry entry : zip.stream().filter(each -> !each.isDirectory()).toList()) {
                String name = entry.getName();
                byte[] content = zip.getInputStream(entry).readAllBytes();
                if (LICENCE.matcher(name).matches()) {
                    Path licence = out.resolve("licences")
                            .resolve(from.getFileName().toString().replaceFirst("\\.jar$", ""))
                            .resolve(name.substring(name.lastIndexOf('/') + 1));
                    Files.createDirectories(licence.getParent());
                    Files.write(licence, content);
                }
                if (apart && LIBRARY_ENDS.contains(name.substring(name.lastIndexOf('.') + 1))) {
                    Files.write(out.resolve("natives").resolve(name.substring(name.lastIndexOf('/') + 1)), content);
                } else if (!isForeign(name) && !SIGNATURE.matcher(name).matches() && !name.equals(PROVIDERS)) {
                    kept.put(name, content);
                }
            }
        }
        write(kept, to);
        Files.setLastModifiedTime(to, time);
    }

    private boolean isForeign(String entry) {
        Matcher named = NATIVE.matcher(entry);
        return named.matches() && named.group(1) != null && !isOurs(named.group(1), named.group(2));
    }

    private boolean isOurs(String namedSystem, String namedMachine) {
        String theirs = namedSystem.toLowerCase(Locale.ROOT).replace("osx", "mac");
        String cpu = Optional.of(namedMachine)
                .map(each -> each.equals("arm64") || each.equals("aarch_64") ? "aarch64" : each)
                .get();
        return theirs.equals(system) && cpu.equals(machine);
    }

    private void write(TreeMap<String, byte[]> entries, Path to) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            // First, as the specification of jars has it.
            byte[] manifest = entries.remove("META-INF/MANIFEST.MF");
            if (manifest != null) {
                put(zip, "META-INF/MANIFEST.MF", withoutSums(manifest));
            }
            for (var entry : entries.entrySet()) {
                put(zip, entry.getKey(), entry.getValue());
            }
        }
        try (OutputStream file = Files.newOutputStream(to)) {
            bytes.writeTo(file);
        }
    }

    /** Without the sums of entries, which are of no use without the signatures; 8,000 of them would lie in memory while the program runs. */
    private static byte[] withoutSums(byte[] manifest) throws IOException {
        Manifest read = new Manifest(new ByteArrayInputStream(manifest));
        if (read.getEntries().isEmpty()) {
            return manifest;
        }
        read.getEntries().clear();
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        read.write(written);
        return written.toByteArray();
    }

    private void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setLastModifiedTime(time);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
