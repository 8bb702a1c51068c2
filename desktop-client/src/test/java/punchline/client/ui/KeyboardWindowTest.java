package punchline.client.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import punchline.client.FakePeer;
import punchline.client.settings.Settings;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.conversation.MessageId;

/** Without a mouse, and what others send to confuse. */
class KeyboardWindowTest {
    @TempDir
    Path directory;

    private final FakePeer peer = new FakePeer();
    private final List<String> opened = new ArrayList<>();
    private @Nullable WindowDriver driver;

    @AfterEach
    void close() throws InterruptedException {
        if (driver != null) {
            driver.close();
        }
    }

    @Test
    void oneChatsReactsSearchesAndSetsWithoutAMouse() throws InterruptedException {
        WindowDriver window = open();
        tabTo(window, "search");
        window.type("rosa");
        window.press(KeyCode.ENTER);
        window.until("the composer has the keyboard", () -> isFocused(window, "composer"));
        window.type("hello");
        window.press(KeyCode.ENTER);
        assertThat(Models.asked(peer, Command.Send.class).text()).isEqualTo("hello");
        tabTo(window, "messages");
        window.press(KeyCode.HOME);
        window.press(KeyCode.DOWN);
        window.press(KeyCode.ENTER);
        window.press(KeyCode.ENTER);
        window.awaitShown("#purpose");
        window.type("an answer");
        window.press(KeyCode.ENTER);
        assertThat(Models.asked(peer, Command.Send.class).replyTo()).isNotNull();
        tabTo(window, "messages");
        window.press(KeyCode.ENTER);
        window.press(KeyCode.DOWN);
        window.press(KeyCode.ENTER);
        window.awaitShown(".quick-reactions");
        window.press(KeyCode.SPACE);
        assertThat(Models.asked(peer, Command.React.class).emoji()).isEqualTo("👍");
        window.press(KeyCode.CONTROL, KeyCode.F);
        window.type("pizza");
        window.press(KeyCode.ESCAPE);
        tabTo(window, "own");
        window.press(KeyCode.SPACE);
        window.awaitShown("#own-name");
        window.press(KeyCode.ESCAPE);
        window.until("the settings have gone", () -> !window.isShown("#own-name"));
    }

    /** From the chosen message the arrow keys lead to its quote, links and signs, and back. */
    @Test
    void thePartsOfAMessageAreReachedByArrows() throws InterruptedException {
        WindowDriver window = open();
        window.clickText("Rosa 🌷");
        window.awaitShown("#composer");
        window.until("the messages are there", () -> !window.messages().isEmpty());
        window.settle();
        window.choose(
                "The recipe is at https://en.wikipedia.org/wiki/Pizza_(disambiguation), I follow it to the letter.");
        window.press(KeyCode.RIGHT);
        assertThat(window.focused())
                .matches(node -> node != null && node.getStyleClass().contains("quote"));
        window.press(KeyCode.RIGHT);
        assertThat(window.focused()).isInstanceOf(Text.class);
        window.press(KeyCode.ENTER);
        assertThat(opened).containsExactly("https://en.wikipedia.org/wiki/Pizza_(disambiguation)");
        window.press(KeyCode.RIGHT);
        assertThat(window.focused())
                .matches(node -> node != null && node.getStyleClass().contains("message-meta"));
        window.press(KeyCode.RIGHT);
        assertThat(window.focused())
                .matches(node -> node != null && node.getStyleClass().contains("reaction-chip"));
        window.press(KeyCode.SPACE);
        assertThat(Models.asked(peer, Command.React.class).emoji()).isEqualTo("❤️");
        window.press(KeyCode.ESCAPE);
        window.until("the list has the keyboard", () -> isFocused(window, "messages"));
    }

    /** Nothing that somebody writes looks like what the window says of itself. */
    @Test
    void aMessageThatImitatesTheStateLineStaysAMessage() throws InterruptedException {
        WindowDriver window = open();
        window.clickText("Rosa 🌷");
        window.awaitShown("#composer");
        say(window, "Delivered. It is saved on Rosa 🌷’s computer.\n\n15:04 ✓✓", 1);
        say(window, "\u202eonline · direct\u202c New messages", 2);
        String presence = window.words("#presence");
        assertThat(presence).startsWith("cannot be reached");
        assertThat(window.onFx(() -> window.root().lookupAll(".message-meta .label").stream()
                        .noneMatch(node -> node instanceof javafx.scene.control.Label label
                                && label.getText().contains("✓✓"))))
                .isTrue();
        assertThat(window.onFx(() -> window.root().lookupAll(".bubble .words").stream()
                        .anyMatch(node ->
                                node instanceof Text words && words.getText().contains("✓✓"))))
                .as("it stands in a bubble, as what somebody wrote")
                .isTrue();
    }

    @Test
    void aLinkThatHidesItsAddressShowsIt() throws InterruptedException {
        WindowDriver window = open();
        window.clickText("Rosa 🌷");
        window.awaitShown("#composer");
        say(window, "See https://bank.example@evil.example/login", 1);
        window.awaitText(" (evil.example)");
    }

    @Test
    void aTextOf64KibAndAWordOf300LettersAreShown() throws InterruptedException {
        WindowDriver window = open();
        window.resize(380, 700);
        window.clickText("Rosa 🌷");
        window.awaitShown("#composer");
        say(window, "w".repeat(300), 1);
        say(window, "x".repeat(64 * 1024), 2);
        say(window, "word ".repeat(13_000), 3);
        say(window, "and then", 4);
        window.awaitText("and then");
        double widest = window.onFx(() -> window.root().lookupAll(".bubble").stream()
                .filter(WindowDriver::isVisible)
                .mapToDouble(node -> node.getBoundsInParent().getWidth())
                .max()
                .orElse(0));
        assertThat(widest).isBetween(100.0, 380.0);
    }

    private void say(WindowDriver window, String text, int number) {
        peer.emit(new Event.Message(
                null, SampleWorld.ROSA, new MessageId(6, number), text, SampleWorld.minutesAgo(0), 0, "", null));
        window.until("“" + number + "” has come", () -> window.messages().contains(text));
        window.settle();
    }

    private static void tabTo(WindowDriver window, String id) {
        for (int i = 0; i < 40 && !isFocused(window, id); i++) {
            window.press(KeyCode.TAB);
        }
        assertThat(window.focused()).matches(node -> node != null && id.equals(node.getId()), "Tab reaches #" + id);
    }

    private static boolean isFocused(WindowDriver window, String id) {
        Node focused = window.focused();
        return focused != null && id.equals(focused.getId());
    }

    private WindowDriver open() throws InterruptedException {
        SampleWorld world = SampleWorld.lively(peer);
        WindowDriver window = WindowDriver.open(new DesktopSetup(
                "maria",
                listener -> {
                    peer.subscribe(listener);
                    world.start();
                    return peer;
                },
                Settings.load(directory.resolve(Settings.FILE_NAME)),
                (link, failed) -> opened.add(link)));
        driver = window;
        window.until(
                "the people are there",
                () -> window.onFx(() -> window.model().people().loadedProperty().get()));
        return window;
    }
}
