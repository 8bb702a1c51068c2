package punchline.benchmark;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where figures were taken.
 *
 * @param processor   as the system calls it, or the architecture
 * @param memoryMiB   of the machine; 0 if that cannot be known
 * @param fileSystem  under the files that are measured
 * @param arguments   of the virtual machine
 * @param loadAverage of the last minute before the start: other work that the figures share the machine with; negative if that cannot
 *     be known
 */
record Machine(
        String processor,
        int processors,
        long memoryMiB,
        String system,
        String java,
        String fileSystem,
        List<String> collectors,
        List<String> arguments,
        double loadAverage) {
    private static final String MODEL = "model name";

    /** This one, at this moment. */
    static Machine describe(Path directory) throws IOException {
        return new Machine(
                findProcessor(),
                Runtime.getRuntime().availableProcessors(),
                findMemoryMiB(),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                Files.getFileStore(directory).type(),
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(GarbageCollectorMXBean::getName)
                        .toList(),
                ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                        .filter(argument -> !argument.startsWith("-D"))
                        .toList(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static String findProcessor() {
        Path known = Path.of("/proc/cpuinfo");
        if (Files.isReadable(known)) {
            try (Stream<String> lines = Files.lines(known)) {
                return lines.filter(line -> line.startsWith(MODEL))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse(System.getProperty("os.arch"));
            } catch (IOException e) {
                return System.getProperty("os.arch");
            }
        }
        return System.getProperty("os.arch");
    }

    private static long findMemoryMiB() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize() >> 20
                : 0;
    }
}
