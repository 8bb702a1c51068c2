package punchline.benchmark.lab;

import java.time.Duration;
import java.util.Locale;
import punchline.benchmark.lab.network.Processes;
import punchline.benchmark.lab.network.Topology;
import punchline.benchmark.lab.network.Topology.Host;

/** What must hold at the rendezvous server, whatever the clients do. */
final class ServerCheck {
    private static final int LOG_TRIES = 20;
    private static final Duration LOG_PAUSE = Duration.ofMillis(100);

    private ServerCheck() {}

    /** It answers a plain {@code punch} from behind each NAT. */
    static void answersEveryHome(Topology topology, Programs programs, Report report) {
        for (Host host : topology.hosts()) {
            double millis = RendezvousHost.punch(host);
            report.check(
                    "the server answers " + host.namespace().name() + " (Java " + programs.serverRelease() + ")",
                    true,
                    String.format(Locale.ROOT, "after %.0f ms", millis));
        }
    }

    /** Nothing but rendezvous crosses its interface, by the kernel's counters and by its own log. */
    static void onlyRendezvousArrives(RendezvousHost server, Report report) {
        RendezvousHost.Traffic log = server.traffic();
        Meter.Reading meter = Meter.read();
        // The log is written behind the socket, and may be a moment late.
        for (int tries = 0; tries < LOG_TRIES && !agree(log, meter); tries++) {
            Processes.pause(LOG_PAUSE);
            log = server.traffic();
            meter = Meter.read();
        }
        report.check(
                "every datagram at the server is rendezvous",
                meter.otherIn() == 0 && meter.otherOut() == 0 && log.unknown() == 0,
                meter.requests() + " requests, " + meter.answers() + " answers, " + (meter.otherIn() + meter.otherOut())
                        + " others, " + meter.bytes() + " bytes in all");
        report.check(
                "the server's traffic log agrees with the kernel's counters",
                agree(log, meter),
                log.in() + " in and " + log.out() + " out in the log");
    }

    private static boolean agree(RendezvousHost.Traffic log, Meter.Reading meter) {
        return log.in() == meter.requests() && log.out() == meter.answers();
    }
}
