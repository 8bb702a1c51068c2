package punchline.engine.mapping;

/** When a request is sent again, each time after twice as long, and when it has failed. */
final class Retransmission {
    private final int tries;
    private int sent;
    private long gapNanos;
    private long nextNanos;

    /** The first is due at once. */
    Retransmission(long nowNanos, long firstGapNanos, int tries) {
        this.tries = tries;
        this.gapNanos = firstGapNanos;
        this.nextNanos = nowNanos;
    }

    long nextNanos() {
        return nextNanos;
    }

    boolean isDue(long nowNanos) {
        return nowNanos - nextNanos >= 0;
    }

    /** Once due: whether to send, or else to give up. */
    boolean take(long nowNanos) {
        if (sent == tries) {
            return false;
        }
        sent++;
        nextNanos = nowNanos + gapNanos;
        gapNanos *= 2;
        return true;
    }
}
