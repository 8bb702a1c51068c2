package punchline.client.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import punchline.client.FakePeer;
import punchline.client.settings.Settings;
import punchline.client.ui.notify.Notice;
import punchline.client.ui.notify.NoticePort;
import punchline.engine.Event;
import punchline.engine.Mishap;
import punchline.engine.Reason;
import punchline.engine.conversation.MessageId;
import punchline.store.StoreTrouble;

class NoticeWindowTest {
    @TempDir
    Path directory;

    private final FakePeer peer = new FakePeer();
    private final List<Notice> shown = new ArrayList<>();
    private final List<Runnable> clicks = new ArrayList<>();
    private @Nullable WindowDriver opened;

    @AfterEach
    void close() throws InterruptedException {
        if (opened != null) {
            opened.close();
        }
    }

    @Test
    void aClickOnADesktopsNoticeOpensTheConversation() throws InterruptedException {
        WindowDriver window = open();
        window.loseFocus();
        say("Are you there?");
        window.until("it is told", () -> window.onFx(() -> shown.size()) == 1);
        assertThat(shown.getFirst().body()).isEqualTo("Are you there?");
        window.onFx(() -> {
            clicks.getFirst().run();
            return clicks;
        });
        window.awaitShown("#composer");
        window.awaitText("Are you there?");
    }

    @Test
    void whatComesElsewhereIsToldInTheWindowAndAClickLeadsThere() throws InterruptedException {
        WindowDriver window = open();
        window.clickText("Farid");
        window.activate();
        say("Are you there?");
        window.awaitShown("#toast");
        assertThat(window.onFx(() -> shown.size())).isZero();
        window.click("#toast-open");
        window.until("it has left", () -> !window.isShown("#toast"));
        window.awaitText("online · direct");
        say("In view");
        window.until("it is there", () -> window.messages().contains("In view"));
        assertThat(window.isShown("#toast")).as("nothing of what is in view").isFalse();
    }

    @Test
    void aProblemIsSaidToItsLastWordInTheNarrowestWindow() throws InterruptedException {
        WindowDriver window = open();
        window.resize(360, 600);
        Reason full = Reason.of(StoreTrouble.FULL, "file", "/home/maria/.local/share/punchline/maria/messages.db");
        peer.emit(new Event.Problem(null, Reason.because(full, Mishap.NOT_KEPT, "name", "Ann")));
        window.awaitShown("#notice");
        window.until(
                "all of it is there",
                () -> window.onFx(() -> window.node("#notice").lookup(".text") instanceof Text shown
                        && shown.getText().replace("\n", " ").endsWith("Make room and try again.")));
    }

    @Test
    void unreadMessagesAreCountedInTheTitleUntilTheyAreRead() throws InterruptedException {
        WindowDriver window = open();
        window.loseFocus();
        window.until("the request is counted", () -> title(window).equals("(1) maria – Punchline"));

        say("Are you there?");
        window.until("so is the message", () -> title(window).equals("(2) maria – Punchline"));
        // By then the list has put her where she belongs.
        window.awaitText("Are you there?");
        window.settle();
        window.clickText("Ann");
        window.activate();
        window.until("it is read", () -> title(window).equals("(1) maria – Punchline"));
    }

    @Test
    void aDesktopWithoutATrayIsSaidWhereTheTrayWasWanted() throws InterruptedException {
        WindowDriver window = open();
        window.click("#own");
        window.click("#settings-notifications");
        window.click("#notifications-tray");
        window.awaitText("Your desktop has no tray.");
    }

    private static String title(WindowDriver window) {
        return window.onFx(() -> ((Stage) window.scene().getWindow()).getTitle());
    }

    private void say(String text) {
        peer.emit(new Event.Message(
                null,
                SampleWorld.ANN,
                new MessageId(8, text.hashCode()),
                text,
                SampleWorld.minutesAgo(0),
                0,
                "",
                null));
    }

    private WindowDriver open() throws InterruptedException {
        SampleWorld world = SampleWorld.busy(peer);
        NoticePort desktop = new NoticePort() {
            @Override
            public void show(Notice notice, Runnable onClick, Consumer<Notice> onRefused) {
                shown.add(notice);
                clicks.add(onClick);
            }

            @Override
            public void withdraw() {}
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
                new SystemFilePicker(),
                desktop));
        opened = window;
        window.awaitText("Ann");
        return window;
    }
}
