package punchline.engine.path;

/** A token bucket: how many of something may happen, on average and at once. Starts full. One thread. */
public final class Allowance {
    private static final long SECOND_NANOS = 1_000_000_000;

    private final long intervalNanos;
    private final long capacityNanos;
    private boolean used;
    private long creditNanos;
    private long asOfNanos;

    /** So many a second, and {@code burst} at once. */
    public Allowance(int perSecond, int burst) {
        this.intervalNanos = SECOND_NANOS / perSecond;
        this.capacityNanos = intervalNanos * burst;
        this.creditNanos = capacityNanos;
    }

    /** What all path finders of a peer share. */
    public static Allowance ofProbes(PathConfig config) {
        int perSecond = config.limits().probesPerSecond();
        // A tenth of a second's at once, and so much less a second: none sees more than its due, wherever it begins.
        int burst = perSecond / 10;
        return new Allowance(perSecond - burst, burst);
    }

    /** Takes one if there is one. */
    boolean take(long nowNanos) {
        if (nanosUntilNext(nowNanos) > 0) {
            return false;
        }
        creditNanos -= intervalNanos;
        return true;
    }

    /** 0 if there is one to take. */
    long nanosUntilNext(long nowNanos) {
        if (used) {
            // Clamped first: after a long sleep the sum must not overflow.
            long passed = Math.clamp(nowNanos - asOfNanos, 0, capacityNanos);
            creditNanos = Math.min(capacityNanos, creditNanos + passed);
        }
        used = true;
        asOfNanos = nowNanos;
        return Math.max(0, intervalNanos - creditNanos);
    }
}
