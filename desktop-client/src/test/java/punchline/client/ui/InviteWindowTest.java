package punchline.client.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelReader;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import punchline.client.FakePeer;
import punchline.client.settings.Settings;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.conversation.MessageId;

/** Invites as they are given and taken at a window. */
class InviteWindowTest {
    private static final String LINK = SampleWorld.FRANKS_INVITE;

    @TempDir
    Path directory;

    private final FakePeer peer = new FakePeer();
    private @Nullable Path chosen;
    private @Nullable WindowDriver driver;

    @AfterEach
    void close() throws InterruptedException {
        if (driver != null) {
            driver.close();
        }
    }

    @Test
    void anInviteIsMadeCopiedShownAsAPictureThatCanBeReadAndClosedAgain() throws Exception {
        WindowDriver window = open();
        window.click("#add");
        window.clickMenu("invite-menu-give");
        window.click("#invite-make");
        window.awaitShown("#invite-link");
        window.click("#invite-copy");
        assertThat(window.clipboard()).startsWith("punchline:" + SampleWorld.ME);
        chosen = directory.resolve("invite.png");
        write(window, "#invite-picture", chosen);
        window.click(".invite-revoke");
        window.until("no invite is open", () -> !window.isShown(".invite-revoke"));
        window.press(KeyCode.ESCAPE);
        window.click("#add");
        window.clickMenu("invite-menu-take");
        window.click("#invite-choose");
        window.awaitText("This is your own invite. Send it to somebody else.");
        assertThat(window.onFx(() -> window.node("#redeem-do").isDisabled())).isTrue();
    }

    @Test
    void aPastedLinkSaysWhatItBringsBeforeItIsRedeemed() throws InterruptedException {
        WindowDriver window = open();
        window.click("#nobody-redeem");
        window.type("hello");
        window.until("it is no invite", () -> window.words("#redeem-problem").startsWith("That is no invite"));
        window.press(KeyCode.CONTROL, KeyCode.A);
        copy(window, LINK);
        window.press(KeyCode.CONTROL, KeyCode.V);
        window.awaitText("You meet at 203.0.113.9:6327, which is added to your servers.");
        assertThat(peer.commands()).noneMatch(Command.Redeem.class::isInstance);
        window.click("#redeem-do");
        window.until("the sheet has left", () -> !window.isShown("#redeem"));
        assertThat(Models.asked(peer, Command.Redeem.class).invite()).isEqualTo(LINK);
        window.until("Frank is open", () -> "Frank".equals(window.words("#conversation-name")));
    }

    @Test
    void aLinkPastedIntoTheWindowOpensTheSheet() throws InterruptedException {
        WindowDriver window = open();
        window.click("#search");
        window.press(KeyCode.DOWN);
        copy(window, "no invite");
        window.press(KeyCode.CONTROL, KeyCode.V);
        assertThat(window.isShown("#redeem")).isFalse();
        copy(window, " <" + LINK + "> ");
        window.press(KeyCode.CONTROL, KeyCode.V);
        window.awaitShown("#offer");
    }

    @Test
    void aLinkClickedInAMessageOpensTheSheetAndNoBrowser() throws InterruptedException {
        WindowDriver window = open();
        window.clickText("Ann");
        peer.emit(new Event.Message(null, SampleWorld.ANN, new MessageId(6, 1), LINK, 0, 0, "", null));
        window.until("the link is shown", () -> window.count(".bubble .link") > 0);
        window.clickLast(".bubble .link");
        window.awaitShown("#offer");
    }

    @Test
    void aPictureWithoutACodeAndAFileThatIsNoneHaveWords() throws Exception {
        WindowDriver window = open();
        window.click("#nobody-redeem");
        chosen = directory.resolve("blank.png");
        ImageIO.write(new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB), "png", chosen.toFile());
        window.click("#invite-choose");
        window.until("there is no code", () -> window.words("#redeem-problem").startsWith("There is no code"));
        chosen = directory.resolve("broken.png");
        Files.writeString(chosen, "this is no picture");
        window.click("#invite-choose");
        window.until("it is no picture", () -> window.words("#redeem-problem").startsWith("That file cannot be read"));
    }

    private static void copy(WindowDriver window, String text) {
        window.onFx(() -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(text);
            return Clipboard.getSystemClipboard().setContent(content);
        });
    }

    private static void write(WindowDriver window, String query, Path file) throws IOException {
        BufferedImage copy = window.onFx(() -> {
            PixelReader pixels = ((ImageView) window.node(query)).getImage().getPixelReader();
            int side = (int) ((ImageView) window.node(query)).getImage().getWidth();
            BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
            for (int i = 0; i < side * side; i++) {
                image.setRGB(i % side, i / side, pixels.getArgb(i % side, i / side));
            }
            return image;
        });
        ImageIO.write(copy, "png", file.toFile());
    }

    private WindowDriver open() throws InterruptedException {
        SampleWorld world = SampleWorld.busy(peer);
        FilePicker files = new FilePicker() {
            @Override
            public @Nullable Path save(String title, String name, String kind, String extension) {
                return null;
            }

            @Override
            public @Nullable Path open(String title, String kind, List<String> extensions) {
                return chosen;
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
                (link, failed) -> {
                    throw new AssertionError("no browser is asked to open " + link);
                },
                files));
        driver = window;
        window.awaitText("Choose somebody from the list to talk to.");
        return window;
    }
}
