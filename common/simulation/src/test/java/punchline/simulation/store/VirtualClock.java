package punchline.simulation.store;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes when it is told to. */
final class VirtualClock implements CrashableStore.Scheduler {
    private record Task(long atNanos, long number, Runnable body) {}

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::atNanos).thenComparingLong(Task::number));
    private Runnable afterEach = () -> {};
    private long nowNanos;
    private long count;

    /** Something to do at the end of each turn. */
    void afterEach(Runnable body) {
        afterEach = body;
    }

    long nowMillis() {
        return nowNanos / 1_000_000;
    }

    @Override
    public void after(long delayNanos, Runnable task) {
        tasks.add(new Task(nowNanos + delayNanos, count++, task));
    }

    void pass(long nanos) {
        long end = nowNanos + nanos;
        Task next = tasks.peek();
        while (next != null && next.atNanos() <= end) {
            tasks.remove(next);
            nowNanos = next.atNanos();
            next.body().run();
            afterEach.run();
            next = tasks.peek();
        }
        nowNanos = end;
    }

    /** Runs until nothing is left to do. */
    void settle() {
        for (int turns = 0; !tasks.isEmpty(); turns++) {
            if (turns > 1_000_000) {
                throw new AssertionError("it never comes to rest");
            }
            pass(Math.max(0, tasks.element().atNanos() - nowNanos));
        }
    }
}
