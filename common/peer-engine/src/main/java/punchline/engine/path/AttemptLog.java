package punchline.engine.path;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;

/** The last attempts to reach one peer. Outlives the path finder, which is made anew after a goodbye. Engine thread only. */
public final class AttemptLog {
    /** The one under way, what came before, and what it was like when all was well. */
    static final int MAX_ATTEMPTS = 5;

    private final Deque<AttemptRecord> attempts = new ArrayDeque<>();
    private final LongSupplier wallMillis;

    /** An empty one. {@code wallMillis} is asked for the time of day at which an attempt begins. */
    public AttemptLog(LongSupplier wallMillis) {
        this.wallMillis = wallMillis;
    }

    /** An attempt begins. */
    AttemptRecord open(long nowNanos) {
        if (attempts.size() >= MAX_ATTEMPTS) {
            attempts.removeFirst();
        }
        AttemptRecord opened = new AttemptRecord(wallMillis.getAsLong(), nowNanos);
        attempts.addLast(opened);
        return opened;
    }

    /** Those kept, the oldest first. */
    public List<AttemptRecord> attempts() {
        return List.copyOf(attempts);
    }
}
