package punchline.simulation.networks;

import static punchline.simulation.networks.Figures.percentile;
import static punchline.simulation.networks.Figures.share;
import static punchline.simulation.networks.Figures.sorted;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import punchline.simulation.networks.Expectation.Means;
import punchline.simulation.networks.NatKind.Group;
import punchline.simulation.networks.Setting.Apart;

/**
 * Something that must be so, and how it is.
 *
 * @param what     in words
 * @param measured the figure with its unit
 */
record Goal(String what, String measured, boolean isReached) {
    /** Goals hold up to this loss; what lies beyond is reported only. */
    static final double MAX_LOSS = 0.05;

    /** Limits of time hold up to this round trip between the two: 150 ms each way are a far continent. */
    private static final double MAX_ROUND_TRIP_MILLIS = 300;

    private static final double MIN_SUCCESS = 0.99;
    private static final int MAX_PROBES_PER_SECOND = 200;

    /** Beyond the server once and three times between the two. */
    private static final double MAX_MEDIAN_EXCESS_MILLIS = 100;

    private static final double MAX_P99_EXCESS_MILLIS = MAX_MEDIAN_EXCESS_MILLIS + 1_500;

    private static final Set<Group> CONES = Set.of(Group.ADMITTING, Group.CONSISTENT);

    static List<Goal> judge(List<Outcome> outcomes) {
        List<Outcome> counted = outcomes.stream()
                .filter(outcome -> outcome.network().conditions().loss() <= MAX_LOSS)
                .toList();
        Map<String, List<Outcome>> rows = counted.stream()
                .collect(Collectors.groupingBy(
                        outcome -> Expectation.of(outcome.network().setting()).row(),
                        TreeMap::new,
                        Collectors.toList()));
        List<Goal> goals = new ArrayList<>();
        rows.forEach((row, all) -> {
            Expectation expected = Expectation.of(all.getFirst().network().setting());
            goals.add(expected.isReached() ? online(row, all) : answered(row, expected, all));
            if (expected.means() == Means.LADDER) {
                goals.add(inTime(row, expected, all));
            }
        });
        goals.addAll(cones(counted.stream().filter(Goal::isBetweenCones).toList()));
        List<Outcome> online = counted.stream().filter(Outcome::isOnline).toList();
        if (!online.isEmpty()) {
            goals.add(kept(online));
        }
        goals.add(polite(outcomes));
        goals.add(sound(outcomes));
        return goals;
    }

    private static Goal online(String row, List<Outcome> all) {
        double share = share(all, Outcome::isOnline);
        return new Goal(row + ": online", percent(share) + " of " + all.size(), share >= MIN_SUCCESS);
    }

    private static Goal inTime(String row, Expectation expected, List<Outcome> all) {
        List<Outcome> near = all.stream()
                .filter(outcome -> outcome.network().conditions().peerRoundTripMillis() <= MAX_ROUND_TRIP_MILLIS)
                .toList();
        double millis = percentile(sorted(near, Outcome::onlineMillis), 99);
        return new Goal(
                row + ": 99 of 100 within " + millis((double) expected.limitMillis())
                        + " where the round trip is at most " + millis(MAX_ROUND_TRIP_MILLIS),
                millis(millis),
                Double.isNaN(millis) || millis <= expected.limitMillis());
    }

    private static Goal answered(String row, Expectation expected, List<Outcome> all) {
        double share = share(
                all,
                outcome -> outcome.isOnline()
                        || (outcome.answerMillis() >= 0 && outcome.answerMillis() <= expected.limitMillis()));
        return new Goal(
                row + ": told why not within " + millis((double) expected.limitMillis()),
                percent(share) + " of " + all.size(),
                share >= MIN_SUCCESS);
    }

    private static boolean isBetweenCones(Outcome outcome) {
        return outcome.network().setting() instanceof Apart(NatKind left, NatKind right)
                && CONES.contains(left.group())
                && CONES.contains(right.group());
    }

    private static List<Goal> cones(List<Outcome> all) {
        double[] excess = sorted(all, Outcome::excessMillis);
        if (excess.length == 0) {
            return List.of();
        }
        String what = "cones, beyond one round trip to the server and three between the two: ";
        return List.of(
                new Goal(
                        what + "median within " + millis(MAX_MEDIAN_EXCESS_MILLIS),
                        millis(percentile(excess, 50)),
                        percentile(excess, 50) <= MAX_MEDIAN_EXCESS_MILLIS),
                new Goal(
                        what + "99 of 100 within " + millis(MAX_P99_EXCESS_MILLIS),
                        millis(percentile(excess, 99)),
                        percentile(excess, 99) <= MAX_P99_EXCESS_MILLIS));
    }

    private static Goal kept(List<Outcome> online) {
        double share = share(online, outcome -> Boolean.TRUE.equals(outcome.isKept()));
        return new Goal(
                "every link stays through an idle minute, and a message comes through after it",
                percent(share) + " of " + online.size(),
                share >= MIN_SUCCESS);
    }

    private static Goal polite(List<Outcome> outcomes) {
        int peak =
                outcomes.stream().mapToInt(Outcome::peakProbesPerSecond).max().orElse(0);
        return new Goal(
                "nobody sends more than " + MAX_PROBES_PER_SECOND + " probes within a second",
                "at most " + peak,
                peak <= MAX_PROBES_PER_SECOND);
    }

    private static Goal sound(List<Outcome> outcomes) {
        long failures =
                outcomes.stream().filter(outcome -> outcome.failure() != null).count();
        return new Goal("nothing throws", failures + " networks", failures == 0);
    }

    /** Whether one network is as it must be. */
    static boolean isMissedBy(Outcome outcome) {
        Expectation expected = Expectation.of(outcome.network().setting());
        if (outcome.failure() != null || Boolean.FALSE.equals(outcome.isKept())) {
            return true;
        }
        return expected.isReached()
                ? !outcome.isOnline()
                : !outcome.isOnline()
                        && (outcome.answerMillis() < 0 || outcome.answerMillis() > expected.limitMillis());
    }

    static String percent(double share) {
        return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    static String millis(double millis) {
        return Double.isNaN(millis) ? "–" : String.format(Locale.ROOT, "%.0f ms", millis);
    }
}
