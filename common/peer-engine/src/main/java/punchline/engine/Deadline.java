package punchline.engine;

import org.jspecify.annotations.Nullable;

/**
 * When a machine wants to be called again, and why.
 *
 * @param atNanos on the clock whose time the machine is given
 * @param why     for logs and traces
 */
public record Deadline(long atNanos, String why) {
    /** The earlier of two, either of which may be missing. */
    public static @Nullable Deadline earlier(@Nullable Deadline one, @Nullable Deadline other) {
        if (one == null) {
            return other;
        }
        return other == null || one.atNanos - other.atNanos <= 0 ? one : other;
    }
}
