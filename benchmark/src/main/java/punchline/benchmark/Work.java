package punchline.benchmark;

import java.lang.management.ManagementFactory;

/**
 * What the threads of this process did, the compiler's and the collector's aside: unlike elapsed time, other programs on the
 * machine change little of it.
 */
record Work(long cpuNanos, long allocatedBytes) {
    static final Work NONE = new Work(0, 0);

    /** Of all threads that live. */
    static Work soFar() {
        if (!(ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads)) {
            return NONE;
        }
        long[] ids = threads.getAllThreadIds();
        return new Work(sum(threads.getThreadCpuTime(ids)), sum(threads.getThreadAllocatedBytes(ids)));
    }

    Work since(Work before) {
        return new Work(cpuNanos - before.cpuNanos, allocatedBytes - before.allocatedBytes);
    }

    Work plus(Work more) {
        return new Work(cpuNanos + more.cpuNanos, allocatedBytes + more.allocatedBytes);
    }

    /** A thread that has ended meanwhile counts -1. */
    private static long sum(long[] values) {
        long sum = 0;
        for (long value : values) {
            sum += Math.max(0, value);
        }
        return sum;
    }
}
