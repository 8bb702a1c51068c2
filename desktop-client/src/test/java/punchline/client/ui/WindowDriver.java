package punchline.client.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;
import punchline.client.FakePeer;
import punchline.client.ui.shell.ShellViewModel;
import punchline.client.ui.text.Texts;

/** A window on a screen that need not exist, and the hands and eyes of someone in front of it: all that tests know of TestFX. */
final class WindowDriver {
    private static final long PATIENCE_SECONDS = 20;

    private static boolean started;

    private final FxRobot robot = new FxRobot();
    private final FakePeer peer;
    private final Stage stage;
    private final DesktopWindow window;
    private final CountDownLatch closed = new CountDownLatch(1);

    private WindowDriver(FakePeer peer, DesktopSetup setup) {
        this.peer = peer;
        stage = onFx(Stage::new);
        window = onFx(() ->
                new DesktopWindow(stage, setup, new Texts(Locale.UK), SampleWorld.CLOCK, Locale.UK, closed::countDown));
        onFx(() -> {
            stage.setX(0);
            stage.setY(0);
            window.show();
            return window;
        });
    }

    /** Opens a window over a peer. */
    static WindowDriver open(FakePeer peer, DesktopSetup setup) throws InterruptedException {
        synchronized (WindowDriver.class) {
            if (!started) {
                CountDownLatch up = new CountDownLatch(1);
                Platform.setImplicitExit(false);
                Platform.startup(up::countDown);
                assertThat(up.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
                started = true;
            }
        }
        return new WindowDriver(peer, setup);
    }

    FakePeer peer() {
        return peer;
    }

    ShellViewModel model() {
        return window.model();
    }

    void click(String query) {
        Node node = one(query);
        robot.clickOn(node);
        settle();
    }

    void clickText(String text) {
        until("“" + text + "” is shown", () -> !visible(text).isEmpty());
        robot.clickOn(visible(text).getFirst());
        settle();
    }

    void type(String text) {
        robot.write(text, 0);
        settle();
    }

    void press(KeyCode... keys) {
        robot.push(keys);
        settle();
    }

    void resize(double width, double height) {
        onFx(() -> {
            stage.setWidth(width);
            stage.setHeight(height);
            return stage;
        });
        settle();
    }

    boolean isShown(String query) {
        return onFx(() -> stage.getScene().getRoot().lookupAll(query).stream().anyMatch(WindowDriver::isVisible));
    }

    void awaitShown(String query) {
        until(query + " is shown", () -> isShown(query));
    }

    void awaitText(String text) {
        until("“" + text + "” is shown", () -> !visible(text).isEmpty());
    }

    void awaitNoText(String text) {
        until("“" + text + "” is gone", () -> visible(text).isEmpty());
    }

    /** Waits until something holds. */
    void until(String what, BooleanSupplier condition) {
        try {
            WaitForAsyncUtils.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS, () -> condition.getAsBoolean());
        } catch (java.util.concurrent.TimeoutException e) {
            throw new AssertionError("waited in vain until " + what, e);
        }
    }

    @Nullable
    Node focused() {
        return onFx(() -> stage.getScene().getFocusOwner());
    }

    /** Everything on the screen that takes the keyboard. */
    List<Node> focusable() {
        return onFx(() -> {
            List<Node> found = new ArrayList<>();
            collect(stage.getScene().getRoot(), found);
            return found;
        });
    }

    <T> T onFx(Callable<T> action) {
        return WaitForAsyncUtils.waitForAsyncFx(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS), action);
    }

    void settle() {
        WaitForAsyncUtils.waitForFxEvents(3);
    }

    private static void collect(Node node, List<Node> found) {
        if (!node.isVisible() || node.isDisabled()) {
            return;
        }
        if (node.isFocusTraversable()) {
            found.add(node);
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, found));
        }
    }

    private Node one(String query) {
        awaitShown(query);
        return onFx(() -> stage.getScene().getRoot().lookupAll(query).stream()
                .filter(WindowDriver::isVisible)
                .findFirst()
                .orElseThrow());
    }

    private List<Node> visible(String text) {
        return onFx(() -> {
            List<Node> found = new ArrayList<>();
            collectText(stage.getScene().getRoot(), text, found);
            return found;
        });
    }

    private static void collectText(Node node, String text, List<Node> found) {
        if (!node.isVisible()) {
            return;
        }
        boolean hit = switch (node) {
            case javafx.scene.control.Labeled labeled -> text.equals(labeled.getText());
            case javafx.scene.text.Text words -> text.equals(words.getText());
            default -> false;
        };
        if (hit) {
            found.add(node);
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collectText(child, text, found));
        }
    }

    private static boolean isVisible(Node node) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (!each.isVisible()) {
                return false;
            }
        }
        return true;
    }

    /** Closes the window and waits until all has ended. */
    void close() throws InterruptedException {
        onFx(() -> {
            window.close();
            return window;
        });
        assertThat(closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
}
