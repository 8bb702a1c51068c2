package punchline.benchmark;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The elapsed times of one carrier.
 *
 * @param cpuMillis         of processors, of all threads together, for each repetition
 * @param allocatedBytes    for each message
 * @param messagesPerSecond by the median
 * @param floor             the title of what it is compared with, null for a floor itself
 * @param timesFloor        its median by the floor's, of the same run
 */
record Measurement(
        String title,
        int repetitions,
        double medianMillis,
        double p25Millis,
        double p75Millis,
        double p99Millis,
        double maxMillis,
        double cpuMillis,
        double allocatedBytes,
        double messagesPerSecond,
        @Nullable String floor,
        double timesFloor) {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double MILLIS_PER_SECOND = 1e3;

    /** What a histogram of nanoseconds says. */
    static Measurement of(String title, Histogram elapsed, Work work, int messages, @Nullable Measurement floor) {
        double repetitions = elapsed.getTotalCount();
        double medianMillis = millis(elapsed, 50);
        return new Measurement(
                title,
                (int) elapsed.getTotalCount(),
                medianMillis,
                millis(elapsed, 25),
                millis(elapsed, 75),
                millis(elapsed, 99),
                elapsed.getMaxValue() / NANOS_PER_MILLI,
                work.cpuNanos() / NANOS_PER_MILLI / repetitions,
                work.allocatedBytes() / repetitions / messages,
                messages * MILLIS_PER_SECOND / medianMillis,
                floor == null ? null : floor.title(),
                floor == null ? 1 : medianMillis / floor.medianMillis());
    }

    private static double millis(Histogram elapsed, double percentile) {
        return elapsed.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
    }
}
