package punchline.simulation.networks;

import static punchline.simulation.networks.Goal.percent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import punchline.simulation.networks.Summary.Line;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a {@link Summary}: Markdown for people, JSON for programs. */
final class Report {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** More are of no use to who reads; the JSON has them all. */
    private static final int SHOWN_MISSED = 40;

    private final Summary summary;

    Report(Summary summary) {
        this.summary = summary;
    }

    /** Writes {@code networks.md} and {@code networks.json} into a directory, which is made if need be. */
    void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("networks.md"), markdown());
        Files.writeString(
                directory.resolve("networks.json"),
                JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json()) + "\n");
    }

    /** The goals and one line for each row of the table. */
    String brief() {
        StringBuilder text = new StringBuilder();
        text.append("## Goals, at a loss of up to ")
                .append(percent(Goal.MAX_LOSS))
                .append("\n\n");
        row(text, Stream.of("", "goal", "measured"));
        row(text, Stream.of("---", "---", "---"));
        summary.goals()
                .forEach(goal -> row(text, Stream.of(goal.isReached() ? "✓" : "✗", goal.what(), goal.measured())));
        text.append("\n## By row: success by loss, and milliseconds to online at a loss of up to ")
                .append(percent(Goal.MAX_LOSS))
                .append("\n\n");
        table(text, summary.rows());
        return text.toString();
    }

    private String markdown() {
        StringBuilder text = new StringBuilder("# ")
                .append(summary.networks())
                .append(" random networks\n\n")
                .append(brief())
                .append("\n## By pair\n\n");
        table(text, summary.pairs());
        text.append("\n## Missed, at a loss of up to ")
                .append(percent(Goal.MAX_LOSS))
                .append("\n\n");
        missed(text);
        return text.toString();
    }

    private static void table(StringBuilder text, List<Line> lines) {
        List<String> bands = NetworkDraw.LOSS_BANDS.stream()
                .map(to -> to == 0 ? "no loss" : "≤ " + Math.round(100 * to) + " %")
                .toList();
        row(
                text,
                Stream.of(Stream.of("pair", "must", "networks"), bands.stream(), Stream.of("median", "p99", "worst"))
                        .flatMap(each -> each));
        row(text, Stream.generate(() -> "---").limit(6 + bands.size()));
        for (Line line : lines) {
            Figures main = line.upToGoalLoss();
            int networks =
                    line.byLoss().values().stream().mapToInt(Figures::networks).sum();
            row(
                    text,
                    Stream.of(
                                    Stream.of(line.name(), line.expected() ? "yes" : "no", Integer.toString(networks)),
                                    line.byLoss().values().stream().map(figures -> percent(figures.success())),
                                    Stream.of(main.medianMillis(), main.p99Millis(), main.worstMillis())
                                            .map(Goal::millis))
                            .flatMap(each -> each));
        }
    }

    private static void row(StringBuilder text, Stream<String> cells) {
        text.append(cells.collect(Collectors.joining(" | ", "| ", " |\n")));
    }

    private void missed(StringBuilder text) {
        Map<String, List<Outcome>> byPair = summary.missed().stream()
                .collect(Collectors.groupingBy(
                        outcome -> outcome.network().setting().toString(), TreeMap::new, Collectors.toList()));
        byPair.forEach((pair, all) -> text.append("- ")
                .append(pair)
                .append(": ")
                .append(all.size())
                .append(", seeds ")
                .append(all.stream()
                        .limit(SHOWN_MISSED)
                        .map(outcome -> Long.toString(outcome.network().seed()))
                        .collect(Collectors.joining(" ")))
                .append('\n'));
        if (byPair.isEmpty()) {
            text.append("None.\n");
        }
    }

    private ObjectNode json() {
        ObjectNode root = JSON.createObjectNode().put("networks", summary.networks());
        ArrayNode goals = root.putArray("goals");
        summary.goals()
                .forEach(goal -> goals.addObject()
                        .put("what", goal.what())
                        .put("measured", goal.measured())
                        .put("reached", goal.isReached()));
        summary.rows().forEach(line -> add(root.withArray("rows"), line));
        summary.pairs().forEach(line -> add(root.withArray("pairs"), line));
        ArrayNode missed = root.putArray("missed");
        summary.missed()
                .forEach(outcome -> missed.addObject()
                        .put("seed", outcome.network().seed())
                        .put("network", outcome.network().toString())
                        .put("onlineMillis", outcome.onlineMillis())
                        .put("answerMillis", outcome.answerMillis())
                        .put("reason", outcome.reason())
                        .put("kept", outcome.isKept())
                        .put("probes", outcome.probes())
                        .put("peakProbesPerSecond", outcome.peakProbesPerSecond())
                        .put("failure", outcome.failure()));
        return root;
    }

    private static void add(ArrayNode lines, Line line) {
        ObjectNode node = lines.addObject().put("name", line.name()).put("must", line.expected());
        put(node.putObject("upToGoalLoss"), line.upToGoalLoss());
        ArrayNode bands = node.putArray("byLoss");
        line.byLoss().forEach((to, figures) -> put(bands.addObject().put("lossUpTo", to), figures));
    }

    /** Figures that there are none of are left out. */
    private static void put(ObjectNode node, Figures figures) {
        node.put("networks", figures.networks()).put("online", figures.online());
        if (figures.online() > 0) {
            node.put("medianMillis", figures.medianMillis())
                    .put("p99Millis", figures.p99Millis())
                    .put("worstMillis", figures.worstMillis());
        }
    }
}
