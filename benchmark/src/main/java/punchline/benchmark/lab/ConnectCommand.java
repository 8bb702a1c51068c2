package punchline.benchmark.lab;

import static punchline.benchmark.lab.ConsoleClient.event;
import static punchline.benchmark.lab.ConsoleClient.link;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import punchline.benchmark.lab.ConsoleClient.Seen;
import punchline.benchmark.lab.network.LabException;
import punchline.benchmark.lab.network.Network;
import punchline.benchmark.lab.network.Topology.Host;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How long two take to meet who are behind ordinary routers: cold, who have never met and are asked to; and warm, when one of two
 * who know each other starts anew. For {@link ConnectBenchmark}, which reads the file.
 */
@Command(
        name = "connect",
        mixinStandardHelpOptions = true,
        description = "How long two ordinary homes take to connect, cold and warm.")
final class ConnectCommand implements Callable<Integer> {
    /** Two cones, and the same half way around the world. */
    static final List<String> CELLS = List.of("port-restricted x port-restricted", "delay-50");

    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Duration ONLINE_LIMIT = Duration.ofSeconds(30);

    /** Before a person finds whom to ask, the program has had time to look at its NAT. */
    private static final Duration SETTLING = Duration.ofSeconds(4);

    private static final double NANOS_PER_MILLI = 1e6;

    @Option(names = "--runs", defaultValue = "7", description = "How often each (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(names = "--inside", hidden = true)
    private boolean inside;

    static Path file() {
        return Reentry.home().resolve("benchmark/target/lab/connect.json");
    }

    @Override
    public Integer call() {
        if (!inside) {
            return Reentry.run("connect", List.of("connect", "--inside", "--runs=" + runs), LIMIT);
        }
        Network.useOwnNames();
        JsonMapper mapper = JsonMapper.shared();
        ObjectNode root = mapper.createObjectNode();
        for (MatrixCell cell : MatrixCell.all()) {
            if (CELLS.contains(cell.title())) {
                measure(cell, root.putObject(cell.title()));
            }
        }
        Matrix.write(file(), mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
        return 0;
    }

    private void measure(MatrixCell cell, ObjectNode into) {
        ArrayNode cold = into.putArray("coldMillis");
        ArrayNode warm = into.putArray("warmMillis");
        Path data = Stage.newData(Reentry.home(), "connect");
        try (Stage stage =
                Stage.set(cell.topology(), Programs.find(Reentry.home()), data, Report.quiet(cell.title()))) {
            stage.startServer(Report.quiet(cell.title()));
            for (int run = 1; run <= runs; run++) {
                System.err.println("connect: " + cell.title() + ", " + run + " of " + runs);
                meet(stage, run, cold, warm);
            }
        }
    }

    private static void meet(Stage stage, int run, ArrayNode cold, ArrayNode warm) {
        List<Host> hosts = stage.network().topology().hosts();
        stage.network().restart();
        String name = "asker-" + run;
        List<Person> two = stage.start(hosts.getFirst(), name, hosts.getLast(), "other-" + run);
        Person asker = two.getFirst();
        Person other = two.getLast();
        try {
            asker.awaitListing(other);
            Predicate<JsonNode> knowsItsNat = event("status")
                    .and(status -> !status.path("nat").asString("unknown").equals("unknown"));
            two.forEach(person -> person.askUntil("status", knowsItsNat, SETTLING));
            int mark = asker.client().mark();
            long askedNanos = System.nanoTime();
            asker.client().send("connect", "peer", other.id());
            cold.add((online(asker, mark, other).atNanos() - askedNanos) / NANOS_PER_MILLI);

            asker.client().kill();
            Person again = stage.start(hosts.getFirst(), name);
            try {
                Seen ready =
                        again.client().await(0, event("ready"), ONLINE_LIMIT).orElseThrow();
                warm.add((online(again, 0, other).atNanos() - ready.atNanos()) / NANOS_PER_MILLI);
            } finally {
                again.client().kill();
            }
        } finally {
            two.forEach(person -> person.client().kill());
        }
    }

    private static Seen online(Person person, int mark, Person with) {
        return person.client()
                .await(mark, link("online").and(with.isPeer()), ONLINE_LIMIT)
                .orElseThrow(() -> new LabException("the two do not meet"));
    }
}
