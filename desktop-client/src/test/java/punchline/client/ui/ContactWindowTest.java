package punchline.client.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import punchline.client.FakePeer;
import punchline.client.settings.Settings;
import punchline.engine.Command;
import punchline.engine.Event;

/** What one does to a person, by mouse and by keyboard. */
class ContactWindowTest {
    @TempDir
    Path directory;

    private final FakePeer peer = new FakePeer();
    private SampleWorld world = SampleWorld.busy(peer);
    private @Nullable Path chosen;
    private @Nullable WindowDriver driver;

    @AfterEach
    void close() throws InterruptedException {
        if (driver != null) {
            driver.close();
        }
    }

    @Test
    void aPersonIsRenamedByKeyboardAloneAndTheKeyboardReturns() throws InterruptedException {
        WindowDriver window = open();
        window.click("#search");
        window.type("Ann");
        window.press(KeyCode.DOWN);
        window.press(KeyCode.SHIFT, KeyCode.F10);
        window.press(KeyCode.ENTER);
        window.awaitShown("#alias");
        window.press(KeyCode.ENTER);
        window.awaitText("A name has 1 to 64 characters, and something to read in it.");
        window.type("Anna from work");
        window.press(KeyCode.ENTER);
        window.until("the sheet has left", () -> !window.isShown("#alias"));
        assertThat(Models.asked(peer, Command.Alias.class).alias()).isEqualTo("Anna from work");
        window.awaitText("Anna from work");
        window.until("the list has the keyboard", () -> "people".equals(idOf(window)));
    }

    @Test
    void theSafetyNumberIsComparedAndMarkedAndTheMarkIsSeen() throws InterruptedException {
        WindowDriver window = open();
        window.clickText("Ann");
        assertThat(window.isShown("#verified")).isFalse();
        window.click("#person-menu");
        window.clickMenu("contact-verify");
        window.awaitText("23725");
        window.awaitText("02251");
        window.click("#safety-match");
        window.awaitShown("#verified");
        assertThat(window.isShown("#safety")).isFalse();
        window.click("#person-menu");
        window.clickMenu("contact-verified");
        window.click("#safety-unmark");
        window.until("the mark is gone", () -> !window.isShown("#verified"));
        window.press(KeyCode.ESCAPE);
        window.until("the sheet has left", () -> !window.isShown("#safety"));
        assertThat(window.isShown("#composer")).as("Esc leaves one thing").isTrue();
    }

    @Test
    void whoeverBearsAKnownNameUnderAnotherKeyIsWarnedOfLoudly() throws InterruptedException {
        WindowDriver window = open();
        window.clickText("Ann");
        assertThat(window.isShown("#look-alike")).isFalse();
        world.note(
                SampleWorld.ANN,
                new Event.Notes(null, false, new Event.LooksLike(SampleWorld.id("the other Ann"), "Ann", true)),
                null);
        window.awaitShown("#look-alike");
        window.awaitShown(".look-alike-mark");
        window.click("#look-alike-verify");
        window.awaitShown("#safety");
    }

    @Test
    void aPersonIsBlockedAfterAWarningAndUnblocked() throws InterruptedException {
        WindowDriver window = open();
        window.clickText("Ann");
        window.click("#person-menu");
        window.clickMenu("contact-block");
        window.awaitText("Block Ann?");
        window.click("#sheet-cancel");
        assertThat(peer.commands()).noneMatch(Command.Block.class::isInstance);
        window.click("#person-menu");
        window.clickMenu("contact-block");
        window.click("#block-do");
        window.awaitText("You blocked Ann");
        window.until("no composer", () -> !window.isShown("#composer"));
        window.click("#person-menu");
        window.clickMenu("contact-unblock");
        window.awaitShown("#composer");
    }

    @Test
    void messagesAreKeptAsLongAsSaid() throws InterruptedException {
        WindowDriver window = open();
        window.clickText("Ann");
        window.click("#person-menu");
        window.clickMenu("contact-retain");
        window.click("#retain-own");
        window.click("#retain-days");
        window.type("40000");
        window.click("#retain-save");
        window.awaitText("Write a whole number of days, from 1 to 36,500.");
        window.press(KeyCode.CONTROL, KeyCode.A);
        window.type("90");
        window.press(KeyCode.ENTER);
        assertThat(Models.asked(peer, Command.Retain.class).days()).isEqualTo(90);
    }

    @Test
    void aConversationIsExportedToTheChosenFileAndTheResultIsTold() throws InterruptedException {
        chosen = directory.resolve("ann.json");
        WindowDriver window = open();
        window.clickText("Ann");
        window.click("#person-menu");
        window.clickMenu("contact-export");
        window.clickMenu("contact-export-json");
        window.until("the result is told", () -> window.words("#news").contains("12,345 messages"));
        assertThat(Models.asked(peer, Command.Export.class).file()).isEqualTo(chosen.toString());
        window.click("#dismiss-news");
        window.until("it is gone", () -> !window.isShown("#news"));
    }

    @Test
    void aConversationIsDeletedOnlyAfterSayingWhereItIsDeleted() throws InterruptedException {
        WindowDriver window = open();
        window.clickText("Ann");
        window.awaitText("Shall we talk at four?");
        window.click("#person-menu");
        window.clickMenu("contact-clear");
        window.awaitText("Delete the conversation with Ann?");
        window.press(KeyCode.ESCAPE);
        window.until("the sheet has left", () -> !window.isShown("#clear-sheet"));
        assertThat(peer.commands()).noneMatch(Command.Clear.class::isInstance);
        window.click("#person-menu");
        window.clickMenu("contact-clear");
        world.putHistory(SampleWorld.ANN, List.of());
        window.click("#clear-do");
        window.awaitNoText("Shall we talk at four?");
        window.until("it is told", () -> window.words("#news").contains("is deleted on this computer"));
    }

    @Test
    void tabStaysWithinASheet() throws InterruptedException {
        WindowDriver window = open();
        window.clickText("Ann");
        window.click("#person-menu");
        window.clickMenu("contact-retain");
        window.awaitShown("#retention");
        for (int i = 0; i < 12; i++) {
            window.press(KeyCode.TAB);
            window.until("the keyboard is within", () -> window.isFocusWithin("#retention"));
        }
        window.press(KeyCode.SHIFT, KeyCode.TAB);
        window.until("the keyboard is within", () -> window.isFocusWithin("#retention"));
    }

    private static String idOf(WindowDriver window) {
        var focused = window.focused();
        return focused == null ? "" : String.valueOf(focused.getId());
    }

    private WindowDriver open() throws InterruptedException {
        FilePicker files = new FilePicker() {
            @Override
            public @Nullable Path save(String title, String name, String kind, String extension) {
                return chosen;
            }

            @Override
            public @Nullable Path open(String title, String kind, List<String> extensions) {
                return chosen != null && Files.exists(chosen) ? chosen : null;
            }
        };
        WindowDriver window = WindowDriver.open(new DesktopSetup(
                "maria",
                listener -> {
                    peer.subscribe(listener);
                    world.start();
                    return peer;
                },
                Settings.load(directory.resolve(Settings.FILE_NAME)),
                (link, failed) -> {},
                files));
        driver = window;
        window.until(
                "the people are there",
                () -> window.onFx(() -> window.model().people().loadedProperty().get()));
        return window;
    }
}
