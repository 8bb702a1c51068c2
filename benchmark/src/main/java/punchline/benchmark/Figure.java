package punchline.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was measured: how it spread over its repetitions, and what it is beside its limits, which were measured in the same
 * run.
 *
 * @param name        what it is, the same in every run
 * @param repetitions how often it was measured
 * @param p99         of the slowest, or where {@code better} is HIGHER of the lowest, hundredth
 * @param goal        for the median, where it has one of its own
 */
public record Figure(
        String name,
        String unit,
        Better better,
        long repetitions,
        double median,
        double p25,
        double p75,
        double p99,
        @Nullable Goal goal,
        List<Ratio> ratios) {
    /** Which way is better. */
    public enum Better {
        LOWER,
        HIGHER
    }

    /** The median beside that of another figure of the same run, which {@code to} names. */
    public record Ratio(String to, double value, @Nullable Goal goal) {}

    /** What so many samples say. */
    public static Figure of(String name, String unit, Better better, Samples samples) {
        return new Figure(
                name,
                unit,
                better,
                samples.count(),
                samples.at(50),
                samples.at(25),
                samples.at(75),
                samples.at(better == Better.LOWER ? 99 : 1),
                null,
                List.of());
    }

    /** One that was measured once, or counted. */
    public static Figure once(String name, String unit, Better better, double value) {
        return new Figure(name, unit, better, 1, value, value, value, value, null, List.of());
    }

    /** With a goal of its own. */
    public Figure aims(@Nullable Goal own) {
        return new Figure(name, unit, better, repetitions, median, p25, p75, p99, own, ratios);
    }

    /** Beside another: how many times its median this one's is. */
    public Figure beside(Figure other, @Nullable Goal ratioGoal) {
        return with(new Ratio(other.name, median / other.median, ratioGoal));
    }

    /** Beside another: how many times this one's median goes into the other's. */
    public Figure timesBetterThan(Figure other, @Nullable Goal ratioGoal) {
        return with(new Ratio("faster than " + other.name, other.median / median, ratioGoal));
    }

    private Figure with(Ratio ratio) {
        List<Ratio> all = new ArrayList<>(ratios);
        all.add(ratio);
        return new Figure(name, unit, better, repetitions, median, p25, p75, p99, goal, List.copyOf(all));
    }

    /** With as many digits as mean something. */
    static String number(double value) {
        double size = Math.abs(value);
        if (size >= 10_000) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f", value);
    }
}
