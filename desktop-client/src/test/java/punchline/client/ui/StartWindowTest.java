package punchline.client.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import punchline.client.FakePeer;
import punchline.client.PassphrasePrompt;
import punchline.client.StartException;
import punchline.client.profile.Passphrase;
import punchline.client.settings.Settings;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.Peer;
import punchline.engine.Reason;

/** What stands before the first word: the first start, a locked profile, one that does not open. */
class StartWindowTest {
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
    void theFirstStartAsksForANameAndWhoSeesMeAndOnlyOnce() throws InterruptedException {
        WindowDriver window = open(nameless());
        window.awaitShown("#first-name");
        window.until("one can write the name at once", () -> window.isFocusWithin("#first-name"));
        window.click("#first-go");
        window.awaitText("Write a name, so that others know who writes to them.");
        window.type("   ");
        window.press(KeyCode.ENTER);
        window.awaitText("Write a name, so that others know who writes to them.");
        window.onFx(() -> {
            ((javafx.scene.control.TextField) window.node("#first-name")).setText("🌷".repeat(500));
            return window;
        });
        window.press(KeyCode.ENTER);
        window.awaitText("A name has 1 to 64 characters, and something to read in it.");
        window.onFx(() -> {
            ((javafx.scene.control.TextField) window.node("#first-name")).setText("Maria 🌷");
            return window;
        });
        window.click("#first-unlisted");
        window.click("#first-go");
        window.awaitShown(".server-address");
        assertThat(Models.asked(peer, Command.Rename.class).name()).isEqualTo("Maria 🌷");
        assertThat(Models.asked(peer, Command.Visibility.class).listed()).isFalse();
        assertThat(Settings.load(directory.resolve(Settings.FILE_NAME)).isOn("start.answered", false))
                .isTrue();
        window.click("#welcome-redeem");
        window.awaitShown("#redeem");
    }

    @Test
    void whoeverHasANameOrHasAnsweredIsNotAsked() throws InterruptedException {
        Settings.load(directory.resolve(Settings.FILE_NAME)).put("start.answered", "true");
        WindowDriver window = open(nameless());
        window.awaitShown(".server-address");
        assertThat(window.isShown("#first-name")).isFalse();
    }

    @Test
    void aLockedProfileOpensInTheWindowAndAWrongPassphraseIsSaidInPlace() throws InterruptedException {
        List<String> tried = new ArrayList<>();
        SampleWorld world = SampleWorld.busy(peer);
        WindowDriver window = open((listener, prompt) -> {
            boolean wrong = false;
            while (true) {
                try (Passphrase given = prompt.ask("maria", wrong)) {
                    if (given == null) {
                        throw new StartException(Reason.said("locked"), null);
                    }
                    tried.add(given.isEmpty() ? "nothing" : "something");
                    if (wrong) {
                        peer.subscribe(listener);
                        world.start();
                        return peer;
                    }
                    wrong = true;
                }
            }
        });
        window.awaitText("The profile “maria” is locked");
        window.type("geheim");
        window.press(KeyCode.ENTER);
        window.awaitText("That is not its passphrase. Look at what you typed, and try again.");
        window.click("#passphrase-reveal");
        window.awaitShown("#passphrase-shown");
        assertThat(window.onFx(() -> ((javafx.scene.control.TextField) window.node("#passphrase-shown")).getText()))
                .as("a slip is mended sooner than typed anew")
                .isEqualTo("geheim");
        window.click("#unlock-do");
        window.awaitText("Ann");
        window.until("nothing is asked any more", () -> !window.isShown("#unlock"));
        assertThat(tried).containsExactly("something", "something");
    }

    @Test
    void aLockedProfileCanBeLeftAlone() throws Exception {
        List<String> ended = new ArrayList<>();
        WindowDriver window = open((listener, prompt) -> {
            if (prompt.ask("maria", false) == null) {
                ended.add("gave up");
                throw new StartException(Reason.said("The profile is locked."), null);
            }
            return peer;
        });
        window.click("#unlock-quit");
        window.close();
        driver = null;
        assertThat(ended).containsExactly("gave up");
    }

    @Test
    void whatDoesNotOpenSaysWhyAndIsTriedAgainByClick() throws InterruptedException {
        List<String> tries = new ArrayList<>();
        SampleWorld world = SampleWorld.busy(peer);
        WindowDriver window = open((listener, prompt) -> {
            tries.add("again");
            if (tries.size() == 1) {
                throw new StartException(
                        Reason.said("The profile maria is open in another window. Close that one."), null);
            }
            if (tries.size() == 2) {
                throw new IllegalStateException("a bug's own words");
            }
            peer.subscribe(listener);
            world.start();
            return peer;
        });
        window.awaitText("The profile maria is open in another window. Close that one.");
        window.click("#failure-retry");
        window.awaitText("An unexpected error. The log in the profile’s directory says more.");
        window.click("#failure-retry");
        window.awaitText("Ann");
        assertThat(window.isShown("#failure")).isFalse();
    }

    /** Starts a peer, with somebody to ask for a passphrase. */
    private interface Start {
        Peer start(Consumer<Event> listener, PassphrasePrompt prompt) throws Exception;
    }

    private Start nameless() {
        SampleWorld world = SampleWorld.nameless(peer);
        return (listener, prompt) -> {
            peer.subscribe(listener);
            world.start();
            return peer;
        };
    }

    private WindowDriver open(Start start) throws InterruptedException {
        PeerFactory factory = new PeerFactory() {
            @Override
            public Peer start(Consumer<Event> listener) throws Exception {
                return start.start(listener, PassphrasePrompt.NOBODY);
            }

            @Override
            public Peer start(Consumer<Event> listener, PassphrasePrompt prompt) throws Exception {
                return start.start(listener, prompt);
            }
        };
        WindowDriver window = WindowDriver.open(
                new DesktopSetup("maria", factory, Settings.load(directory.resolve(Settings.FILE_NAME))));
        driver = window;
        return window;
    }
}
