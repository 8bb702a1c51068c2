package punchline.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import punchline.client.settings.Settings;
import punchline.client.ui.WindowDriver;
import punchline.server.RendezvousServer;
import punchline.server.ServerConfig;
import punchline.server.TrafficLog;

/** What one does to people and settings, with real engines, databases and a server behind the windows. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RealContactsTest {
    @TempDir
    Path data;

    private RealWindows windows = new RealWindows(Path.of(""));

    @BeforeEach
    void begin() {
        windows = new RealWindows(data);
    }

    @AfterEach
    void closeAll() throws InterruptedException {
        windows.closeAll();
    }

    @Test
    void anInviteBringsTwoTogetherAndAllThatIsDoneToAPersonIsDone() throws Exception {
        try (RendezvousServer server = RendezvousServer.start(
                ServerConfig.defaults().withPort(0).withBind(InetAddress.getLoopbackAddress()), TrafficLog.NONE)) {
            WindowDriver alice = windows.open("Alice", 0);
            begin(alice, "Alice");
            RealWindows.enterServer(alice, server.port());
            WindowDriver bob = windows.open("Bob", RealWindows.WIDTH);
            begin(bob, "Bob");
            meetByInvite(alice, bob);
            rename(alice);
            compare(alice, bob);
            exportAndDelete(alice, bob);
            block(alice, bob);
        }
    }

    private static void begin(WindowDriver window, String name) {
        window.click("#first-name");
        window.type(name);
        window.click("#first-go");
    }

    private static void meetByInvite(WindowDriver alice, WindowDriver bob) {
        alice.click("#add");
        alice.clickMenu("invite-menu-give");
        alice.click("#invite-make");
        String link = text(alice, "#invite-link");
        alice.press(KeyCode.ESCAPE);
        bob.click("#welcome-redeem");
        bob.awaitShown("#invite-text");
        bob.onFx(() -> {
            ((TextInputControl) bob.node("#invite-text")).setText(link);
            return link;
        });
        bob.awaitShown("#offer");
        bob.click("#redeem-do");
        RealWindows.awaitPresence(bob, "online · same network");
        assertThat(bob.words("#conversation-name")).isEqualTo("Alice");
        alice.until("it is told", () -> alice.words("#news").contains("Bob has used your invite"));
        alice.click("#dismiss-news");
        alice.clickText("Bob");
        RealWindows.awaitPresence(alice, "online · same network");
    }

    private static void rename(WindowDriver alice) {
        alice.click("#person-menu");
        alice.clickMenu("contact-rename");
        alice.type("Robert");
        alice.press(KeyCode.ENTER);
        alice.until("the name is mine", () -> "Robert".equals(alice.words("#conversation-name")));
    }

    private static void compare(WindowDriver alice, WindowDriver bob) {
        String here = number(alice);
        String there = number(bob);
        assertThat(here).isEqualTo(there).hasSizeGreaterThan(60);
        bob.press(KeyCode.ESCAPE);
        alice.click("#safety-match");
        alice.awaitShown("#verified");
        assertThat(bob.isShown("#verified"))
                .as("the other learns nothing of it")
                .isFalse();
    }

    private static String number(WindowDriver window) {
        window.click("#person-menu");
        window.clickMenu("contact-verify");
        window.until(
                "the number is there",
                () -> window.onFx(() -> window.node("#safety-number").getAccessibleText())
                        .startsWith("Safety number"));
        return window.onFx(() -> window.node("#safety-number").getAccessibleText());
    }

    private void exportAndDelete(WindowDriver alice, WindowDriver bob) throws IOException {
        RealWindows.say(alice, "The key is under the mat");
        bob.awaitText("The key is under the mat");
        Path file = data.resolve("bob.txt");
        windows.choose(file);
        alice.click("#person-menu");
        alice.clickMenu("contact-export");
        alice.clickMenu("contact-export-txt");
        alice.until("it is told", () -> alice.words("#news").contains("bob.txt"));
        assertThat(Files.readString(file)).contains("The key is under the mat");
        alice.click("#person-menu");
        alice.clickMenu("contact-clear");
        alice.click("#clear-do");
        alice.awaitNoText("The key is under the mat");
        assertThat(bob.messages()).contains("The key is under the mat");
    }

    private static void block(WindowDriver alice, WindowDriver bob) {
        alice.click("#person-menu");
        alice.clickMenu("contact-block");
        alice.click("#block-do");
        bob.until("she is out of reach", () -> !bob.words("#presence").startsWith("online"));
        RealWindows.say(bob, "Are you there?");
        alice.click("#person-menu");
        alice.clickMenu("contact-unblock");
        RealWindows.awaitPresence(bob, "online");
        alice.awaitText("Are you there?");
    }

    @Test
    void whatIsSetIsSoAtTheNextStartAndThePassphraseOpensIt() throws Exception {
        int port;
        try (DatagramSocket free = new DatagramSocket()) {
            port = free.getLocalPort();
        }
        WindowDriver alice = windows.open("Alice", 0);
        begin(alice, "Alice");
        alice.click("#own");
        alice.click("#settings-privacy");
        alice.click("#tell-read");
        alice.click("#listed");
        alice.click("#settings-network");
        alice.click("#udp-port");
        alice.type(Integer.toString(port));
        alice.press(KeyCode.ENTER);
        alice.until("it is saved", () -> !alice.words("#port-saved").isEmpty());
        alice.click("#settings-profile");
        alice.click("#passphrase-set");
        alice.type("a long one");
        alice.click("#passphrase-again");
        alice.type("a long one");
        alice.press(KeyCode.ENTER);
        alice.awaitShown("#passphrase-change");
        windows.close(alice);
        assertThat(Settings.load(data.resolve("Alice").resolve(Settings.FILE_NAME))
                        .number(Settings.PORT, 0))
                .isEqualTo(port);

        WindowDriver again = windows.open("Alice", 0);
        again.awaitText("The profile “Alice” is locked");
        again.type("another one");
        again.press(KeyCode.ENTER);
        again.awaitText("That is not its passphrase. Look at what you typed, and try again.");
        again.press(KeyCode.CONTROL, KeyCode.A);
        again.type("a long one");
        again.press(KeyCode.ENTER);
        again.awaitText("Welcome to Punchline");
        again.click("#own");
        assertThat(text(again, "#own-name")).isEqualTo("Alice");
        again.click("#settings-network");
        again.awaitText("UDP port " + port + " at the moment");
        again.click("#settings-privacy");
        assertThat(isChosen(again, "#tell-read")).isFalse();
        assertThat(isChosen(again, "#tell-typing")).isTrue();
        assertThat(isChosen(again, "#listed")).isFalse();
    }

    private static boolean isChosen(WindowDriver window, String query) {
        window.awaitShown(query);
        return window.onFx(() -> ((CheckBox) window.node(query)).isSelected());
    }

    private static String text(WindowDriver window, String query) {
        window.awaitShown(query);
        return window.onFx(() -> ((TextInputControl) window.node(query)).getText());
    }
}
