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
    public boolean take(long nowNanos) {
        if (nanosUntilNext(nowNanos) > 0) {
            return false;
        }
        creditNanos -= intervalNanos;
        return true;
    }

    /**
     * Takes the next one, even if it is yet to come, so that those who share an allowance take turns. Whoever has waited that long may act; he
     * should not reserve another before.
     *
     * @return how long to wait for it, 0 if it is there
     */
    long reserve(long nowNanos) {
        refill(nowNanos);
        creditNanos -= intervalNanos;
        return Math.max(0, -creditNanos);
    }

    /** Takes one for what cannot wait: the others wait longer for it, by a second at most. */
    void charge(long nowNanos) {
        refill(nowNanos);
        creditNanos = Math.max(creditNanos - intervalNanos, Math.min(creditNanos, -SECOND_NANOS));
    }

    /** 0 if there is one to take. */
    private long nanosUntilNext(long nowNanos) {
        refill(nowNanos);
        return Math.max(0, intervalNanos - creditNanos);
    }

    private void refill(long nowNanos) {
        if (used) {
            // Clamped first: after a long sleep the sum must not overflow.
            long passed = Math.clamp(nowNanos - asOfNanos, 0, capacityNanos - creditNanos);
            creditNanos += passed;
        }
        used = true;
        asOfNanos = nowNanos;
    }
}
