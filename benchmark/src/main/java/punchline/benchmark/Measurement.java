package punchline.benchmark;

import java.io.IOException;
import org.HdrHistogram.Histogram;

/**
 * The elapsed times of one carrier.
 *
 * @param messagesPerSecond by the median
 */
record Measurement(
        String title,
        int repetitions,
        double medianMillis,
        double p99Millis,
        double maxMillis,
        double messagesPerSecond) {
    /** Far above the limit of one repetition; three digits are more than the machine's noise leaves. */
    private static final long HIGHEST_NANOS = 4 * Workload.LIMIT.toNanos();

    private static final int DIGITS = 3;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double MILLIS_PER_SECOND = 1e3;

    /** Carries the workload {@code warmUps} times for the compiler and then {@code repetitions} times for the figures. */
    static Measurement take(Carrier carrier, Workload workload, int warmUps, int repetitions) throws IOException {
        for (int i = 0; i < warmUps; i++) {
            carrier.carry(workload);
        }
        Histogram elapsed = new Histogram(HIGHEST_NANOS, DIGITS);
        for (int i = 0; i < repetitions; i++) {
            elapsed.recordValue(carrier.carry(workload));
        }
        double medianMillis = elapsed.getValueAtPercentile(50) / NANOS_PER_MILLI;
        return new Measurement(
                carrier.title(),
                repetitions,
                medianMillis,
                elapsed.getValueAtPercentile(99) / NANOS_PER_MILLI,
                elapsed.getMaxValue() / NANOS_PER_MILLI,
                workload.messages() * MILLIS_PER_SECOND / medianMillis);
    }
}
