package punchline.simulation.networks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Many outcomes in figures.
 *
 * @param rows   by what is expected
 * @param pairs  by setting
 * @param missed those that were not as they must be, at a loss for which there are goals; by seed
 */
record Summary(int networks, List<Goal> goals, List<Line> rows, List<Line> pairs, List<Outcome> missed) {
    /**
     * One line of a table.
     *
     * @param expected a path, or a plain answer
     * @param upToGoalLoss the outcomes for which there are goals
     * @param byLoss       all of them, by the upper border of loss
     */
    record Line(String name, boolean expected, Figures upToGoalLoss, Map<Double, Figures> byLoss) {}

    static Summary of(List<Outcome> outcomes) {
        return new Summary(
                outcomes.size(),
                Goal.judge(outcomes),
                lines(
                        outcomes,
                        outcome -> Expectation.of(outcome.network().setting()).row()),
                lines(outcomes, outcome -> outcome.network().setting().toString()),
                outcomes.stream()
                        .filter(outcome -> outcome.network().conditions().loss() <= Goal.MAX_LOSS)
                        .filter(Goal::isMissedBy)
                        .sorted(Comparator.comparingLong(
                                outcome -> outcome.network().seed()))
                        .toList());
    }

    private static List<Line> lines(List<Outcome> outcomes, Function<Outcome, String> name) {
        Map<String, List<Outcome>> named =
                outcomes.stream().collect(Collectors.groupingBy(name, TreeMap::new, Collectors.toList()));
        List<Line> lines = new ArrayList<>();
        named.forEach((line, all) -> lines.add(line(line, all)));
        return lines;
    }

    private static Line line(String name, List<Outcome> all) {
        Map<Double, Figures> byLoss = new LinkedHashMap<>();
        double from = -1;
        for (double to : NetworkDraw.LOSS_BANDS) {
            byLoss.put(to, within(all, from, to));
            from = to;
        }
        return new Line(
                name,
                Expectation.of(all.getFirst().network().setting()).isReached(),
                within(all, -1, Goal.MAX_LOSS),
                byLoss);
    }

    private static Figures within(List<Outcome> all, double above, double to) {
        return Figures.of(all.stream()
                .filter(outcome -> outcome.network().conditions().loss() > above
                        && outcome.network().conditions().loss() <= to)
                .toList());
    }
}
