package punchline.client.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javafx.geometry.NodeOrientation;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import punchline.client.FakePeer;
import punchline.client.settings.Settings;
import punchline.client.ui.text.Language;
import punchline.client.ui.text.Texts;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.conversation.MessageId;

/** The window in other languages, from right to left above all. */
class LanguageWindowTest {
    @TempDir
    Path directory;

    private final FakePeer peer = new FakePeer();
    private @Nullable WindowDriver driver;

    @AfterEach
    void close() throws InterruptedException {
        if (driver != null) {
            driver.close();
        }
    }

    /** To the right stands what one begins with: the people, their messages; what is mine stands to the left. */
    @Test
    void inArabicTheWindowIsMirroredAndOneChats() throws InterruptedException {
        WindowDriver window = open(Language.ARABIC, SampleWorld.lively(peer));
        window.clickText("Ann");
        window.awaitShown("#composer");
        window.until("the messages are there", () -> !window.messages().isEmpty());
        window.awaitText(words(Language.ARABIC, "presence.online", words(Language.ARABIC, "path.direct")));
        assertThat(window.middleOf("#people")).isGreaterThan(window.middleOf("#messages"));
        assertThat(window.middleOf("#send")).isLessThan(window.middleOf("#composer"));
        window.click("#composer");
        window.type("مرحبا");
        window.press(KeyCode.ENTER);
        assertThat(Models.asked(peer, Command.Send.class).text()).isEqualTo("مرحبا");
        peer.emit(new Event.Message(null, SampleWorld.ANN, new MessageId(6, 1), "Hello (there)!", 0, 0, "", null));
        // The list of people shows it too, maybe sooner.
        window.until(
                "a message runs by its own first letter",
                () -> window.onFx(() -> orientationOf(window, "Hello (there)!")) == NodeOrientation.LEFT_TO_RIGHT);
        window.press(KeyCode.CONTROL, KeyCode.SLASH);
        window.awaitShown("#shortcuts");
        window.press(KeyCode.ESCAPE);
        window.click("#own");
        window.awaitShown("#own-name");
        window.press(KeyCode.ESCAPE);
        window.until("the settings have gone", () -> !window.isShown("#own-name"));
    }

    @Test
    void whatIsFoundIsShownInTheOrderOfItsOwnWords() throws InterruptedException {
        WindowDriver window = open(Language.ARABIC, SampleWorld.busy(peer));
        window.click("#search");
        window.type("answer");
        window.awaitShown(".found-words");
        assertThat(window.onFx(() ->
                        window.all(".found-words").getFirst().getParent().getChildrenUnmodifiable().stream()
                                .filter(WindowDriver::isVisible)
                                .sorted(Comparator.comparingDouble(part -> part.localToScene(part.getBoundsInLocal())
                                        .getMinX()))
                                .map(part -> ((Labeled) part).getText())
                                .collect(Collectors.joining())))
                .startsWith("…They wanted an answer by");
    }

    @Test
    void anEmojiStaysBehindTheWordsThatItFollows() throws InterruptedException {
        WindowDriver window = open(Language.ARABIC, SampleWorld.lively(peer));
        window.awaitText("Ann");
        window.onFx(() -> {
            window.model().open(Objects.requireNonNull(window.model().people().find(SampleWorld.ROSA)));
            return window;
        });
        window.awaitShown(".message-cell .quote");
        List<Node> words = window.onFx(() -> window.all(".message-cell .quote .label").stream()
                .filter(part -> part instanceof Labeled labeled
                        && labeled.getText().contains("Are we still on for tonight? ")
                        && labeled.getGraphic() == null)
                .toList());
        assertThat(words)
                .isNotEmpty()
                .allSatisfy(part -> assertThat(part.getParent().getChildrenUnmodifiable())
                        .hasSizeGreaterThan(1)
                        .allMatch(other -> left(other) >= left(part)));
    }

    private static double left(Node node) {
        return node.localToScene(node.getBoundsInLocal()).getMinX();
    }

    @ParameterizedTest
    @EnumSource
    void everyLanguageIsSpoken(Language language) throws InterruptedException {
        WindowDriver window = open(language, SampleWorld.busy(peer));
        window.clickText("Eve");
        window.awaitText(words(language, "ask.accept"));
        window.awaitText(words(language, "section.requests"));
        List<String> english = window.onFx(() -> window.root().lookupAll("*").stream()
                .filter(WindowDriver::isVisible)
                .map(node -> node instanceof Labeled labeled ? String.valueOf(labeled.getText()) : "")
                .filter(text -> language != Language.ENGLISH && (text.equals("Accept") || text.equals("Requests")))
                .toList());
        assertThat(english).isEmpty();
    }

    private static String words(Language language, String key, Object... arguments) {
        return new Texts(language, java.util.Locale.UK).get(key, arguments);
    }

    private static NodeOrientation orientationOf(WindowDriver window, String text) {
        for (Node node : window.root().lookupAll(".bubble .words")) {
            if (node instanceof javafx.scene.text.Text words && words.getText().startsWith(text.substring(0, 5))) {
                return node.getParent().getEffectiveNodeOrientation();
            }
        }
        return NodeOrientation.INHERIT;
    }

    private WindowDriver open(Language language, SampleWorld world) throws InterruptedException {
        return open(language, peer, world);
    }

    private WindowDriver open(Language language, FakePeer engine, SampleWorld world) throws InterruptedException {
        WindowDriver window = WindowDriver.open(
                new DesktopSetup(
                        "maria",
                        listener -> {
                            engine.subscribe(listener);
                            world.start();
                            return engine;
                        },
                        Settings.load(directory.resolve(Settings.FILE_NAME))),
                language);
        driver = window;
        window.until(
                "the people are there",
                () -> window.onFx(() -> window.model().people().loadedProperty().get()));
        return window;
    }
}
