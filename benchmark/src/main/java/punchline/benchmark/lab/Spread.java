package punchline.benchmark.lab;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/** Some measured values of one kind, in milliseconds: so few that the middle and the worst say all. */
record Spread(double median, double worst) {
    /** Empty for no values. Of an even count the median is the mean of the two in the middle. */
    static Optional<Spread> of(Collection<Double> values) {
        if (values.isEmpty()) {
            return Optional.empty();
        }
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        return Optional.of(new Spread(median, Arrays.stream(sorted).max().orElseThrow()));
    }
}
