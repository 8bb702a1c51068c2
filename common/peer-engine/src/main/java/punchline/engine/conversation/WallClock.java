package punchline.engine.conversation;

import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * Whether my wall clock can be believed when it says that something is old. A clock that is years off must not empty a
 * conversation, so two things must speak for it: it has not jumped since the last look, and the last word of someone else is by that one's clock
 * neither long ago nor yet to come.
 */
final class WallClock {
    /** Clocks that are set right while they run are set by less. */
    private static final long MAX_JUMP_MILLIS = TimeUnit.MINUTES.toMillis(1);

    /** Nobody has written for so long: then nobody speaks for the clock. */
    private static final long MAX_SILENCE_MILLIS = TimeUnit.DAYS.toMillis(30);

    /** Others' clocks may be ahead by a time zone that was set wrong. */
    private static final long MAX_AHEAD_MILLIS = TimeUnit.DAYS.toMillis(1);

    private long nanos;
    private long millis;

    WallClock(long nowNanos, long wallMillis) {
        nanos = nowNanos;
        millis = wallMillis;
    }

    /** Looks at it; false if it jumped since the last look, as it also does when the machine has slept. */
    boolean ranOn(long nowNanos, long wallMillis) {
        long jump = (wallMillis - millis) - TimeUnit.NANOSECONDS.toMillis(nowNanos - nanos);
        nanos = nowNanos;
        millis = wallMillis;
        return Math.abs(jump) <= MAX_JUMP_MILLIS;
    }

    /** Whether any of the moments at which others wrote agrees with it, as it was at the last look. */
    boolean agreesWith(LongStream heardMillis) {
        return heardMillis.anyMatch(
                heard -> heard >= millis - MAX_SILENCE_MILLIS && heard <= millis + MAX_AHEAD_MILLIS);
    }
}
