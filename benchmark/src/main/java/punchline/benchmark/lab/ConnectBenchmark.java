package punchline.benchmark.lab;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import punchline.benchmark.Benchmark;
import punchline.benchmark.Figure;
import punchline.benchmark.Figure.Better;
import punchline.benchmark.Goal;
import punchline.benchmark.Setting;
import tools.jackson.databind.JsonNode;

/** Real programs behind the lab's routers: how long they take to connect, beside what their network needs at the least. */
public final class ConnectBenchmark implements Benchmark {
    private static final int RUNS = 7;
    private static final Duration LIMIT = Duration.ofMinutes(6);

    @Override
    public String name() {
        return "connect";
    }

    @Override
    public String description() {
        return "two homes in the lab connect, cold (never met) and warm (one starts anew); needs what ./dev lab needs";
    }

    @Override
    public List<Figure> run(Setting setting) throws IOException {
        setting.progress().at(RUNS + " runs of " + ConnectCommand.CELLS.size() + " networks");
        Optional<JsonNode> measured = Reentry.measure(
                "connect", List.of("connect", "--inside", "--runs=" + RUNS), LIMIT, ConnectCommand.file());
        if (measured.isEmpty()) {
            return List.of();
        }
        JsonNode found = measured.get();
        List<Figure> figures = new ArrayList<>();
        for (String title : ConnectCommand.CELLS) {
            figures.addAll(figures(title, found.path(title)));
        }
        return figures;
    }

    private static List<Figure> figures(String title, JsonNode cell) {
        Figure cold = figure(title + ", cold", cell.path("coldMillis"));
        Figure warm = figure(title + ", warm", cell.path("warmMillis"));
        MatrixCell network = MatrixCell.named(List.of(title)).getFirst();
        double needed = network.roundTrips().toNanos() / 1e6;
        if (needed == 0) {
            Goal median = Goal.atMost((double) Expectation.MEDIAN_OF_CONES.toMillis());
            return List.of(cold.aims(median), warm);
        }
        Figure trips =
                Figure.once(title + ": a round trip to the server, three to each other", "ms", Better.LOWER, needed);
        return List.of(trips, cold.beside(trips, null), warm.beside(trips, null));
    }

    private static Figure figure(String name, JsonNode millis) {
        return Figure.of(name, "ms", Better.LOWER, SampleArray.read(millis));
    }
}
