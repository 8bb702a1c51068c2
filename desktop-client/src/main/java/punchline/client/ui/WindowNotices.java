package punchline.client.ui;

import java.util.Objects;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.stage.Stage;
import javafx.util.Duration;
import punchline.client.ui.notify.Notice;
import punchline.client.ui.notify.NoticePort;
import punchline.client.ui.notify.NotificationSettings;
import punchline.client.ui.notify.system.Tray;
import punchline.client.ui.shell.ShellView;
import punchline.client.ui.shell.ShellViewModel;
import punchline.client.ui.text.Texts;

/** Carries what is to be told from the view models to the desktop, and back what was clicked; keeps the window in the tray if wanted. */
final class WindowNotices {
    private final Stage stage;
    private final ShellViewModel model;
    private final ShellView view;
    private final NoticePort desktop;
    private final Tray tray;
    private boolean inTray;

    /**
     * Makes one that tells from here on.
     *
     * @param port  the desktop; on Windows the tray tells in its place
     * @param onQuit ends the program
     */
    WindowNotices(Stage stage, ShellViewModel model, ShellView view, Texts texts, NoticePort port, Runnable onQuit) {
        this.stage = stage;
        this.model = model;
        this.view = view;
        tray = new Tray(
                Objects.requireNonNull(WindowNotices.class.getResource("icon-64.png")),
                texts.get("tray.open"),
                texts.get("tray.quit"),
                () -> Platform.runLater(this::toFront),
                () -> Platform.runLater(onQuit));
        boolean windows = System.getProperty("os.name", "").startsWith("Windows");
        desktop = windows ? tray : port;
        model.notifier().attach(WindowNotices::later, view::tell, this::onDesktop);
        NotificationSettings settings = model.notifications();
        settings.trayProperty().addListener((property, old, now) -> keepInTray(now));
        keepInTray(settings.trayProperty().get());
    }

    private static void later(long millis, Runnable task) {
        PauseTransition pause = new PauseTransition(Duration.millis((double) millis));
        pause.setOnFinished(event -> task.run());
        pause.play();
    }

    private void onDesktop(Notice notice) {
        desktop.show(
                notice,
                () -> Platform.runLater(() -> {
                    toFront();
                    view.openNotice(notice);
                }),
                refused -> Platform.runLater(() -> view.tell(refused)));
    }

    /** The window has the keyboard, or has lost it. */
    void onFocus(boolean focused) {
        model.notifier().focusedProperty().set(focused);
        if (focused) {
            desktop.withdraw();
        }
    }

    private void keepInTray(boolean wanted) {
        if (wanted && !inTray) {
            tray.appear(there -> Platform.runLater(() -> {
                inTray = there;
                if (!there) {
                    model.notifications().refuseTray();
                }
            }));
        } else if (!wanted && inTray) {
            inTray = false;
            tray.leave();
        }
    }

    /** Whether closing the window only hides it. */
    boolean isInTray() {
        return inTray;
    }

    private void toFront() {
        stage.show();
        stage.setIconified(false);
        stage.toFront();
        stage.requestFocus();
    }

    /** The program ends. */
    void close() {
        desktop.withdraw();
        keepInTray(false);
    }
}
