package punchline.simulation;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import punchline.engine.TimeSource;

/** The clock of a simulated world, and what is to happen when. What falls on one instant happens in the order in which it was asked for. */
public final class VirtualTime implements TimeSource {
    /** Not zero: code that compares instants by their sign must fail. */
    private static final long START_NANOS = -5_000_000_000L;

    /** Some day of 2026. */
    private static final long START_WALL_MILLIS = 1_780_000_000_000L;

    /** More than this at one instant is a loop that never waits. */
    private static final int MAX_HAPPENINGS_PER_INSTANT = 100_000;

    private final PriorityQueue<Happening> due =
            new PriorityQueue<>(Comparator.comparingLong(Happening::atNanos).thenComparingLong(Happening::order));
    private long nowNanos = START_NANOS;
    private long wallOffsetMillis = START_WALL_MILLIS;
    private long order;
    private int happenings;

    /** Something that will happen, unless cancelled. */
    public static final class Happening {
        private final long atNanos;
        private final long order;
        private final Runnable action;
        private boolean cancelled;

        private Happening(long atNanos, long order, Runnable action) {
            this.atNanos = atNanos;
            this.order = order;
            this.action = action;
        }

        private long atNanos() {
            return atNanos;
        }

        private long order() {
            return order;
        }

        /** It will not happen. Idempotent. */
        public void cancel() {
            cancelled = true;
        }
    }

    @Override
    public long nowNanos() {
        return nowNanos;
    }

    @Override
    public long wallMillis() {
        return wallOffsetMillis + elapsedMillis();
    }

    /** Somebody sets the clock on the wall. */
    public void jumpWall(long millis) {
        wallOffsetMillis += millis;
    }

    /** Since the world began. */
    public long elapsedMillis() {
        return TimeUnit.NANOSECONDS.toMillis(nowNanos - START_NANOS);
    }

    /** Does something at an instant, or at once if that has passed. */
    public Happening at(long atNanos, Runnable action) {
        Happening happening = new Happening(Math.max(atNanos, nowNanos), order++, action);
        due.add(happening);
        return happening;
    }

    /** Does something after a while. */
    public Happening after(long delayNanos, Runnable action) {
        return at(nowNanos + delayNanos, action);
    }

    /** As {@link #after}, in milliseconds. */
    public Happening afterMillis(long delayMillis, Runnable action) {
        return after(TimeUnit.MILLISECONDS.toNanos(delayMillis), action);
    }

    /** Lets time pass and everything happen that falls into it, its end included. */
    public void runMillis(long millis) {
        runUntil(() -> false, millis);
    }

    /**
     * Lets time pass until something is so; checked after each happening.
     *
     * @return whether it became so within the limit
     */
    public boolean runUntil(BooleanSupplier condition, long limitMillis) {
        long endNanos = nowNanos + TimeUnit.MILLISECONDS.toNanos(limitMillis);
        while (!condition.getAsBoolean()) {
            Happening next = due.peek();
            if (next == null || next.atNanos > endNanos) {
                nowNanos = endNanos;
                return false;
            }
            due.remove();
            if (next.cancelled) {
                continue;
            }
            happenings = next.atNanos == nowNanos ? happenings + 1 : 0;
            if (happenings > MAX_HAPPENINGS_PER_INSTANT) {
                throw new IllegalStateException("time stands still at " + elapsedMillis() + " ms");
            }
            nowNanos = next.atNanos;
            next.action.run();
        }
        return true;
    }
}
