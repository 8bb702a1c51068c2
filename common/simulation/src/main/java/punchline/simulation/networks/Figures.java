package punchline.simulation.networks;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * What many outcomes of one kind come to.
 *
 * @param networks     how many
 * @param online       how many of them got both online
 * @param medianMillis of those: to online; NaN if there are none, as with the next two
 * @param p99Millis    99 of 100 took no longer
 * @param worstMillis  the longest
 */
record Figures(int networks, int online, double medianMillis, double p99Millis, double worstMillis) {
    static Figures of(List<Outcome> outcomes) {
        double[] millis = sorted(outcomes, Outcome::onlineMillis);
        return new Figures(
                outcomes.size(),
                millis.length,
                percentile(millis, 50),
                percentile(millis, 99),
                percentile(millis, 100));
    }

    /** The part that got both online, 0 to 1. */
    double success() {
        return networks == 0 ? Double.NaN : (double) online / networks;
    }

    /** A figure of those that were online, in ascending order. */
    static double[] sorted(List<Outcome> outcomes, ToDoubleFunction<Outcome> figure) {
        double[] all =
                outcomes.stream().filter(Outcome::isOnline).mapToDouble(figure).toArray();
        Arrays.sort(all);
        return all;
    }

    /** The smallest figure that so many of a hundred do not exceed; NaN of none. */
    static double percentile(double[] ascending, int percent) {
        if (ascending.length == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(ascending.length * percent / 100.0);
        return ascending[Math.max(0, rank - 1)];
    }

    static double share(List<Outcome> outcomes, Predicate<Outcome> fits) {
        return outcomes.isEmpty()
                ? Double.NaN
                : (double) outcomes.stream().filter(fits).count() / outcomes.size();
    }
}
