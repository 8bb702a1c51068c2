package punchline.benchmark.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** What Linux says of a process that runs (proc(5)). */
record ProcessStatus(long pid) {
    /** Linux counts the time of processes in hundredths of a second. */
    private static final double TICK_NANOS = 1e7;

    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;
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

    private double processorNanos() throws IOException {
        String stat = Files.readString(file("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME])) * TICK_NANOS;
    }

    private Path file(String name) {
        return Path.of("/proc", Long.toString(pid), name);
    }
}
