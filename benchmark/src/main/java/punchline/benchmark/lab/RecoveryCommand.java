package punchline.benchmark.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import punchline.benchmark.lab.network.LabException;
import punchline.benchmark.lab.network.NatKind;
import punchline.benchmark.lab.network.Network;
import punchline.benchmark.lab.network.Topology;

/** Two people talk, and routers, addresses, networks and the server change beneath them. */
@Command(
        name = "recovery",
        mixinStandardHelpOptions = true,
        description = "What happens to a talk when mappings, addresses, networks or the server go.")
final class RecoveryCommand implements Callable<Integer> {
    /** About a minute for each run of each disturbance, and more where it is slow. */
    private static final Duration LIMIT = Duration.ofHours(1);

    @Option(names = "--runs", defaultValue = "3", description = "How many runs of each (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(names = "--only", split = ",", description = "Only these: ${COMPLETION-CANDIDATES}.")
    private List<Disturbance> only = new ArrayList<>(List.of(Disturbance.values()));

    @Option(names = "--docs", description = "Write docs/recovery.md, too.")
    private boolean docs;

    @Option(names = "--inside", hidden = true)
    private boolean inside;

    @Override
    public Integer call() {
        if (inside) {
            return run();
        }
        List<String> arguments = new ArrayList<>(List.of("recovery", "--inside", "--runs=" + runs));
        only.forEach(disturbance -> arguments.add("--only=" + disturbance.name()));
        if (docs) {
            arguments.add("--docs");
        }
        return Reentry.run("recovery", arguments, LIMIT);
    }

    private int run() {
        Network.useOwnNames();
        Programs programs = Programs.find(Reentry.home());
        Path data = Stage.newData(Reentry.home(), "recovery");
        System.out.println("lab recovery: " + runs + " runs each; logs in " + data);
        Map<Disturbance, List<RecoveryTrial.Result>> results = new EnumMap<>(Disturbance.class);
        Map<Disturbance, List<String>> failures = new EnumMap<>(Disturbance.class);
        RecoveryDocument document = new RecoveryDocument(results, failures);
        for (Disturbance disturbance : only) {
            for (int run = 1; run <= runs; run++) {
                try {
                    RecoveryTrial.Result result =
                            run(disturbance, programs, data.resolve(disturbance.title() + "-" + run));
                    results.computeIfAbsent(disturbance, any -> new ArrayList<>())
                            .add(result);
                    System.out.println(disturbance.words() + ": " + result
                            + (RecoveryDocument.isAsPromised(result) ? "" : "   SHORT of what is promised"));
                } catch (LabException e) {
                    failures.computeIfAbsent(disturbance, any -> new ArrayList<>())
                            .add(String.valueOf(e.getMessage()));
                    System.out.println(disturbance.words() + ": FAILED, " + e.getMessage());
                }
                Matrix.write(Reentry.home().resolve("benchmark/target/lab/recovery.json"), document.json());
            }
        }
        System.out.println(document.table());
        if (docs) {
            Matrix.write(Reentry.home().resolve("docs/recovery.md"), document.text());
        }
        return document.isAsPromised() ? 0 : CommandLine.ExitCode.SOFTWARE;
    }

    /** Two homes with people, and empty ones to move to. */
    private static RecoveryTrial.Result run(Disturbance disturbance, Programs programs, Path data) {
        NatKind[] nats = new NatKind[2 + Disturbance.MOST];
        Arrays.fill(nats, NatKind.PORT_RESTRICTED);
        try (Stage stage = Stage.set(Topology.homes(nats), programs, data, Report.quiet(disturbance.title()))) {
            return new RecoveryTrial(stage, disturbance).run();
        }
    }
}
