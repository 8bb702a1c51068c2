package punchline.client.console;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Writes lines on a thread of its own, in order, so that a slow reader holds nobody up; flushed when there is nothing more
 * to write. Lossless until it fails, and then it says so: when the reader is gone, or so far behind that a limit is
 * reached, nothing more is taken and {@code onFailure} is called, once. Safe for any thread.
 */
final class LineWriter implements AutoCloseable {
    /**
     * How far the reader may be behind.
     *
     * @param lines      of any length
     * @param characters of all lines together
     * @param lastWords  written after everything else when a limit has been reached
     */
    record Limits(int lines, long characters, String lastWords) {}

    /** A reader that takes nothing for so long will not come back. */
    private static final long MAX_CLOSE_MILLIS = TimeUnit.SECONDS.toMillis(10);

    private static final int BUFFER_BYTES = 64 * 1024;

    private final BufferedOutputStream out;
    private final Limits limits;
    private final Runnable onFailure;
    private final Thread thread;

    // Guarded by this.
    private List<String> lines = new ArrayList<>();
    private int pendingLines;
    private long pendingCharacters;
    private boolean ending;
    private boolean failed;

    LineWriter(OutputStream out, Limits limits, Runnable onFailure) {
        this.out = new BufferedOutputStream(out, BUFFER_BYTES);
        this.limits = limits;
        this.onFailure = onFailure;
        this.thread = Thread.ofPlatform().daemon().name("console-output").start(this::write);
    }

    /** Takes a line without its end. Never blocks. */
    void print(String line) {
        synchronized (this) {
            if (ending) {
                return;
            }
            if (pendingLines < limits.lines && pendingCharacters + line.length() <= limits.characters) {
                add(line);
                return;
            }
            add(limits.lastWords);
            ending = true;
            failed = true;
        }
        onFailure.run();
    }

    private synchronized void add(String line) {
        lines.add(line);
        pendingLines++;
        pendingCharacters += line.length();
        notifyAll();
    }

    /** Whether a limit was reached or the reader is gone. */
    synchronized boolean hasFailed() {
        return failed;
    }

    /** Writes what has been taken, for at most ten seconds, and ends. */
    @Override
    public void close() {
        synchronized (this) {
            ending = true;
            notifyAll();
        }
        try {
            thread.join(MAX_CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        try {
            for (List<String> batch = take(); !batch.isEmpty(); batch = take()) {
                for (String line : batch) {
                    out.write(line.getBytes(StandardCharsets.UTF_8));
                    out.write('\n');
                    written(line);
                }
                if (isIdle()) {
                    out.flush();
                }
            }
        } catch (IOException e) {
            synchronized (this) {
                ending = true;
                failed = true;
            }
            onFailure.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Everything there is, at least one line; none once it has ended. */
    private synchronized List<String> take() throws InterruptedException {
        while (lines.isEmpty() && !ending) {
            wait();
        }
        List<String> taken = lines;
        lines = new ArrayList<>();
        return taken;
    }

    private synchronized void written(String line) {
        pendingLines--;
        pendingCharacters -= line.length();
    }

    private synchronized boolean isIdle() {
        return lines.isEmpty();
    }
}
