package punchline.simulation;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import punchline.protocol.Endpoint;

/** Counts what a host sends to anybody but its servers. */
final class ThirdParties {
    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private record Sent(long atNanos, Endpoint to) {}

    private final List<Sent> sent = new ArrayList<>();

    private ThirdParties() {}

    static ThirdParties of(VirtualHost host, VirtualTime time, Predicate<Endpoint> isServer) {
        ThirdParties meter = new ThirdParties();
        host.observe(datagram -> {
            if (!isServer.test(datagram.destination())) {
                meter.sent.add(new Sent(time.nowNanos(), datagram.destination()));
            }
        });
        return meter;
    }

    void forget() {
        sent.clear();
    }

    int total() {
        return sent.size();
    }

    Set<Endpoint> targets() {
        Set<Endpoint> all = new HashSet<>();
        sent.forEach(each -> all.add(each.to()));
        return all;
    }

    int totalTo(InetAddress address) {
        return (int) sent.stream()
                .filter(each -> each.to().address().equals(address))
                .count();
    }

    /** The most within any second. */
    int peak() {
        int peak = 0;
        Deque<Sent> last = new ArrayDeque<>();
        for (Sent each : sent) {
            last.addLast(each);
            while (each.atNanos() - last.getFirst().atNanos() >= SECOND_NANOS) {
                last.removeFirst();
            }
            peak = Math.max(peak, last.size());
        }
        return peak;
    }

    /** The most different addresses within any second. */
    int peakAddresses() {
        int peak = 0;
        Deque<Sent> last = new ArrayDeque<>();
        for (Sent each : sent) {
            last.addLast(each);
            while (each.atNanos() - last.getFirst().atNanos() >= SECOND_NANOS) {
                last.removeFirst();
            }
            peak = Math.max(peak, (int)
                    last.stream().map(one -> one.to().address()).distinct().count());
        }
        return peak;
    }
}
