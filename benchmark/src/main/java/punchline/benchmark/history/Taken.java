package punchline.benchmark.history;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/** One line of the table. The goal is for the median; 0 if there is none. */
public record Taken(
        String title,
        long n,
        double medianMillis,
        double p25Millis,
        double p75Millis,
        double p99Millis,
        double maxMillis,
        double goalMillis) {
    private static final double NANOS_PER_MILLI = 1e6;

    static Taken of(String title, Histogram elapsed, double goalMillis) {
        return new Taken(
                title,
                elapsed.getTotalCount(),
                elapsed.getValueAtPercentile(50) / NANOS_PER_MILLI,
                elapsed.getValueAtPercentile(25) / NANOS_PER_MILLI,
                elapsed.getValueAtPercentile(75) / NANOS_PER_MILLI,
                elapsed.getValueAtPercentile(99) / NANOS_PER_MILLI,
                elapsed.getMaxValue() / NANOS_PER_MILLI,
                goalMillis);
    }

    /** The same, of that database. */
    Taken of(String database) {
        return new Taken(
                title + ", " + database, n, medianMillis, p25Millis, p75Millis, p99Millis, maxMillis, goalMillis);
    }

    static void printHead(String title) {
        System.out.printf(
                Locale.ROOT, "%-58s %5s %10s %10s %10s %8s%n", title, "n", "median ms", "p99 ms", "max ms", "goal");
    }

    void print() {
        String goal = goalMillis == 0 ? "" : String.format(Locale.ROOT, "≤ %.0f", goalMillis);
        System.out.printf(
                Locale.ROOT,
                "%-58s %5d %10.2f %10.2f %10.2f %8s%n",
                title,
                n,
                medianMillis,
                p99Millis,
                maxMillis,
                goal);
    }
}
