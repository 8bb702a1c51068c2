package punchline.benchmark;

import java.util.Arrays;
import java.util.function.DoubleConsumer;
import org.HdrHistogram.Histogram;

/** Measured values of one kind, few enough to keep each. */
public final class Samples {
    private static final int FIRST_CAPACITY = 64;

    private double[] values = new double[FIRST_CAPACITY];
    private int count;
    private boolean sorted;

    public void add(double value) {
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
        }
        values[count++] = value;
        sorted = false;
    }

    /** Gives each value to somebody, in no order that means something. */
    public void forEach(DoubleConsumer taker) {
        for (int i = 0; i < count; i++) {
            taker.accept(values[i]);
        }
    }

    public int count() {
        return count;
    }

    /** The nearest value that so many percent of all do not exceed. */
    public double at(double percentile) {
        if (count == 0) {
            throw new IllegalStateException("nothing was measured");
        }
        if (!sorted) {
            Arrays.sort(values, 0, count);
            sorted = true;
        }
        int rank = (int) Math.ceil(percentile / 100 * count);
        return values[Math.clamp(rank - 1L, 0, count - 1)];
    }

    /** A figure of what a histogram of nanoseconds says, in units of so many of them. */
    public static Figure figure(String name, String unit, double unitNanos, Histogram nanos) {
        return new Figure(
                name,
                unit,
                Figure.Better.LOWER,
                nanos.getTotalCount(),
                nanos.getValueAtPercentile(50) / unitNanos,
                nanos.getValueAtPercentile(25) / unitNanos,
                nanos.getValueAtPercentile(75) / unitNanos,
                nanos.getValueAtPercentile(99) / unitNanos,
                null,
                java.util.List.of());
    }
}
