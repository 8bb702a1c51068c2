package punchline.server;

/** Lets units pass at a {@link Rate}. Starts full. */
final class TokenBucket {
    private final Rate rate;
    private boolean used;

    /** When all that has passed will have come back; in the past if the bucket is full. */
    private long fullAtNanos;

    TokenBucket(Rate rate) {
        this.rate = rate;
    }

    /** Takes the units, or none of them and says so. */
    boolean take(long nowNanos, long units) {
        long from = used && fullAtNanos - nowNanos > 0 ? fullAtNanos : nowNanos;
        long after = from + units * rate.nanosPerUnit();
        if (after - nowNanos > rate.burst() * rate.nanosPerUnit()) {
            return false;
        }
        used = true;
        fullAtNanos = after;
        return true;
    }
}
