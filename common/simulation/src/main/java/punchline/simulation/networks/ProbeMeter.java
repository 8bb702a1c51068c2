package punchline.simulation.networks;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import punchline.engine.path.Probe;
import punchline.simulation.Datagram;
import punchline.simulation.VirtualHost;
import punchline.simulation.VirtualTime;

/** Counts the probes that a host sends of its own accord: requests, not the answers that it owes. */
final class ProbeMeter {
    /** The first byte of a request, as {@code punchline.engine.path} draws it. */
    private static final int REQUEST = 1;

    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final VirtualTime time;
    private final Deque<Long> lastSecond = new ArrayDeque<>();
    private long total;
    private int peak;

    private ProbeMeter(VirtualTime time) {
        this.time = time;
    }

    static ProbeMeter on(VirtualHost host, VirtualTime time) {
        ProbeMeter meter = new ProbeMeter(time);
        host.observe(meter::onSent);
        return meter;
    }

    private void onSent(Datagram datagram) {
        if (datagram.payload().length != Probe.BYTES || datagram.payload()[0] != REQUEST) {
            return;
        }
        total++;
        long nowNanos = time.nowNanos();
        while (!lastSecond.isEmpty() && nowNanos - lastSecond.getFirst() >= SECOND_NANOS) {
            lastSecond.removeFirst();
        }
        lastSecond.addLast(nowNanos);
        peak = Math.max(peak, lastSecond.size());
    }

    long total() {
        return total;
    }

    /** The most within any second. */
    int peakPerSecond() {
        return peak;
    }
}
