package punchline.engine.rendezvous;

import java.util.concurrent.TimeUnit;
import punchline.protocol.RendezvousAnswer;

/**
 * How late a server's word is. A datagram that was not held up on its way shows how far the server's clock is behind this one; one
 * that shows more was late by the difference.
 */
final class ServerClock {
    /** Two good clocks part by some milliseconds in this time (100 parts in a million), and a few refreshes fall into it. */
    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static final long NONE = Long.MAX_VALUE;

    /** Milliseconds that this clock is ahead of the server's; a server's may stand where nanoseconds no longer fit a long. */
    private long least = NONE;

    private long leastBefore = NONE;
    private long sinceNanos;

    /** A datagram that the server sent at {@code clockMillis} of its clock has come. */
    void onStamp(long nowNanos, long clockMillis) {
        if (clockMillis == RendezvousAnswer.NO_CLOCK) {
            return;
        }
        if (least == NONE || nowNanos - sinceNanos >= WINDOW_NANOS) {
            boolean recent = nowNanos - sinceNanos < 2 * WINDOW_NANOS;
            leastBefore = recent ? least : NONE;
            least = NONE;
            sinceNanos = nowNanos;
        }
        least = Math.min(least, aheadMillis(nowNanos, clockMillis));
    }

    /** By how much a datagram of that stamp is late, 0 if nothing is known. */
    long lateNanos(long nowNanos, long clockMillis) {
        long known = Math.min(least, leastBefore);
        return clockMillis == RendezvousAnswer.NO_CLOCK || known == NONE
                ? 0
                : TimeUnit.MILLISECONDS.toNanos(Math.max(0, aheadMillis(nowNanos, clockMillis) - known));
    }

    /** The way to the server, or the server itself, may be another. */
    void forget() {
        least = NONE;
        leastBefore = NONE;
    }

    private static long aheadMillis(long nowNanos, long clockMillis) {
        return TimeUnit.NANOSECONDS.toMillis(nowNanos) - clockMillis;
    }
}
