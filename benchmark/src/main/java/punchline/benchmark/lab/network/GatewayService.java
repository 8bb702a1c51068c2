package punchline.benchmark.lab.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import punchline.benchmark.lab.network.Topology.Gateway;
import punchline.benchmark.lab.network.Topology.Home;

/** The real miniupnpd, with its nftables backend, on a home's router: it opens ports for whoever asks from inside. */
final class GatewayService implements AutoCloseable {
    static final String PROGRAM = "miniupnpd";

    /** Its sockets are open some milliseconds after its start. */
    private static final Duration START_LIMIT = Duration.ofSeconds(5);

    private static final Duration POLL = Duration.ofMillis(20);

    /** The chains that it fills. The filter lets pass what was translated here. */
    private static final String RULES = """
            table inet miniupnpd {
              chain forward { type filter hook forward priority filter; jump miniupnpd; }
              chain prerouting { type nat hook prerouting priority dstnat; jump prerouting_miniupnpd; }
              chain postrouting { type nat hook postrouting priority 90; jump postrouting_miniupnpd; }
              chain miniupnpd { }
              chain prerouting_miniupnpd { }
              chain postrouting_miniupnpd { }
            }
            """;

    private final Process process;

    private GatewayService(Process process) {
        this.process = process;
    }

    /** Loads its chains and starts it; returns once it answers. */
    static GatewayService start(Processes processes, Home home) {
        home.router().rules(RULES);
        Path directory = Path.of("/run", home.router().name());
        Path log = directory.resolve("miniupnpd.log");
        try {
            Files.createDirectories(directory);
            Files.deleteIfExists(log);
            Path configuration = directory.resolve("miniupnpd.conf");
            Files.writeString(configuration, configuration(home.gateway()));
            GatewayService service = new GatewayService(processes.start(new ProcessBuilder(home.router()
                            .command(List.of(
                                    PROGRAM,
                                    "-d",
                                    "-f",
                                    configuration.toString(),
                                    "-P",
                                    directory.resolve("miniupnpd.pid").toString())))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())));
            service.awaitAnswering(log, home.gateway());
            return service;
        } catch (IOException e) {
            throw new LabException("the gateway of " + home.router().name() + " cannot be set up", e);
        }
    }

    private static String configuration(Gateway gateway) {
        return """
                ext_ifname=wan
                listening_ip=lan
                http_port=5000
                enable_natpmp=%s
                enable_upnp=%s
                ipv6_disable=yes
                upnp_table_name=miniupnpd
                upnp_nat_table_name=miniupnpd
                secure_mode=yes
                system_uptime=yes
                uuid=00000000-0000-4000-8000-000000000001
                allow 1024-65535 192.168.0.0/16 1024-65535
                deny 0-65535 0.0.0.0/0 0-65535
                """.formatted(yesIf(gateway == Gateway.PCP), yesIf(gateway == Gateway.UPNP));
    }

    private static String yesIf(boolean condition) {
        return condition ? "yes" : "no";
    }

    private void awaitAnswering(Path log, Gateway gateway) throws IOException {
        String word = gateway == Gateway.PCP ? "Listening for NAT-PMP/PCP" : "HTTP listening";
        long deadlineNanos = System.nanoTime() + START_LIMIT.toNanos();
        while (!Files.readString(log).contains(word)) {
            if (!process.isAlive() || System.nanoTime() - deadlineNanos > 0) {
                throw new LabException(
                        "miniupnpd does not start: " + Files.readString(log).strip());
            }
            Processes.pause(POLL);
        }
    }

    @Override
    public void close() {
        Processes.kill(process);
    }
}
