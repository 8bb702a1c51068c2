package punchline.client;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.RollingFileAppender;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import punchline.client.profile.PrivateFiles;

/**
 * A rolling file in which a line stands at once when there was none for a moment, and otherwise a moment later: to write
 * each line of a burst by itself takes longer than to make it.
 */
final class LogFile extends RollingFileAppender<ILoggingEvent> {
    /** Too short for whoever reads along, and for a crash to take much with it. */
    private static final long PAUSE_MILLIS = 100;

    private long writtenNanos = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS);
    /** A flush will come; under the lock of the stream, like the stream. */
    private boolean flushScheduled;

    LogFile() {
        setImmediateFlush(false);
    }

    @Override
    public void openFile(String file) throws IOException {
        PrivateFiles.createFileIfMissing(Path.of(file));
        super.openFile(file);
    }

    @Override
    protected void subAppend(ILoggingEvent event) {
        super.subAppend(event);
        streamWriteLock.lock();
        try {
            if (flushScheduled) {
                return;
            }
            long quietNanos = System.nanoTime() - writtenNanos;
            if (quietNanos >= TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS)) {
                flush();
            } else {
                flushScheduled = true;
                var _ = getContext()
                        .getScheduledExecutorService()
                        .schedule(this::flushLater, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (RejectedExecutionException e) {
            // The context is ending, and closes the file, which writes all of it.
            flushScheduled = false;
        } finally {
            streamWriteLock.unlock();
        }
    }

    private void flushLater() {
        streamWriteLock.lock();
        try {
            flushScheduled = false;
            if (isStarted()) {
                flush();
            }
        } finally {
            streamWriteLock.unlock();
        }
    }

    private void flush() {
        writtenNanos = System.nanoTime();
        try {
            getOutputStream().flush();
        } catch (IOException e) {
            addError("the log could not be written", e);
        }
    }
}
