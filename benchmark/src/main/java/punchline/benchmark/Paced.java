package punchline.benchmark;

import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;

/** Messages that were due at certain moments, and how late after that their receipts came: all in order. One thread sends, another hears. */
final class Paced {
    /** Fewer than a sender may have waiting. A power of two. */
    private static final int ROOM = 1 << 15;

    private final long[] dueNanos = new long[ROOM];
    private final Histogram late;
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();

    Paced(Histogram late) {
        this.late = late;
    }

    boolean hasRoom() {
        return sent.get() - done.get() < ROOM;
    }

    int sent() {
        return sent.get();
    }

    /** The next one is handed over, which was to happen at that moment. */
    void onSent(long whenDueNanos) {
        dueNanos[sent.get() & (ROOM - 1)] = whenDueNanos;
        sent.incrementAndGet();
    }

    /** The receipt of the next one is back. */
    void onDelivered(long nowNanos) {
        late.recordValue(nowNanos - dueNanos[done.get() & (ROOM - 1)]);
        done.incrementAndGet();
    }
}
