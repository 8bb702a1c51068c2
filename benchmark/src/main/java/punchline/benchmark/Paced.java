package punchline.benchmark;

import org.HdrHistogram.Histogram;

/** Messages that were due at certain moments, and how late after that their receipts came: all in order. One thread sends, another hears. */
final class Paced {
    /** More than a sender may have waiting. A power of two. */
    private static final int ROOM = 1 << 17;

    private final long[] dueNanos = new long[ROOM];
    private final Histogram late;
    private volatile int sent;
    private volatile int done;

    Paced(Histogram late) {
        this.late = late;
    }

    boolean hasRoom() {
        return sent - done < ROOM;
    }


    int sent() {
        return sent;
    }

    /** The next one is handed over, which was to happen at that moment. */
    void onSent(long whenDueNanos) {
        dueNanos[sent & (ROOM - 1)] = whenDueNanos;
        sent = sent + 1;
    }

    /** The receipt of the next one is back. */
    void onDelivered(long nowNanos) {
        int next = done;
        late.recordValue(nowNanos - dueNanos[next & (ROOM - 1)]);
        done = next + 1;
    }
}
