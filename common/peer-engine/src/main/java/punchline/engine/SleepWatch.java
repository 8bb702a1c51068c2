package punchline.engine;

import java.util.concurrent.TimeUnit;

/** Finds out from two clocks, read at a steady pace, that the machine slept. */
final class SleepWatch {
    /** A jump over this is sleep, and neither somebody setting the clock right nor a busy moment. */
    static final long SLEEP_MILLIS = 5_000;

    private final long paceMillis;
    private long nowMillis;
    private long wallMillis;

    /** Reads will come that far apart. */
    SleepWatch(long paceMillis, long nowNanos, long wallMillis) {
        this.paceMillis = paceMillis;
        this.nowMillis = TimeUnit.NANOSECONDS.toMillis(nowNanos);
        this.wallMillis = wallMillis;
    }

    /**
     * Whether the machine slept since the read before. The monotonic clock stands still meanwhile on Linux and macOS, so that the wall
     * clock has run ahead; on Windows it runs on, so that this read is late.
     */
    boolean onRead(long newNowNanos, long newWallMillis) {
        long newNowMillis = TimeUnit.NANOSECONDS.toMillis(newNowNanos);
        long passedMillis = newNowMillis - nowMillis;
        long aheadMillis = newWallMillis - wallMillis - passedMillis;
        nowMillis = newNowMillis;
        wallMillis = newWallMillis;
        return Math.abs(aheadMillis) > SLEEP_MILLIS || passedMillis - paceMillis > SLEEP_MILLIS;
    }
}
