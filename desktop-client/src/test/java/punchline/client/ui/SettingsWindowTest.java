package punchline.client.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import punchline.client.FakePeer;
import punchline.client.profile.FakeProfile;
import punchline.client.settings.Settings;
import punchline.engine.Command;

/** The settings as one finds and changes them. */
class SettingsWindowTest {
    @TempDir
    Path directory;

    private FakePeer peer = new FakePeer();
    private final List<String> opened = new ArrayList<>();
    private @Nullable FakeProfile profile;
    private @Nullable Path chosen;
    private @Nullable WindowDriver driver;

    @AfterEach
    void close() throws InterruptedException {
        if (driver != null) {
            driver.close();
        }
    }

    @Test
    void whatIsSetCountsAtOnceAndSurvivesARestart() throws InterruptedException {
        WindowDriver window = open();
        window.click("#own");
        window.click("#settings-privacy");
        window.click("#tell-typing");
        assertThat(Models.asked(peer, Command.Disclose.class).typing()).isFalse();
        window.click("#settings-network");
        window.click("#udp-port");
        window.type("99999");
        window.press(KeyCode.ENTER);
        window.awaitShown("#port-problem");
        window.press(KeyCode.CONTROL, KeyCode.A);
        window.type("50123");
        window.press(KeyCode.ENTER);
        window.until("it is saved", () -> !window.words("#port-saved").isEmpty());
        window.click("#port-mapping");
        window.click("#settings-appearance");
        window.click("#theme-dark");
        window.click("#text-larger");
        window.close();
        driver = null;

        WindowDriver again = open();
        assertThat(again.model().settings().textSizeProperty().get()).isEqualTo(115);
        again.click("#own");
        again.click("#settings-network");
        assertThat(again.onFx(() -> ((javafx.scene.control.TextField) again.node("#udp-port")).getText()))
                .isEqualTo("50123");
        assertThat(again.onFx(() -> ((javafx.scene.control.CheckBox) again.node("#port-mapping")).isSelected()))
                .isFalse();
        again.click("#settings-appearance");
        assertThat(again.onFx(() -> ((javafx.scene.control.ToggleButton) again.node("#theme-dark")).isSelected()))
                .isTrue();
    }

    @Test
    void allLettersGrowByOneKeyAndAreAsUsualByAnother() throws InterruptedException {
        WindowDriver window = open();
        window.clickText("Ann");
        double name = size(window, "#conversation-name");
        double presence = size(window, "#presence");
        window.press(KeyCode.CONTROL, KeyCode.EQUALS);
        window.until("they have grown", () -> size(window, "#presence") > presence);
        assertThat(size(window, "#conversation-name") / name).isBetween(1.13, 1.17);
        assertThat(size(window, "#presence") / presence).isBetween(1.13, 1.17);
        window.press(KeyCode.CONTROL, KeyCode.DIGIT0);
        window.until("they are as before", () -> size(window, "#presence") == presence);
    }

    @Test
    void aServerIsLeftByClick() throws InterruptedException {
        WindowDriver window = open();
        window.click("#own");
        window.click("#settings-network");
        window.click(".server-remove");
        window.awaitShown(".settings-hint");
        assertThat(Models.asked(peer, Command.RemoveServer.class).server()).isEqualTo("203.0.113.7:6327");
        window.until("none is left", () -> !window.isShown(".server-remove"));
    }

    @Test
    void aPassphraseIsSetOnlyIfItIsTheSameTwice() throws InterruptedException {
        WindowDriver window = open();
        window.click("#own");
        window.click("#passphrase-set");
        window.type("a long one");
        window.click("#passphrase-again");
        window.type("another");
        window.click("#secret-do");
        window.awaitText("The two are not the same. Write it once more.");
        window.press(KeyCode.CONTROL, KeyCode.A);
        window.type("a long one");
        window.press(KeyCode.ENTER);
        window.until("the sheet has left", () -> !window.isShown("#passphrase-sheet"));
        assertThat(profile).isNotNull();
        assertThat(profile.passphrase()).isEqualTo("a long one");
        window.awaitShown("#passphrase-change");
        window.click("#passphrase-remove");
        window.type("wrong");
        window.press(KeyCode.ENTER);
        window.awaitText("That is not its passphrase.");
        assertThat(profile.passphrase()).isEqualTo("a long one");
    }

    @Test
    void theProfileIsExportedUnderAPassphraseAndItsFolderOpened() throws InterruptedException {
        chosen = directory.resolve("me.punchline");
        WindowDriver window = open();
        window.click("#own");
        window.click("#settings-storage");
        window.click("#profile-open");
        assertThat(opened).containsExactly(directory.toUri().toString());
        window.click("#profile-backup");
        window.type("secret");
        window.press(KeyCode.ENTER);
        window.awaitText("The two are not the same. Write it once more.");
        window.type("secret");
        window.press(KeyCode.ENTER);
        window.until("it is told", () -> window.words("#news").contains("me.punchline"));
        assertThat(profile).isNotNull();
        assertThat(profile.copied()).endsWith("me.punchline under secret");
    }

    private static double size(WindowDriver window, String query) {
        return window.onFx(() -> {
            Font font = ((javafx.scene.control.Labeled) window.node(query)).getFont();
            return font.getSize();
        });
    }

    private WindowDriver open() throws InterruptedException {
        peer = new FakePeer();
        SampleWorld world = SampleWorld.busy(peer);
        FakeProfile own = new FakeProfile(peer, directory);
        profile = own;
        FilePicker files = new FilePicker() {
            @Override
            public @Nullable Path save(String title, String name, String kind, String extension) {
                return chosen;
            }

            @Override
            public @Nullable Path open(String title, String kind, List<String> extensions) {
                return chosen;
            }
        };
        WindowDriver window = WindowDriver.open(new DesktopSetup(
                "maria",
                listener -> {
                    own.subscribe(listener);
                    world.start();
                    return own;
                },
                Settings.load(directory.resolve(Settings.FILE_NAME)),
                (link, failed) -> opened.add(link),
                files));
        driver = window;
        window.awaitText("Choose somebody from the list to talk to.");
        return window;
    }
}
