package punchline.benchmark.lab;

import static punchline.benchmark.lab.ConsoleClient.link;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import punchline.benchmark.lab.network.LabException;
import punchline.benchmark.lab.network.NatKind;
import punchline.benchmark.lab.network.Network;
import punchline.benchmark.lab.network.Processes;
import punchline.benchmark.lab.network.Topology;

/** What it costs to stay online with somebody and say nothing. */
@Command(
        name = "idle",
        mixinStandardHelpOptions = true,
        description = "What an idle link costs: datagrams and processor time.")
final class IdleCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final Duration ONLINE_LIMIT = Duration.ofSeconds(30);

    /** Until the probes of the beginning have ended, and the compiler of the JVM has. */
    private static final Duration SETTLING = Duration.ofSeconds(15);

    /** The promise: one datagram in so many seconds, each way. */
    private static final int SECONDS_PER_DATAGRAM = 12;

    /** What neither a person nor a battery notices, and a few times what the kernel's clock ticks of 10 ms can tell apart. */
    private static final double CPU_SHARE = 0.002;

    @Option(names = "--seconds", defaultValue = "60", description = "How long to look (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--inside", hidden = true)
    private boolean inside;

    @Override
    public Integer call() {
        if (!inside) {
            return Reentry.run("idle", List.of("idle", "--inside", "--seconds=" + seconds), LIMIT);
        }
        Network.useOwnNames();
        Path data = Stage.newData(Reentry.home(), "idle");
        Report report = new Report("idle");
        Topology topology = Topology.homes(NatKind.PORT_RESTRICTED, NatKind.PORT_RESTRICTED);
        try (Stage stage = Stage.set(topology, Programs.find(Reentry.home()), data, report)) {
            stage.startServer(report);
            measure(stage, report);
        }
        report.writeJson(Reentry.home().resolve("benchmark/target/lab/idle.json"));
        System.out.println(report.summary());
        return report.passed() ? 0 : 1;
    }

    private void measure(Stage stage, Report report) {
        Topology topology = stage.network().topology();
        List<Person> two =
                stage.start(topology.hosts().getFirst(), "one", topology.hosts().getLast(), "other");
        Person one = two.getFirst();
        Person other = two.getLast();
        one.awaitListing(other);
        int mark = one.client().mark();
        one.client().send("connect", "peer", other.id());
        if (one.client()
                .await(mark, link("online").and(other.isPeer()), ONLINE_LIMIT)
                .isEmpty()) {
            throw new LabException("the two do not meet");
        }
        Processes.pause(SETTLING);

        LinkMeter meter = LinkMeter.install(topology.homes().getFirst().router());
        LinkMeter.Reading before = meter.read();
        List<Duration> cpuBefore =
                two.stream().map(person -> person.client().cpu()).toList();
        Processes.pause(Duration.ofSeconds(seconds));
        LinkMeter.Reading idle = meter.read().since(before);
        report.note(seconds + " s in which nobody writes");
        int most = seconds / SECONDS_PER_DATAGRAM;
        check(report, "to the peer", idle.toPeer(), most);
        check(report, "from the peer", idle.fromPeer(), most);
        report.figure("datagramsToPeer", idle.toPeer());
        report.figure("datagramsFromPeer", idle.fromPeer());
        report.figure("datagramsToServer", idle.toServer());
        report.figure("datagramsFromServer", idle.fromServer());
        for (int i = 0; i < two.size(); i++) {
            Person person = two.get(i);
            Duration cpu = person.client().cpu().minus(cpuBefore.get(i));
            report.figure(person.name() + "CpuMillis", cpu.toMillis());
            report.check(
                    "the client of " + person.name() + " takes less than 0.2 % of a core",
                    cpu.toNanos() <= CPU_SHARE * Duration.ofSeconds(seconds).toNanos(),
                    String.format(Locale.ROOT, "%d ms in %d s", cpu.toMillis(), seconds));
        }
    }

    private void check(Report report, String direction, long datagrams, int most) {
        report.check(
                "at most " + most + " datagrams " + direction + " in " + seconds + " s",
                datagrams <= most,
                Long.toString(datagrams));
    }
}
