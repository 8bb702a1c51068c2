package punchline.client.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.javafx.scene.input.DragboardHelper;
import com.sun.javafx.tk.TKClipboard;
import com.sun.javafx.tk.Toolkit;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.control.TextArea;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.PickResult;
import javafx.scene.input.TransferMode;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import punchline.client.FakePeer;
import punchline.client.settings.Settings;

/** What other programs let go of over a window. */
class DropWindowTest {
    private static final String COMPOSER = "#composer";
    private static final String LINK = SampleWorld.FRANKS_INVITE;

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

    @Test
    void droppedTextTakesThePlaceOfWhatIsSelectedAndIsNotSent() throws InterruptedException {
        WindowDriver window = openWithAnn();
        window.click(COMPOSER);
        window.type("see there");
        window.onFx(() -> {
            ((TextArea) window.node(COMPOSER)).selectRange(4, 9);
            return COMPOSER;
        });

        assertThat(drop(window, COMPOSER, text("the page\nof last week"))).isTrue();

        window.until("it is in the draft", () -> draft(window).equals("see the page\nof last week"));
        assertThat(window.messages()).doesNotContain("see the page\nof last week");
    }

    @Test
    void anInviteDroppedOnTheComposerIsOfferedAndNotWritten() throws InterruptedException {
        WindowDriver window = openWithAnn();

        assertThat(drop(window, COMPOSER, text(LINK))).isTrue();

        window.awaitText("You meet at 203.0.113.9:6327, which is added to your servers.");
        assertThat(draft(window)).isEmpty();
    }

    @Test
    void aDroppedPictureIsLookedThroughForAnInvite() throws IOException, InterruptedException {
        WindowDriver window = openWithAnn();
        Path blank = directory.resolve("blank.png");
        ImageIO.write(new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB), "png", blank.toFile());

        assertThat(drop(window, COMPOSER, file(blank))).isTrue();

        window.until("there is no code", () -> window.words("#redeem-problem").startsWith("There is no code"));
    }

    @Test
    void aFileThatIsNoPictureIsNotTaken() throws IOException, InterruptedException {
        WindowDriver window = openWithAnn();
        Path notes = Files.writeString(directory.resolve("notes.txt"), "nothing for anybody");

        assertThat(drop(window, COMPOSER, file(notes))).isFalse();

        assertThat(draft(window)).isEmpty();
        assertThat(window.isShown("#redeem")).isFalse();
    }

    private static ClipboardContent text(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        return content;
    }

    private static ClipboardContent file(Path file) {
        ClipboardContent content = new ClipboardContent();
        content.putFiles(List.of(file.toFile()));
        // As file managers do.
        content.putString(file.toString());
        return content;
    }

    private static String draft(WindowDriver window) {
        return window.onFx(() -> ((TextArea) window.node(COMPOSER)).getText());
    }

    /** Drags it over a node and lets it go there if it is taken; tells whether it was. */
    private static boolean drop(WindowDriver window, String query, ClipboardContent content) {
        boolean dropped = window.onFx(() -> {
            Node target = window.node(query);
            Dragboard board = DragboardHelper.createDragboard(fromElsewhere());
            board.setContent(content);
            DragEvent over = event(DragEvent.DRAG_OVER, target, board);
            Event.fireEvent(target, over);
            if (!over.isAccepted()) {
                return false;
            }
            DragEvent drop = event(DragEvent.DRAG_DROPPED, target, board);
            Event.fireEvent(target, drop);
            return drop.isDropCompleted();
        });
        window.settle();
        return dropped;
    }

    /** A clipboard of the toolkit's own, which lacks only what a drag from another program has: that it may be copied. */
    private static TKClipboard fromElsewhere() {
        TKClipboard local = Toolkit.getToolkit().createLocalClipboard();
        return (TKClipboard) Proxy.newProxyInstance(
                TKClipboard.class.getClassLoader(),
                new Class<?>[] {TKClipboard.class},
                (proxy, method, arguments) -> method.getName().equals("getTransferModes")
                        ? EnumSet.of(TransferMode.COPY)
                        : method.invoke(local, arguments));
    }

    private static DragEvent event(EventType<DragEvent> type, Node target, Dragboard board) {
        return new DragEvent(
                target, target, type, board, 1, 1, 1, 1, TransferMode.COPY, null, null, new PickResult(target, 1, 1));
    }

    private WindowDriver openWithAnn() throws InterruptedException {
        SampleWorld world = SampleWorld.busy(peer);
        WindowDriver window = WindowDriver.open(new DesktopSetup(
                "maria",
                listener -> {
                    peer.subscribe(listener);
                    world.start();
                    return peer;
                },
                Settings.load(directory.resolve(Settings.FILE_NAME)),
                (link, failed) -> {},
                new SystemFilePicker()));
        driver = window;
        window.awaitText("Ann");
        window.clickText("Ann");
        window.awaitShown(COMPOSER);
        return window;
    }
}
