package punchline.client.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import javafx.scene.shape.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import punchline.client.FakePeer;
import punchline.client.settings.Settings;
import punchline.client.ui.conversation.MessageItem;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.Reason;
import punchline.engine.conversation.MessageId;

/** What one does in a conversation, by mouse and by keyboard. */
class ConversationWindowTest {
    @TempDir
    java.nio.file.Path directory;

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
    void aMessageIsAnsweredAndEditedByKeyboardAlone() throws InterruptedException {
        WindowDriver window = open();
        select(window, "Perfect. Shall I bring something?");
        window.press(KeyCode.SHIFT, KeyCode.F10);
        window.press(KeyCode.ENTER);
        window.awaitShown("#purpose");
        window.awaitText("Reply to Rosa 🌷");
        window.type("a salad");
        window.press(KeyCode.ENTER);
        Command.Send send = Models.asked(peer, Command.Send.class);
        assertThat(send.replyTo()).isNotNull();
        peer.emit(new Event.State(send.ref(), SampleWorld.ROSA, new MessageId(8, 8), Event.MessageState.QUEUED));
        window.until("nothing is answered", () -> !window.isShown("#purpose"));
        window.press(KeyCode.UP);
        window.awaitText("Edit message");
        window.press(KeyCode.ESCAPE);
        window.until("nothing is edited", () -> !window.isShown("#purpose"));
        assertThat(window.isShown("#composer"))
                .as("Esc leaves one thing at a time")
                .isTrue();
        window.press(KeyCode.UP);
        window.type(" with nuts");
        window.press(KeyCode.ENTER);
        assertThat(Models.asked(peer, Command.Edit.class).text()).isEqualTo("a salad with nuts");
    }

    @Test
    void whatHappenedToAMessageIsToldOnAClick() throws InterruptedException {
        WindowDriver window = open();
        window.clickLast(".message-cell:mine .message-meta");
        window.awaitShown("#timeline");
        window.awaitText("Written, saved on this computer");
        window.awaitText(
                " was found yet: Both routers give each connection another port, and one at least an unpredictable one, so"
                        + " that neither side can aim at the other. Port mapping (UPnP, NAT-PMP or PCP) switched on in one of"
                        + " the two routers, IPv6 at both ends, or another network at one end would help. It is tried again by"
                        + " itself; another network, such as a phone’s, often helps.");
        window.click("#timeline-now");
        assertThat(Models.asked(peer, Command.Retry.class).peer()).isEqualTo(SampleWorld.ROSA);
        window.press(KeyCode.ESCAPE);
        window.until("the card has left", () -> !window.isShown("#timeline"));
        assertThat(window.isShown("#composer")).isTrue();
    }

    @Test
    void aSignIsPutAndTakenAwayByClick() throws InterruptedException {
        WindowDriver window = open();
        window.click(".reaction-chip:mine");
        assertThat(Models.asked(peer, Command.React.class).emoji()).isEmpty();
        window.click(".reaction-chip");
        select(window, "This one looks like a bank, but is none: https://аррle.com/login");
        window.press(KeyCode.ENTER);
        window.press(KeyCode.DOWN);
        window.press(KeyCode.ENTER);
        window.awaitShown(".quick-reactions");
        window.click("#react-more");
        window.awaitShown("#emoji-picker");
        window.type("pizza");
        window.press(KeyCode.ENTER);
        window.until("the picker has left", () -> !window.isShown("#emoji-picker"));
        assertThat(Models.asked(peer, Command.React.class).emoji()).isEqualTo("🍕");
    }

    @Test
    void deletingIsAskedWhereItHappens() throws InterruptedException {
        WindowDriver window = open();
        select(window, "👍");
        window.press(KeyCode.ENTER);
        window.press(KeyCode.UP);
        window.press(KeyCode.ENTER);
        window.awaitText("Delete it for both of you?");
        window.press(KeyCode.TAB);
        window.press(KeyCode.SPACE);
        window.awaitNoText("Delete it for both of you?");
        assertThat(peer.commands()).noneMatch(Command.Delete.class::isInstance);
        select(window, "👍");
        window.press(KeyCode.ENTER);
        window.press(KeyCode.UP);
        window.press(KeyCode.ENTER);
        window.awaitText("Delete it for both of you?");
        window.press(KeyCode.SPACE);
        Command.Delete delete = Models.asked(peer, Command.Delete.class);
        peer.emit(new Event.Problem(delete.ref(), Reason.said("It is too late for that.")));
        window.awaitText("It is too late for that.");
        assertThat(window.isShown("#problem")).isFalse();
    }

    @Test
    void anEmojiIsWrittenByItsNameOrPicked() throws InterruptedException {
        WindowDriver window = open();
        window.click("#composer");
        window.type("so :tad");
        window.awaitShown("#completion");
        window.press(KeyCode.ENTER);
        assertThat(composed(window)).isEqualTo("so 🎉");
        window.type(" :pizza:");
        assertThat(composed(window)).isEqualTo("so 🎉 🍕");
        window.click("#emoji");
        window.awaitShown("#emoji-picker");
        window.press(KeyCode.RIGHT);
        window.press(KeyCode.ENTER);
        assertThat(composed(window)).startsWith("so 🎉 🍕").hasSizeGreaterThan("so 🎉 🍕".length());
        window.press(KeyCode.ENTER);
        assertThat(Models.asked(peer, Command.Send.class).text()).startsWith("so 🎉 🍕");
    }

    @Test
    void aLinkOpensAsItStandsAndNothingElseDoes() throws InterruptedException {
        WindowDriver window = open();
        window.click(".message-cell .link");
        window.until("it opened", () -> !opened.isEmpty());
        assertThat(opened).hasSize(1).allMatch(link -> link.startsWith("https://"));
    }

    @Test
    void aQuoteLeadsToItsMessage() throws InterruptedException {
        WindowDriver window = open();
        window.clickLast(".message-cell:mine .quote");
        window.until("it is pointed at", () -> window.isShown(".message-cell:revealed"));
    }

    @Test
    void wordsAreFoundMarkedAndWalkedThroughByKeyboard() throws InterruptedException {
        WindowDriver window = open();
        window.click("#composer");
        window.press(KeyCode.CONTROL, KeyCode.F);
        window.awaitShown("#find");
        window.type("the");
        window.until("all are counted", () -> window.words("#find-count").equals("1 of 3"));
        window.until("the latest is gone to", () -> window.isShown(".message-cell:found"));
        assertThat(marked(window)).isGreaterThan(0);
        window.press(KeyCode.ENTER);
        assertThat(window.words("#find-count")).isEqualTo("2 of 3");
        window.press(KeyCode.SHIFT, KeyCode.F3);
        assertThat(window.words("#find-count")).isEqualTo("1 of 3");
        window.press(KeyCode.UP);
        assertThat(window.words("#find-count")).isEqualTo("2 of 3");
        window.press(KeyCode.CONTROL, KeyCode.A);
        window.type("nowhere");
        window.until("it is nowhere", () -> window.words("#find-count").equals("Not found"));
        window.press(KeyCode.ESCAPE);
        window.until("the search is closed", () -> !window.isShown("#find"));
        assertThat(marked(window)).isZero();
        window.until(
                "the composer has the keyboard again",
                () -> "composer".equals(Objects.requireNonNull(window.focused()).getId()));
        assertThat(window.isShown("#composer"))
                .as("the conversation is still open")
                .isTrue();
    }

    private static long marked(WindowDriver window) {
        return window.onFx(() -> window.all(".message-cell .found-back").stream()
                .filter(back -> !((Path) back).getElements().isEmpty())
                .count());
    }

    @Test
    void theOtherIsSeenWriting() throws InterruptedException {
        WindowDriver window = open();
        peer.emit(new Event.Typing(null, SampleWorld.ROSA, 600));
        window.awaitText("is writing…");
        window.awaitNoText("is writing…");
    }

    @Test
    void theListOfKeysComesAndGoes() throws InterruptedException {
        WindowDriver window = open();
        window.press(KeyCode.CONTROL, KeyCode.SLASH);
        window.awaitText("Keyboard");
        window.press(KeyCode.ESCAPE);
        window.awaitNoText("Keyboard");
        assertThat(window.isShown("#composer")).isTrue();
    }

    @Test
    void selectedTextIsCopiedAsItWasWritten() throws InterruptedException {
        WindowDriver window = open();
        say(window, "**Zürich** 🏔️ `x`", 50);
        window.tripleClickWords("Zürich");
        window.press(KeyCode.CONTROL, KeyCode.C);
        assertThat(window.clipboard()).isEqualTo("**Zürich** 🏔️ `x`");
    }

    @Test
    void anyTextIsLaidOutWithEmojiAndMarks() throws InterruptedException {
        WindowDriver window = open();
        window.resize(380, 700);
        List<String> texts = List.of(
                "w".repeat(300),
                "שלום 👍🏽 *עולם* https://example.org/ש ".repeat(20),
                "👍".repeat(5_000),
                "**a** `b` ".repeat(400),
                ("https://example.org/" + "x".repeat(300) + " ").repeat(3),
                "x 👍 ".repeat(13_000));
        for (int i = 0; i < texts.size(); i++) {
            say(window, texts.get(i), i);
        }
        say(window, "and then", 99);
        window.until(
                "layout goes on",
                () -> window.onFx(
                        () -> window.model().conversation().atEndProperty().get()));
    }

    /** What a burst costs is told by the changes that the list has to draw: a few for each batch of a thousand. */
    @Test
    void aBurstIsAFewChangesOfTheList() throws InterruptedException {
        WindowDriver window = open();
        int[] changes = {0};
        window.onFx(() -> {
            window.model().conversation().messages().addListener((ListChangeListener<MessageItem>)
                    change -> changes[0]++);
            return changes;
        });
        for (int i = 0; i < 10_000; i++) {
            peer.emit(new Event.Message(
                    null, SampleWorld.ROSA, new MessageId(7, i), "burst " + i, SampleWorld.minutesAgo(0), 0, "", null));
        }
        window.awaitText("burst 9999");
        int drawn = window.onFx(() -> changes[0]);
        assertThat(drawn).isLessThan(100);
    }

    @Test
    void wordsStandOutFromWhatIsBehindThem() throws InterruptedException {
        WindowDriver window = open();
        List<Contrast> pairs = Stream.of(
                        new Contrast("-color-fg-default", "-pl-canvas"),
                        new Contrast("-color-fg-default", "-pl-theirs"),
                        new Contrast("-color-fg-muted", "-pl-theirs"),
                        new Contrast("-color-fg-muted", "-pl-canvas"),
                        new Contrast("-color-fg-muted", "-pl-pane"),
                        new Contrast("-color-fg-muted", "-pl-card"),
                        new Contrast("-pl-mine-text", "-pl-mine"),
                        new Contrast("-pl-mine-soft", "-pl-mine"),
                        new Contrast("-pl-mine-text", "-pl-mine-quote"),
                        new Contrast("-pl-mine-text", "-pl-mine-code"),
                        new Contrast("-color-fg-default", "-pl-quote"),
                        new Contrast("-color-accent-fg", "-pl-quote"),
                        new Contrast("-color-fg-default", "-pl-code"),
                        new Contrast("-color-fg-default", "-pl-chip"),
                        new Contrast("-color-fg-default", "-color-accent-subtle"),
                        new Contrast("-color-fg-default", "-pl-found"),
                        new Contrast("-color-fg-default", "-pl-found-now"),
                        new Contrast("-pl-mine-text", "-pl-mine-found"),
                        new Contrast("-pl-mine-text", "-pl-mine-found-now"),
                        new Contrast("-pl-link", "-pl-theirs"),
                        new Contrast("-color-danger-fg", "-pl-theirs"),
                        new Contrast("-color-danger-fg", "-pl-canvas"),
                        new Contrast("-color-accent-fg", "-pl-canvas"),
                        new Contrast("-color-fg-default", "-pl-chosen"),
                        new Contrast("-color-fg-muted", "-pl-chosen"),
                        new Contrast("-color-fg-muted", "-pl-hover"))
                .toList();
        for (String theme : List.of("light", "dark")) {
            window.onFx(() -> {
                window.setTheme(theme);
                return theme;
            });
            List<String> weak = new ArrayList<>();
            for (Contrast pair : pairs) {
                double ratio = pair.ratio(window.colour(pair.words()), window.colour(pair.behind()));
                if (ratio < 4.5) {
                    weak.add(theme + ": " + pair + " " + ratio);
                }
            }
            assertThat(weak).isEmpty();
        }
    }

    /** WCAG 2.2, 1.4.3. */
    private record Contrast(String words, String behind) {
        double ratio(Color front, Color back) {
            double a = luminance(back.interpolate(
                    Color.color(front.getRed(), front.getGreen(), front.getBlue()), front.getOpacity()));
            double b = luminance(back);
            return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        }

        private static double luminance(Color colour) {
            return 0.2126 * linear(colour.getRed())
                    + 0.7152 * linear(colour.getGreen())
                    + 0.0722 * linear(colour.getBlue());
        }

        private static double linear(double part) {
            return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
        }
    }

    private void say(WindowDriver window, String text, int number) {
        peer.emit(new Event.Message(
                null, SampleWorld.ROSA, new MessageId(6, number), text, SampleWorld.minutesAgo(0), 0, "", null));
        window.until(
                text.substring(0, 2) + "… is there", () -> window.messages().contains(text));
        window.settle();
    }

    private static void select(WindowDriver window, String text) {
        window.onFx(() -> {
            ListView<?> list = (ListView<?>) window.focusable().stream()
                    .filter(node -> "messages".equals(node.getId()))
                    .findFirst()
                    .orElseThrow();
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
        window.settle();
    }

    private static String composed(WindowDriver window) {
        Node area = Objects.requireNonNull(window.focused());
        return window.onFx(() -> ((TextArea) area).getText());
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
        window.clickText("Rosa 🌷");
        window.awaitShown("#composer");
        window.until("the messages are there", () -> !window.messages().isEmpty());
        window.settle();
        return window;
    }
}
