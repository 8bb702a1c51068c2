package punchline.benchmark.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/** Which hosts await an answer, since when, and whose request is due again. */
final class Repeats {
    private record Due(int host, long startNanos, int step, long atNanos) {}

    private final long[] stepNanos;
    private final long[] startNanos;
    private final boolean[] open;
    /** For each step its own queue, which time sorts by itself. The last step is the end. */
    private final Deque<Due>[] queues;

    /** @param repeatMillis when a request is sent again, counted from the first try; at the last it counts as lost */
    @SuppressWarnings({"unchecked", "rawtypes"})
    Repeats(int[] repeatMillis, int hosts) {
        stepNanos = new long[repeatMillis.length];
        queues = new Deque[repeatMillis.length];
        for (int i = 0; i < repeatMillis.length; i++) {
            stepNanos[i] = TimeUnit.MILLISECONDS.toNanos(repeatMillis[i]);
            queues[i] = new ArrayDeque<>();
        }
        startNanos = new long[hosts];
        open = new boolean[hosts];
    }

    boolean isOpen(int host) {
        return open[host];
    }

    void open(int host, long nowNanos) {
        open[host] = true;
        startNanos[host] = nowNanos;
        queues[0].add(new Due(host, nowNanos, 0, nowNanos + stepNanos[0]));
    }

    /** It was answered. Gives when it was first asked. */
    long close(int host) {
        open[host] = false;
        return startNanos[host];
    }

    /** A host whose request is to be sent again, or -1. */
    int pollDue(long nowNanos) {
        for (Deque<Due> queue : queues) {
            for (Due first = queue.peek(); first != null && nowNanos - first.atNanos >= 0; first = queue.peek()) {
                queue.remove();
                if (!open[first.host] || startNanos[first.host] != first.startNanos) {
                    continue;
                }
                int step = first.step + 1;
                if (step == queues.length) {
                    open[first.host] = false;
                    continue;
                }
                queues[step].add(new Due(first.host, first.startNanos, step, first.startNanos + stepNanos[step]));
                return first.host;
            }
        }
        return -1;
    }

    /** Whether something may still be answered, or sent again. */
    boolean anyOpen(long nowNanos) {
        for (Deque<Due> queue : queues) {
            while (!queue.isEmpty()
                    && (!open[queue.element().host]
                            || startNanos[queue.element().host] != queue.element().startNanos)) {
                queue.remove();
            }
            if (!queue.isEmpty()) {
                return true;
            }
        }
        return false;
    }
}
