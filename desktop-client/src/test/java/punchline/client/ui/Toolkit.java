package punchline.client.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;

/** JavaFX, which is started once for all tests of a process. */
public final class Toolkit {
    private static final long PATIENCE_SECONDS = 20;

    private static boolean started;

    private Toolkit() {}

    /** Starts it, if it is not running. Not on its own thread. */
    public static synchronized void start() throws InterruptedException {
        if (!started) {
            CountDownLatch up = new CountDownLatch(1);
            Platform.setImplicitExit(false);
            Platform.startup(up::countDown);
            assertThat(up.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            started = true;
        }
    }
}
