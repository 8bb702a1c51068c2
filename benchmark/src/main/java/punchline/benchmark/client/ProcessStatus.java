package punchline.benchmark.client;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** What Linux says of a process that runs (proc(5)). */
record ProcessStatus(long pid) {
    private static final double BYTES_PER_KIB = 1024;
    private static final double BYTES_PER_MIB = 1 << 20;

    /** Resident at this moment, in MiB. */
    double residentMiB() throws IOException {
        String line = Files.readAllLines(file("status")).stream()
                .filter(one -> one.startsWith("VmRSS:"))
                .findFirst()
                .orElseThrow(() -> new IOException("process " + pid + " has ended"));
        return Long.parseLong(line.replaceAll("\\D", "")) * BYTES_PER_KIB / BYTES_PER_MIB;
    }

    /** Waits so long, and tells which share of one processor it took meanwhile. */
    double shareOfProcessor(long nanos) throws IOException {
        double before = processorNanos();
        long begin = System.nanoTime();
        LockSupport.parkNanos(nanos);
        return (processorNanos() - before) / (System.nanoTime() - begin);
    }

    /** Of the threads that there are: what a process counts of itself is in hundredths of a second, which many short wakings escape. */
    private double processorNanos() throws IOException {
        double nanos = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(file("task"))) {
            for (Path thread : threads) {
                nanos += nanos(thread);
            }
        }
        return nanos;
    }

    private static long nanos(Path thread) throws IOException {
        try {
            return Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ", 2)[0]);
        } catch (NoSuchFileException ended) {
            return 0;
        }
    }

    private Path file(String name) {
        return Path.of("/proc", Long.toString(pid), name);
    }
}
