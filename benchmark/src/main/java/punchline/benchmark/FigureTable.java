package punchline.benchmark;

import java.io.PrintStream;
import java.util.Locale;
import punchline.benchmark.Figure.Ratio;

/** The table for people: a line for each figure, and below it a line for each limit that it stands beside. */
final class FigureTable {
    private static final String LINE = "%-62s %6s %10s  %-22s %10s  %-10s %-10s %s%n";

    private final PrintStream out;
    private final Baseline baseline;

    FigureTable(PrintStream out, Baseline baseline) {
        this.out = out;
        this.baseline = baseline;
    }

    void printHead() {
        out.printf(Locale.ROOT, LINE, "", "n", "median", "half within", "p99", "unit", "goal", "");
    }

    void print(Result result) {
        out.printf(Locale.ROOT, "%s (load %.1f)%n", result.benchmark(), result.load());
        for (Figure figure : result.figures()) {
            Goal goal = figure.goal();
            out.printf(
                    Locale.ROOT,
                    LINE,
                    "  " + figure.name(),
                    figure.repetitions(),
                    Figure.number(figure.median()),
                    figure.repetitions() == 1 ? "" : Figure.number(figure.p25()) + " – " + Figure.number(figure.p75()),
                    figure.repetitions() == 1 ? "" : Figure.number(figure.p99()),
                    figure.unit(),
                    goal == null ? "" : goal.text(),
                    goal == null ? "" : verdict(goal, figure.median()));
            for (Ratio ratio : figure.ratios()) {
                print(result.benchmark(), figure, ratio);
            }
        }
    }

    private void print(String benchmark, Figure figure, Ratio ratio) {
        Goal goal = ratio.goal();
        out.printf(
                Locale.ROOT,
                LINE,
                "    × " + ratio.to(),
                "",
                Figure.number(ratio.value()),
                "",
                "",
                "",
                goal == null ? "" : goal.text(),
                (goal == null ? "" : verdict(goal, ratio.value()))
                        + baseline.comparison(Baseline.key(benchmark, figure, ratio), ratio.value()));
    }

    private static String verdict(Goal goal, double is) {
        return goal.isMetBy(is) ? "reached" : "SHORT";
    }
}
