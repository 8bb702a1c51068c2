package punchline.client.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.glass.events.WindowEvent;
import com.sun.glass.ui.Window;
import java.lang.reflect.Method;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;
import punchline.client.ui.conversation.MessageItem;
import punchline.client.ui.shell.ShellViewModel;
import punchline.client.ui.style.Theme;
import punchline.client.ui.text.Direction;
import punchline.client.ui.text.Language;
import punchline.client.ui.text.Texts;

/** A window on a screen that need not exist, and the hands and eyes of someone in front of it: all that tests know of TestFX. */
public final class WindowDriver {
    private static final long PATIENCE_SECONDS = 20;

    private static final Method LOSE_FOCUS = focusMethod();

    private final FxRobot robot = new FxRobot();
    private final Stage stage;
    private final DesktopWindow window;
    private final CountDownLatch closed = new CountDownLatch(1);

    private WindowDriver(DesktopSetup setup, Clock clock, double x, Language language) {
        stage = onFx(Stage::new);
        Texts texts = new Texts(language, Locale.UK);
        window = onFx(() -> new DesktopWindow(stage, setup, texts, clock, Locale.UK, closed::countDown));
        onFx(() -> {
            stage.setX(x);
            stage.setY(0);
            freeTheKeyboard();
            window.show();
            return window;
        });
    }

    /** Opens a window where time stands still. */
    static WindowDriver open(DesktopSetup setup) throws InterruptedException {
        return open(setup, SampleWorld.CLOCK, 0);
    }

    /** Opens a window in a language, where time stands still. */
    static WindowDriver open(DesktopSetup setup, Language language) throws InterruptedException {
        return open(setup, SampleWorld.CLOCK, 0, language);
    }

    /**
     * Opens a window.
     *
     * @param x where on the screen, from its left edge
     */
    public static WindowDriver open(DesktopSetup setup, Clock clock, double x) throws InterruptedException {
        return open(setup, clock, x, Language.ENGLISH);
    }

    private static WindowDriver open(DesktopSetup setup, Clock clock, double x, Language language)
            throws InterruptedException {
        Toolkit.start();
        return new WindowDriver(setup, clock, x, language);
    }

    /** All that is in the window. */
    Parent root() {
        return stage.getScene().getRoot();
    }

    /** How far from the left edge of the window the middle of something is. */
    double middleOf(String query) {
        Node node = node(query);
        return onFx(() -> node.localToScene(node.getBoundsInLocal()).getCenterX());
    }

    /** Chooses a message, and gives the list the keyboard. */
    public void choose(String text) {
        onFx(() -> {
            ListView<?> list = (ListView<?>) root().lookup("#messages");
            for (int i = 0; i < list.getItems().size(); i++) {
                if (list.getItems().get(i) instanceof MessageItem item
                        && item.text().equals(text)) {
                    list.getSelectionModel().clearAndSelect(i);
                    list.scrollTo(i);
                }
            }
            list.requestFocus();
            return list;
        });
        settle();
    }

    ShellViewModel model() {
        return window.model();
    }

    public void click(String query) {
        Node node = node(query);
        activate();
        robot.clickOn(node);
        settle();
    }

    public void clickText(String text) {
        until("“" + text + "” is shown", () -> !visible(text).isEmpty());
        activate();
        robot.clickOn(visible(text).getFirst());
        settle();
    }

    /** Does what an entry of the open menu does. */
    public void clickMenu(String id) {
        until("the menu offers " + id, () -> onFx(() -> MenuDriver.offers(id)));
        onFx(() -> {
            MenuDriver.choose(id);
            return id;
        });
        settle();
    }

    /** Whether the keyboard is in something or in what it holds. */
    public boolean isFocusWithin(String query) {
        return onFx(() -> {
            for (Node node = stage.getScene().getFocusOwner(); node != null; node = node.getParent()) {
                if (node.equals(stage.getScene().lookup(query))) {
                    return true;
                }
            }
            return false;
        });
    }

    /** Clicks twice on a message. */
    void doubleClickMessage(String text) {
        until("the message “" + text + "” is shown", () -> !bubbles(text).isEmpty());
        activate();
        robot.doubleClickOn(bubbles(text).getFirst());
        settle();
    }

    /** Clicks the lowest one of its kind that is on the screen. */
    void clickLast(String query) {
        awaitShown(query);
        Node node = onFx(() -> stage.getScene().getRoot().lookupAll(query).stream()
                .filter(WindowDriver::isVisible)
                .filter(one -> one.localToScene(0, 0).getY()
                        < stage.getScene()
                                .lookup("#composer")
                                .localToScene(0, 0)
                                .getY())
                .max(Comparator.comparingDouble(one -> one.localToScene(0, 0).getY()))
                .orElseThrow());
        activate();
        robot.clickOn(node);
        settle();
    }

    /** Clicks three times on words of a message. */
    void tripleClickWords(String words) {
        until("“" + words + "” is shown", () -> !bubbles(words).isEmpty());
        activate();
        robot.moveTo(bubbles(words).getFirst());
        for (int i = 0; i < 3; i++) {
            robot.clickOn(MouseButton.PRIMARY);
        }
        settle();
    }

    /** What a colour's name means at the moment. */
    Color colour(String name) {
        return onFx(() -> {
            Pane root = (Pane) stage.getScene().getRoot();
            Rectangle probe = new Rectangle();
            probe.setManaged(false);
            probe.setStyle("-fx-fill: " + name + ";");
            root.getChildren().add(probe);
            probe.applyCss();
            root.getChildren().remove(probe);
            return (Color) probe.getFill();
        });
    }

    /** Changes between light and dark. On the JavaFX thread. */
    void setTheme(String name) {
        window.theme().set(Theme.Choice.ofText(name));
        stage.getScene().getRoot().applyCss();
    }

    private List<Node> bubbles(String text) {
        return onFx(() -> stage.getScene().getRoot().lookupAll(".bubble .words").stream()
                .filter(node -> isVisible(node) && node instanceof Text words && text.equals(words.getText()))
                .toList());
    }

    /** The text on the clipboard. */
    public @Nullable String clipboard() {
        return onFx(() -> Clipboard.getSystemClipboard().getString());
    }

    public void type(String text) {
        activate();
        robot.write(text, 0);
        settle();
    }

    public void press(KeyCode... keys) {
        activate();
        robot.push(keys);
        settle();
    }

    /** Gives the window the keyboard, as a window manager does for whoever clicks into it. */
    public void activate() {
        robot.targetWindow(stage);
        onFx(() -> {
            if (!stage.isFocused()) {
                freeTheKeyboard();
                stage.requestFocus();
            }
            return stage;
        });
        until("the window has the keyboard", () -> onFx(stage::isFocused));
    }

    /** Takes the keyboard from the window, as another program does. */
    public void loseFocus() {
        onFx(() -> {
            freeTheKeyboard();
            return stage;
        });
        until("the window has lost the keyboard", () -> onFx(() -> !stage.isFocused()));
    }

    /** The texts of the open conversation's messages. */
    public List<String> messages() {
        return onFx(() -> model().conversation().messages().stream()
                .map(MessageItem::text)
                .toList());
    }

    /** How many things of a kind are on the screen. */
    public int count(String query) {
        return onFx(() -> (int) stage.getScene().getRoot().lookupAll(query).stream()
                .filter(WindowDriver::isVisible)
                .count());
    }

    /** What is in the window. On the JavaFX thread. */
    Scene scene() {
        return stage.getScene();
    }

    /** All things of a kind that are on the screen. On the JavaFX thread. */
    List<Node> all(String query) {
        return stage.getScene().getRoot().lookupAll(query).stream()
                .filter(WindowDriver::isVisible)
                .toList();
    }

    /** The words of a label, empty while it is not shown. */
    public String words(String query) {
        return onFx(() -> stage.getScene().getRoot().lookupAll(query).stream()
                .filter(WindowDriver::isVisible)
                .map(node -> node instanceof Labeled labeled ? labeled.getText() : "")
                .findFirst()
                .orElse(""));
    }

    public void resize(double width, double height) {
        onFx(() -> {
            stage.setWidth(width);
            stage.setHeight(height);
            return stage;
        });
        settle();
    }

    public boolean isShown(String query) {
        return onFx(() -> stage.getScene().getRoot().lookupAll(query).stream().anyMatch(WindowDriver::isVisible));
    }

    public void awaitShown(String query) {
        until(query + " is shown", () -> isShown(query));
    }

    public void awaitText(String text) {
        until("“" + text + "” is shown", () -> !visible(text).isEmpty());
    }

    public void awaitNoText(String text) {
        until("“" + text + "” is gone", () -> visible(text).isEmpty());
    }

    /** Waits until something holds. */
    public void until(String what, BooleanSupplier condition) {
        try {
            WaitForAsyncUtils.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS, () -> condition.getAsBoolean());
        } catch (java.util.concurrent.TimeoutException e) {
            throw new AssertionError("waited in vain until " + what + "; on the screen: " + allWords(), e);
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

    public <T> T onFx(Callable<T> action) {
        return WaitForAsyncUtils.waitForAsyncFx(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS), action);
    }

    void settle() {
        WaitForAsyncUtils.waitForFxEvents(3);
    }

    /** A screen that need not exist gives the keyboard to a window without taking it from another. */
    private static void freeTheKeyboard() throws ReflectiveOperationException {
        for (Window window : Window.getWindows()) {
            if (window.isFocused()) {
                LOSE_FOCUS.invoke(window, WindowEvent.FOCUS_LOST);
            }
        }
    }

    private static Method focusMethod() {
        try {
            Method method = Window.class.getDeclaredMethod("notifyFocus", int.class);
            method.setAccessible(true);
            return method;
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
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

    /** The first of its kind that is on the screen. */
    public Node node(String query) {
        awaitShown(query);
        return onFx(() -> stage.getScene().getRoot().lookupAll(query).stream()
                .filter(WindowDriver::isVisible)
                .findFirst()
                .orElseThrow());
    }

    private List<String> allWords() {
        return onFx(() -> stage.getScene().getRoot().lookupAll("*").stream()
                .filter(WindowDriver::isVisible)
                .map(node -> switch (node) {
                    case Labeled labeled -> String.valueOf(labeled.getText());
                    case TextInputControl field -> "[" + field.getText() + "]";
                    default -> "";
                })
                .filter(words -> !words.isBlank())
                .toList());
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
            case Labeled labeled -> labeled.getText() != null && plain(text).equals(plain(labeled.getText()));
            case Text words -> plain(text).equals(plain(words.getText()));
            default -> false;
        };
        if (hit) {
            found.add(node);
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collectText(child, text, found));
        }
    }

    /** Without the marks that keep names in their place. */
    private static String plain(String shown) {
        return Direction.withoutMarks(shown);
    }

    static boolean isVisible(Node node) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (!each.isVisible()) {
                return false;
            }
        }
        return true;
    }

    /** Closes the window and waits until all has ended. */
    public void close() throws InterruptedException {
        onFx(() -> {
            window.close();
            return window;
        });
        assertThat(closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
}
