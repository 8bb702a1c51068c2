package punchline.client.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.TraversalDirection;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Control;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Separator;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Toggle;
import javafx.scene.layout.Region;
import javafx.scene.shape.Shape;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testfx.util.WaitForAsyncUtils;
import punchline.client.ui.text.Language;

/** Every screen, for whoever has a keyboard and no mouse, or hears what is on it. */
class AccessibilityTest {
    private static final long PATIENCE_SECONDS = 20;
    private static final int WIDTH = 900;
    private static final int HEIGHT = 720;

    /** No screen has as many places for the keyboard. */
    private static final int MOST_STOPS = 300;

    /** Rows of lists that keep the keyboard in their field; the arrows walk through them. */
    private static final Set<String> BY_ARROWS = Set.of("switcher-list", "completion-row", "emoji-grid");

    @TempDir
    static Path directory;

    private final Set<String> faults = new TreeSet<>();

    @BeforeAll
    static void start() throws InterruptedException {
        Toolkit.start();
    }

    static Stream<Screen> screens() {
        return Screens.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("screens")
    void everyControlIsReachedByTabShowsItAndSaysWhatItIs(Screen screen) throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        Stage stage = onFx(Stage::new);
        DesktopWindow window = onFx(() ->
                screen.window(stage, Language.ENGLISH, directory.resolve(screen.name() + ".conf"), closed::countDown));
        onFx(() -> {
            stage.setWidth(WIDTH);
            stage.setHeight(HEIGHT);
            window.show();
            return stage;
        });
        rest(stage.getScene());
        for (var step : screen.steps()) {
            onFx(() -> {
                step.accept(window.model(), stage.getScene());
                return stage;
            });
            rest(stage.getScene());
        }

        Set<Node> stops = walk(stage.getScene());
        onFx(() -> {
            controls(topOf(stage.getScene())).forEach(control -> judge(control, stops));
            return stage;
        });

        onFx(() -> {
            window.close();
            return stage;
        });
        assertThat(closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(faults).as(screen.name()).isEmpty();
    }

    /** Where Tab leads, one stop after another until it comes to one again; each must look other than before. */
    private Set<Node> walk(Scene scene) {
        Set<Node> stops = new LinkedHashSet<>();
        Map<Node, String> focused = new HashMap<>();
        Node last = null;
        for (int i = 0; i < MOST_STOPS; i++) {
            onFx(() -> {
                Node owner = scene.getFocusOwner();
                return (owner == null ? scene.getRoot() : owner).requestFocusTraversal(TraversalDirection.NEXT);
            });
            WaitForAsyncUtils.waitForFxEvents(1);
            Node before = last;
            Node owner = onFx(() -> {
                scene.getRoot().applyCss();
                Node now = scene.getFocusOwner();
                if (before != null && !before.equals(now) && look(before).equals(focused.get(before))) {
                    faults.add("one does not see that the keyboard is at " + name(before));
                }
                if (now != null) {
                    focused.put(now, look(now));
                }
                return now;
            });
            if (owner == null || (!stops.add(owner) && i > 1)) {
                break;
            }
            last = owner;
        }
        return stops;
    }

    private void judge(Control control, Set<Node> stops) {
        if (control.getAccessibleRole() == AccessibleRole.NODE) {
            faults.add("no role: " + name(control));
        }
        if (words(control).isBlank()) {
            faults.add("no words: " + name(control));
        }
        if (!stops.contains(control) && !isReachedByItsGroup(control, stops)) {
            faults.add("Tab does not come to " + name(control));
        }
    }

    /** Of those of which one is chosen, Tab comes to one, and arrows lead to the others. */
    private static boolean isReachedByItsGroup(Control control, Set<Node> stops) {
        return control instanceof Toggle toggle
                && toggle.getToggleGroup() != null
                && toggle.getToggleGroup().getToggles().stream().anyMatch(stops::contains);
    }

    private static String words(Control control) {
        if (control.getAccessibleText() != null) {
            return control.getAccessibleText();
        }
        return switch (control) {
            case Labeled labeled -> String.valueOf(labeled.getText());
            case TextInputControl field -> String.valueOf(field.getPromptText());
            default -> "";
        };
    }

    /** All that can be used, but for what only shows or scrolls, and for cells, to which arrows lead. */
    private static List<Control> controls(Node from) {
        List<Control> found = new ArrayList<>();
        collect(from, found);
        return found;
    }

    private static void collect(Node node, List<Control> found) {
        if (!node.isVisible() || node.isDisabled() || node instanceof IndexedCell || isByArrows(node)) {
            return;
        }
        boolean onlyShows = node instanceof Label
                || node instanceof ScrollBar
                || node instanceof ScrollPane
                || node instanceof Separator
                || node instanceof ProgressIndicator;
        if (node instanceof Control control && !onlyShows) {
            found.add(control);
        }
        boolean whole = node instanceof TextInputControl || node instanceof ComboBoxBase;
        if (node instanceof Parent parent && !whole) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, found));
        }
    }

    private static boolean isByArrows(Node node) {
        return BY_ARROWS.contains(String.valueOf(node.getId()))
                || node.getStyleClass().stream().anyMatch(BY_ARROWS::contains);
    }

    /** A card in the middle has the keyboard to itself. */
    private static Node topOf(Scene scene) {
        return scene.getRoot().lookupAll(".overlay:modal").stream()
                .filter(Node::isVisible)
                .findFirst()
                .orElse(scene.getRoot());
    }

    /** All of a node that styles may change. */
    private static String look(Node node) {
        StringBuilder look = new StringBuilder();
        collectLook(node, look);
        return look.toString();
    }

    private static void collectLook(Node node, StringBuilder look) {
        look.append(node.getEffect()).append(node.getOpacity()).append(node.isVisible());
        if (node instanceof Region region) {
            look.append(
                    region.getBackground() == null
                            ? ""
                            : region.getBackground().getFills().stream()
                                    .map(fill -> fill.getFill() + "" + fill.getInsets())
                                    .toList());
            look.append(
                    region.getBorder() == null
                            ? ""
                            : region.getBorder().getStrokes().stream()
                                    .map(stroke -> stroke.getTopStroke() + ""
                                            + stroke.getWidths().getTop())
                                    .toList());
        }
        if (node instanceof Shape shape) {
            look.append(shape.getFill()).append(shape.getStroke());
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collectLook(child, look));
        }
    }

    private static String name(Node node) {
        String words = node instanceof Labeled labeled ? " “" + labeled.getText() + "”" : "";
        return node.getClass().getSimpleName() + " " + node.getId() + " " + node.getStyleClass() + words;
    }

    private static void rest(Scene scene) {
        WaitForAsyncUtils.waitForFxEvents(3);
        onFx(() -> {
            scene.getRoot().applyCss();
            scene.getRoot().layout();
            return scene;
        });
        WaitForAsyncUtils.waitForFxEvents(2);
    }

    private static <T> T onFx(java.util.concurrent.Callable<T> action) {
        return WaitForAsyncUtils.waitForAsyncFx(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS), action);
    }
}
