package punchline.client.ui.bridge;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/**
 * Does something on the JavaFX thread again and again. JavaFX's own animations wake the program sixty times a second for as long as
 * one runs, however rarely it has something to do. JavaFX thread.
 */
public final class Repeating {
    private final Runnable task;
    private @Nullable Duration interval;
    private int started;

    /** Makes one that does nothing yet. */
    public Repeating(Runnable task) {
        this.task = task;
    }

    /** Does it for the first time after so long, and so on; another interval counts from now. */
    public void every(Duration wanted) {
        if (!wanted.equals(interval)) {
            interval = wanted;
            await(wanted, ++started);
        }
    }

    /** Does it no more. */
    public void stop() {
        interval = null;
        started++;
    }

    private void await(Duration wait, int start) {
        CompletableFuture.delayedExecutor(wait.toMillis(), TimeUnit.MILLISECONDS, Platform::runLater)
                .execute(() -> {
                    if (start == started) {
                        task.run();
                        await(wait, start);
                    }
                });
    }
}
