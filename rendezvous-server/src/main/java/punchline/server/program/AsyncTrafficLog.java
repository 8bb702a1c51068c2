package punchline.server.program;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import punchline.protocol.Endpoint;
import punchline.server.TrafficLog;

/**
 * Writes traffic lines on a thread of its own, behind a bounded queue: a slow disk costs lines, which are counted, and
 * never holds up the socket.
 */
final class AsyncTrafficLog implements TrafficLog, AutoCloseable {
    /** A burst of some tenths of a second; half a MiB. */
    static final int QUEUE_LINES = 8192;

    private static final long REPORT_SECONDS = 10;
    private static final long CLOSE_TIMEOUT_MILLIS = 2000;

    private record Line(long epochMillis, Direction direction, int localPort, Endpoint peer, String verb, int bytes) {
        @Override
        public String toString() {
            return Instant.ofEpochMilli(epochMillis) + " " + direction + " :" + localPort + " " + peer + " " + verb
                    + " " + bytes;
        }
    }

    private final Clock clock;
    private final Consumer<String> lines;
    private final LongConsumer drops;
    private final BlockingQueue<Line> queue = new ArrayBlockingQueue<>(QUEUE_LINES);
    private final AtomicLong dropped = new AtomicLong();
    private final Thread thread;
    private volatile boolean closing;

    /**
     * @param lines where lines go; may block
     * @param drops told how many lines were dropped, at most every ten seconds and at the end
     */
    AsyncTrafficLog(Clock clock, Consumer<String> lines, LongConsumer drops) {
        this.clock = clock;
        this.lines = lines;
        this.drops = drops;
        this.thread = new Thread(this::run, "traffic-log");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    @Override
    public void onDatagram(Direction direction, int localPort, Endpoint peer, String verb, int bytes) {
        if (!queue.offer(new Line(clock.millis(), direction, localPort, peer, verb, bytes))) {
            dropped.incrementAndGet();
        }
    }

    /** Writes what is queued, within two seconds. */
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join(CLOSE_TIMEOUT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        long nextReport = clock.millis();
        while (!closing) {
            Line line = next();
            if (line != null) {
                lines.accept(line.toString());
            }
            if (dropped.get() > 0 && clock.millis() >= nextReport) {
                drops.accept(dropped.getAndSet(0));
                nextReport = clock.millis() + TimeUnit.SECONDS.toMillis(REPORT_SECONDS);
            }
        }
        for (Line line = queue.poll(); line != null; line = queue.poll()) {
            lines.accept(line.toString());
        }
        if (dropped.get() > 0) {
            drops.accept(dropped.getAndSet(0));
        }
    }

    private @Nullable Line next() {
        try {
            return queue.poll(REPORT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            // Only close interrupts, and the loop sees that.
            return null;
        }
    }
}
