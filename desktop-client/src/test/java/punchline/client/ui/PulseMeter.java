package punchline.client.ui;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Scene;

/**
 * How much processor time the JavaFX thread spends between the end of one layout and the end of the next: all that it does for a pulse and
 * between two, events of the engine included. JavaFX thread.
 */
final class PulseMeter {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final List<Double> millis = new ArrayList<>();
    private long before = THREADS.getCurrentThreadCpuTime();

    PulseMeter(Scene scene) {
        scene.addPostLayoutPulseListener(this::afterLayout);
    }

    private void afterLayout() {
        long now = THREADS.getCurrentThreadCpuTime();
        millis.add((now - before) / 1e6);
        before = now;
    }

    void forget() {
        millis.clear();
    }

    List<Double> millis() {
        return new ArrayList<>(millis);
    }
}
