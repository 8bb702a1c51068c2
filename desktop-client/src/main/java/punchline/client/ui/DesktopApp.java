package punchline.client.ui;

import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import javafx.stage.Stage;
import javafx.stage.Window;
import punchline.client.ui.text.Languages;

/** The JavaFX front end. */
public final class DesktopApp {
    private DesktopApp() {}

    /**
     * Opens the window, lets the factory start the engine, and returns when the window is closed and the peer with it.
     * Starts JavaFX, so once per process, and not on the JavaFX thread.
     *
     * @throws UnsupportedOperationException if there is no display to open a window on
     */
    public static void open(DesktopSetup setup) throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        Languages languages = new Languages(setup.settings(), Locale.getDefault());
        Platform.setImplicitExit(false);
        Platform.startup(() -> {
            DesktopWindow window = new DesktopWindow(
                    new Stage(),
                    setup,
                    languages.texts(),
                    Clock.system(ZoneId.systemDefault()),
                    Locale.getDefault(),
                    closed::countDown);
            window.show();
        });
        closed.await();
        Platform.exit();
    }

    /** Brings the window that is open before the person. Any thread. */
    public static void toFront() {
        Platform.runLater(() -> {
            for (Window window : Window.getWindows()) {
                if (window instanceof Stage stage) {
                    stage.setIconified(false);
                    stage.toFront();
                    stage.requestFocus();
                    return;
                }
            }
        });
    }
}
