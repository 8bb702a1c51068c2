package punchline.engine;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How long somebody unknown may take to say hello. One who has no such time is no stranger, or holds no place for one. */
final class StrangerTime {
    /** A stranger has this long to come from the server's word to a hello; then its place is free for the next. */
    static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** The longest attempt with its rounds; whoever comes back after it takes his turn with other strangers. */
    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final String who;
    private @Nullable Deadline end;
    private long sinceNanos;

    StrangerTime(String who) {
        this.who = who;
    }

    boolean isRunning() {
        return end != null;
    }

    /** From now on, or still. */
    void run(long nowNanos) {
        if (end == null) {
            sinceNanos = nowNanos;
        }
        extend(nowNanos);
    }

    /** Further introductions and rounds, from when on they count, give it more time, never less, but not without end. */
    void extend(long fromNanos) {
        long untilNanos = fromNanos + LIMIT_NANOS;
        long mostNanos = sinceNanos + MOST_NANOS;
        if (end != null && end.atNanos() - untilNanos > 0) {
            untilNanos = end.atNanos();
        }
        end = new Deadline(mostNanos - untilNanos < 0 ? mostNanos : untilNanos, "hello of the stranger " + who);
    }

    void stop() {
        end = null;
    }

    @Nullable
    Deadline end() {
        return end;
    }
}
