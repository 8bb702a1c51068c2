package punchline.server.program;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
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

    /** Lines written together: one call of the file for so many. */
    private static final int LINES_TOGETHER = 64;

    /** The writer looks this often, and whenever so many lines have come: to wake it for each would cost more than the datagram. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private static final int LINES_TO_WAKE = QUEUE_LINES / 8;

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
    /** Of the caller's thread alone. */
    private int sinceWoken;

    /**
     * @param lines where lines go, some at a time with LF between them; may block
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
        if (++sinceWoken >= LINES_TO_WAKE) {
            sinceWoken = 0;
            LockSupport.unpark(thread);
        }
    }

    /** Writes what is queued, within two seconds. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSE_TIMEOUT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        long nextReport = clock.millis();
        while (!closing) {
            if (!write()) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
            if (dropped.get() > 0 && clock.millis() >= nextReport) {
                drops.accept(dropped.getAndSet(0));
                nextReport = clock.millis() + TimeUnit.SECONDS.toMillis(REPORT_SECONDS);
            }
        }
        while (write()) {
            // Until all is written.
        }
        if (dropped.get() > 0) {
            drops.accept(dropped.getAndSet(0));
        }
    }

    /** Writes the next lines; false if there are none. */
    private boolean write() {
        StringBuilder text = new StringBuilder();
        int count = 0;
        for (Line line = queue.poll(); line != null; line = count < LINES_TOGETHER ? queue.poll() : null) {
            if (count++ > 0) {
                text.append('\n');
            }
            text.append(line);
        }
        if (count > 0) {
            lines.accept(text.toString());
        }
        return count > 0;
    }
}
