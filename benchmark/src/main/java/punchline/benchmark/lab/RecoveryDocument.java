package punchline.benchmark.lab;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The results of the recovery cells, for people and for programs. */
final class RecoveryDocument {
    /** The promises, in milliseconds: from the next message; idle, from the next keepalive, which comes within 18 s. */
    static final double NEXT_MESSAGE_MILLIS = 2000;

    static final double IDLE_MILLIS = 18_000 + 10_000;

    private final Map<Disturbance, List<RecoveryTrial.Result>> results;
    private final Map<Disturbance, List<String>> failures;

    RecoveryDocument(Map<Disturbance, List<RecoveryTrial.Result>> results, Map<Disturbance, List<String>> failures) {
        this.results = results;
        this.failures = failures;
    }

    static boolean isAsPromised(RecoveryTrial.Result result) {
        return result.chatting() <= NEXT_MESSAGE_MILLIS
                && result.afterSilence() <= NEXT_MESSAGE_MILLIS
                && result.idle().orElse(0) <= IDLE_MILLIS
                && result.lost() == 0
                && result.doubled() == 0
                && result.inOrder();
    }

    boolean isAsPromised() {
        return failures.isEmpty()
                && results.values().stream().flatMap(List::stream).allMatch(RecoveryDocument::isAsPromised);
    }

    String table() {
        MarkdownTable table = new MarkdownTable(
                "what happens", "runs", "chatting", "a message 2 s later", "idle", "messages", "lost", "doubled");
        results.forEach((disturbance, runs) -> table.row(
                disturbance.words(),
                Integer.toString(runs.size()),
                words(runs.stream().map(RecoveryTrial.Result::chatting).toList()),
                words(runs.stream().map(RecoveryTrial.Result::afterSilence).toList()),
                words(runs.stream()
                        .map(RecoveryTrial.Result::idle)
                        .filter(OptionalDouble::isPresent)
                        .map(OptionalDouble::getAsDouble)
                        .toList()),
                Integer.toString(
                        runs.stream().mapToInt(RecoveryTrial.Result::said).sum()),
                Integer.toString(
                        runs.stream().mapToInt(RecoveryTrial.Result::lost).sum()),
                Integer.toString(
                        runs.stream().mapToInt(RecoveryTrial.Result::doubled).sum())));
        String failed = failures.entrySet().stream()
                .map(entry -> "- " + entry.getKey().words() + ": " + String.join("; ", entry.getValue()) + "\n")
                .collect(Collectors.joining());
        return table + (failed.isEmpty() ? "" : "\nFailed:\n\n" + failed);
    }

    String text() {
        return """
                # How soon a talk goes on

                Measured by `./dev lab recovery --docs`, which writes this page: two console clients, each behind a port-restricted
                router, and then something happens ([the NAT lab](nat-lab.md)). The middle of all runs, and the worst in brackets.

                - **chatting**: both write five messages a second. From the disturbance until a message that was sent after it has
                  arrived, in the slower direction. Promised: 2 s.
                - **a message 2 s later**: both are silent, and each writes one message two seconds after the disturbance. From that
                  message until it has arrived, in the slower direction. Promised: 2 s.
                - **idle**: nobody writes. From the disturbance until the other side sends to the new address. Promised: 10 s from the next
                  keepalive, which comes within 18 s.

                %s""".formatted(table());
    }

    String json() {
        JsonMapper mapper = JsonMapper.shared();
        ObjectNode root = mapper.createObjectNode();
        results.forEach((disturbance, runs) -> {
            ArrayNode all = root.putArray(disturbance.title());
            for (RecoveryTrial.Result run : runs) {
                ObjectNode node = all.addObject();
                node.put("chattingMillis", run.chatting());
                node.put("afterSilenceMillis", run.afterSilence());
                run.idle().ifPresent(idle -> node.put("idleMillis", idle));
                node.put("said", run.said())
                        .put("lost", run.lost())
                        .put("doubled", run.doubled())
                        .put("inOrder", run.inOrder());
            }
        });
        failures.forEach((disturbance, all) -> {
            ArrayNode node = root.putArray(disturbance.title() + "-failures");
            all.forEach(node::add);
        });
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private static String words(List<Double> millis) {
        return Spread.of(millis)
                .map(spread -> seconds(spread.median()) + " (" + seconds(spread.worst()) + ")")
                .orElse("");
    }

    private static String seconds(double millis) {
        return Double.isInfinite(millis) ? "never" : String.format(Locale.ROOT, "%.2f s", millis / 1000);
    }
}
