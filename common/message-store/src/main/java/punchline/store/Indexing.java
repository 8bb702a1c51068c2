package punchline.store;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When the index of words is worked on, and erased words are taken out of it: while nothing else is to be written, or now and then if that never is; in steps short enough
 * that whatever comes does not notice. Thread {@code store} only, but for {@link #hurry}.
 */
final class Indexing {
    private static final Logger log = LoggerFactory.getLogger(Indexing.class);

    /** So long after the last write the disk counts as idle: bursts have shorter pauses. */
    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** While writes keep coming, one step is taken this often: a twentieth of the time. */
    private static final long LATEST_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /** One step. A write that comes meanwhile waits for its end and commit. */
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** Between two steps: half a core is left to others. */
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** To take erased words out of the file rewrites much of the index, so that it gets a thousandth of the time. */
    private static final int ERASED_SHARE = 1000;

    private boolean due = true;
    private long pauseNanos = IDLE_NANOS;
    private long lastStepNanos = System.nanoTime();
    private long erasedNotBeforeNanos = System.nanoTime();
    private long erasedSpentNanos;
    private boolean resting;
    private volatile boolean hurried;

    /** Whether there may be something to do. */
    boolean isDue() {
        return due;
    }

    /** How long nothing else must come before the next step. */
    long pauseNanos() {
        return hurried ? 0 : pauseNanos;
    }

    /** Whether a step must be taken now, though more waits to be written. */
    boolean isPressing() {
        return due && (hurried || System.nanoTime() - lastStepNanos > LATEST_NANOS);
    }

    /** Somebody looks for what is missing. Any thread. */
    void hurry() {
        hurried = true;
    }

    /** Entries may have been written. */
    void onWritten() {
        if (!due || resting) {
            due = true;
            resting = false;
            lastStepNanos = System.nanoTime();
        }
        pauseNanos = IDLE_NANOS;
    }

    /** Takes one step, in a transaction of its own; {@code isIdle} says whether nothing else waits. */
    void step(Writing writing, BooleanSupplier isIdle) throws SQLException {
        boolean pressing = isPressing();
        long end = System.nanoTime() + STEP_NANOS;
        // It fails without harm; what failed once will do so again, until something is written.
        due = false;
        lastStepNanos = System.nanoTime();
        BooleanSupplier goOn = () -> (pressing || isIdle.getAsBoolean()) && System.nanoTime() - end < 0;
        boolean more = writing.index(goOn);
        pauseNanos = REST_NANOS;
        if (!more) {
            hurried = false;
            log.debug("all messages are in the index");
            more = writing.hasErased() && takeOutErased(writing, goOn);
        }
        lastStepNanos = System.nanoTime();
        due = more;
    }

    /** Returns whether there is more to do, now or after a rest. */
    private boolean takeOutErased(Writing writing, BooleanSupplier goOn) throws SQLException {
        long startNanos = System.nanoTime();
        resting = startNanos - erasedNotBeforeNanos < 0;
        if (resting) {
            pauseNanos = erasedNotBeforeNanos - startNanos;
            return true;
        }
        boolean more = writing.takeOutErased(goOn);
        erasedSpentNanos += System.nanoTime() - startNanos;
        if (!more) {
            erasedNotBeforeNanos = System.nanoTime() + ERASED_SHARE * erasedSpentNanos;
            erasedSpentNanos = 0;
        }
        return more;
    }
}
