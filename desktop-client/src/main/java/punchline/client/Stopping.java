package punchline.client;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets a signal such as SIGTERM end a front end cleanly: the process lives on until everything is closed. */
final class Stopping implements AutoCloseable {
    /** A system that shuts down waits about as long before it kills. */
    private static final long MAX_STOP_SECONDS = 10;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook;

    private Stopping(Runnable stop) {
        hook = new Thread(
                () -> {
                    stop.run();
                    awaitClosed();
                },
                "stop");
    }

    /** From here to {@link #close} a signal calls {@code stop}, which returns at once. */
    static Stopping onSignal(Runnable stop) {
        Stopping stopping = new Stopping(stop);
        Runtime.getRuntime().addShutdownHook(stopping.hook);
        return stopping;
    }

    private void awaitClosed() {
        try {
            // Either way the process ends; the result would change nothing.
            boolean _ = closed.await(MAX_STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Everything is closed. */
    @Override
    public void close() {
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending, which the hook waits to allow.
        }
    }
}
