package punchline.client.ui.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import punchline.client.ui.Toolkit;

class RepeatingTest {
    private static final long PATIENCE_SECONDS = 20;

    @BeforeAll
    static void start() throws InterruptedException {
        Toolkit.start();
    }

    @Test
    void itGoesOnUntilItIsStopped() throws InterruptedException {
        CountDownLatch thrice = new CountDownLatch(3);
        CountDownLatch stopped = new CountDownLatch(1);
        Repeating[] repeating = new Repeating[1];
        int[] after = new int[1];
        Platform.runLater(() -> {
            repeating[0] = new Repeating(() -> {
                assertThat(Platform.isFxApplicationThread()).isTrue();
                if (thrice.getCount() == 0) {
                    after[0]++;
                }
                thrice.countDown();
                if (thrice.getCount() == 0) {
                    repeating[0].stop();
                }
            });
            repeating[0].every(Duration.ofMillis(1));
        });
        assertThat(thrice.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

        // Another one, begun afterwards, has come as often: the first would have come again by then.
        CountDownLatch others = new CountDownLatch(20);
        Platform.runLater(() -> {
            Repeating other = new Repeating(others::countDown);
            other.every(Duration.ofMillis(1));
        });
        assertThat(others.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        Platform.runLater(stopped::countDown);
        assertThat(stopped.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(after[0]).isZero();
    }

    @Test
    void anotherIntervalCountsFromNow() throws InterruptedException {
        CountDownLatch once = new CountDownLatch(1);
        Platform.runLater(() -> {
            Repeating repeating = new Repeating(once::countDown);
            repeating.every(Duration.ofHours(1));
            repeating.every(Duration.ofMillis(1));
        });
        assertThat(once.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
}
