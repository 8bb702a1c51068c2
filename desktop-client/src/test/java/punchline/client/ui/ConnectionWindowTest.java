package punchline.client.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import punchline.client.FakePeer;
import punchline.client.settings.Settings;
import punchline.engine.Command;

class ConnectionWindowTest {
    @TempDir
    Path directory;

    private final FakePeer peer = new FakePeer();
    private @Nullable WindowDriver opened;

    @AfterEach
    void close() throws InterruptedException {
        if (opened != null) {
            opened.close();
        }
    }

    @Test
    void howIAmConnectedIsToldAndTakenAlong() throws InterruptedException {
        WindowDriver window = open();
        window.click("#connection");
        window.awaitText("203.0.113.7:6327 knows you and sees you at 198.51.100.23:50001.");
        window.awaitText("Ways to people");
        window.click("#copy-report");
        window.awaitText("Copied, without names and addresses");
        assertThat(window.clipboard()).contains("server-1 knows you").doesNotContain("203.0.113");
        window.click("#try-again");
        assertThat(peer.commands()).hasAtLeastOneElementOfType(Command.Reconnect.class);
        window.press(KeyCode.ESCAPE);
        window.until("it is closed", () -> !window.isShown("#connection-sheet"));
        assertThat(window.isShown("#people")).isTrue();
    }

    @Test
    void theWayToSomebodyOpensFromItsState() throws InterruptedException {
        WindowDriver window = open();
        window.clickText("Ann");
        window.click("#presence");
        window.awaitText("The way to Ann");
        window.awaitText("Yours: gives each connection a random port. Theirs: keeps ports.");
        window.awaitText("A way was found after 320 ms.");
        window.press(KeyCode.ESCAPE);
        window.until("it is closed", () -> !window.isShown("#path-sheet"));
        assertThat(window.isShown("#composer"))
                .as("the conversation is still open")
                .isTrue();
    }

    private WindowDriver open() throws InterruptedException {
        SampleWorld world = SampleWorld.busy(peer);
        WindowDriver window = WindowDriver.open(new DesktopSetup(
                "maria",
                listener -> {
                    peer.subscribe(listener);
                    world.start();
                    return peer;
                },
                Settings.load(directory.resolve(Settings.FILE_NAME))));
        opened = window;
        window.awaitText("Ann");
        return window;
    }
}
