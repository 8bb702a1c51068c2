package punchline.engine.path;

import org.jspecify.annotations.Nullable;
import punchline.engine.Deadline;

/** When it is time to look for a better path than the selected one: now and then, while it is in use. */
final class Lookout {
    private final long everyNanos;
    private boolean used;
    private long lookNanos;

    Lookout(long everyNanos) {
        this.everyNanos = everyNanos;
    }

    /** A path was selected, or looked beyond. */
    void restart(long nowNanos) {
        used = false;
        lookNanos = nowNanos + everyNanos;
    }

    /** The path is in use. */
    void onUsed() {
        used = true;
    }

    /** True once when it is time. */
    boolean take(long nowNanos) {
        if (!used || nowNanos - lookNanos < 0) {
            return false;
        }
        restart(nowNanos);
        return true;
    }

    @Nullable
    Deadline deadline() {
        return used ? new Deadline(lookNanos, "look for a better path") : null;
    }
}
