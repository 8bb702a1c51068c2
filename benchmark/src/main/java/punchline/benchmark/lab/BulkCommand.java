package punchline.benchmark.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import punchline.benchmark.Samples;
import punchline.benchmark.bulk.StreamTrial;
import punchline.benchmark.lab.network.LabException;
import punchline.benchmark.lab.network.NatKind;
import punchline.benchmark.lab.network.Network;
import punchline.benchmark.lab.network.Processes;
import punchline.benchmark.lab.network.Topology;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How fast long streams go from one home to another: a link's, plain UDP and TCP, each through the NAT of both homes. For
 * {@link BulkLabBenchmark}, which reads the file.
 */
@Command(
        name = "bulk",
        mixinStandardHelpOptions = true,
        description = "How fast a link's stream goes through two routers, beside plain UDP and TCP.")
final class BulkCommand implements Callable<Integer> {
    static final Duration LIMIT = Duration.ofMinutes(2);

    /** What runs it in the sandbox. */
    static final List<String> INSIDE = List.of("bulk", "--inside");

    private static final Topology HOMES = Topology.homes(NatKind.PORT_RESTRICTED, NatKind.PORT_RESTRICTED);

    @Option(names = "--inside", hidden = true)
    private boolean inside;

    static Path file() {
        return Reentry.home().resolve("benchmark/target/lab/bulk.json");
    }

    @Override
    public Integer call() {
        if (!inside) {
            return Reentry.run("bulk", INSIDE, LIMIT);
        }
        Network.useOwnNames();
        try (Processes processes = new Processes();
                Network network = Network.build(HOMES, processes)) {
            LabSite near = new LabSite(network.topology().hosts().getFirst());
            LabSite far = new LabSite(network.topology().hosts().getLast());
            // Nobody punches holes for TCP here: one router lets it out, the other one forwards it, as people set
            // theirs by hand.
            near.host().home().router().rules("""
                    table ip streams {
                      chain out { type nat hook postrouting priority srcnat; oifname "wan" meta l4proto tcp masquerade; }
                    }
                    """);
            far.host().home().router().rules("""
                    table ip streams {
                      chain in { type nat hook prerouting priority dstnat; iifname "wan" meta l4proto tcp dnat to %s; }
                    }
                    """.formatted(far.host().address()));
            write(StreamTrial.run(near, far, BulkCommand::say));
        } catch (IOException e) {
            throw new LabException("a stream does not begin", e);
        }
        return 0;
    }

    private static void say(int slice) {
        if (slice % 10 == 1) {
            System.err.println("bulk: slice " + slice + " of " + StreamTrial.ALL_SLICES);
        }
    }

    private static void write(Map<String, Samples> found) {
        JsonMapper mapper = JsonMapper.shared();
        ObjectNode root = mapper.createObjectNode();
        found.forEach((name, samples) -> SampleArray.write(samples, root.putArray(name)));
        Matrix.write(file(), mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
    }
}
