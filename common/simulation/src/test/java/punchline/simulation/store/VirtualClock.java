package punchline.simulation.store;

import java.util.concurrent.TimeUnit;
import punchline.simulation.VirtualTime;

/** Virtual time in turns, each of which ends the same way. */
final class VirtualClock implements CrashableStore.Scheduler {
    /** Longer than anything here takes. */
    private static final long LONG_MILLIS = 60_000;

    private final VirtualTime time = new VirtualTime();
    private Runnable afterEach = () -> {};

    /** Something to do at the end of each turn. */
    void afterEach(Runnable body) {
        afterEach = body;
    }

    VirtualTime time() {
        return time;
    }

    long nowMillis() {
        return time.wallMillis();
    }

    @Override
    public void after(long delayNanos, Runnable task) {
        time.after(delayNanos, () -> {
            task.run();
            afterEach.run();
        });
    }

    /** Lets time pass, in whole milliseconds. */
    void pass(long nanos) {
        time.runMillis(TimeUnit.NANOSECONDS.toMillis(nanos));
    }

    /** Lets everything happen that is going to. */
    void settle() {
        afterEach.run();
        time.runMillis(LONG_MILLIS);
    }
}
