package punchline.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import punchline.client.ui.WindowDriver;
import punchline.client.ui.notify.Notice;
import punchline.client.ui.notify.NoticePort;
import punchline.server.RendezvousServer;
import punchline.server.ServerConfig;
import punchline.server.TrafficLog;

/** What two people do to messages, with real engines and databases behind both windows. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RealConversationTest {
    private static final String GREETING = "Shall we meet at the station?";

    @TempDir
    Path data;

    private RealWindows windows = new RealWindows(Path.of(""));
    private RendezvousServer server;

    @BeforeEach
    void begin() throws Exception {
        windows = new RealWindows(data);
        server = RendezvousServer.start(
                ServerConfig.defaults().withPort(0).withBind(InetAddress.getLoopbackAddress()), TrafficLog.NONE);
    }

    @AfterEach
    void end() throws Exception {
        windows.closeAll();
        server.close();
    }

    @Test
    void aMessageIsAnsweredEditedReactedToFoundAndDeletedAtBothEnds() throws InterruptedException {
        WindowDriver alice = open("Alice", 0);
        WindowDriver bob = open("Bob", RealWindows.WIDTH);
        meet(alice, bob);

        bob.choose(GREETING);
        bob.press(KeyCode.SHIFT, KeyCode.F10);
        bob.press(KeyCode.ENTER);
        bob.awaitText("Reply to Alice");
        bob.type("At six");
        bob.press(KeyCode.ENTER);
        alice.awaitText("At six");
        alice.awaitShown(".message-cell .quote");

        bob.until("it is durable", () -> bob.count(".message-cell .quote") == 1);
        bob.press(KeyCode.UP);
        bob.awaitText("Edit message");
        bob.type(" or seven");
        bob.press(KeyCode.ENTER);
        alice.awaitText("At six or seven");
        alice.awaitNoText("At six");

        doTo(alice, "At six or seven", KeyCode.DOWN);
        alice.awaitShown(".quick-reactions");
        alice.press(KeyCode.ENTER);
        bob.awaitShown(".reaction-chip");
        assertThat(alice.isShown(".reaction-chip:mine")).isTrue();
        assertThat(bob.isShown(".reaction-chip:mine")).isFalse();

        bob.click("#composer");
        bob.press(KeyCode.CONTROL, KeyCode.F);
        bob.awaitShown("#find");
        bob.type("seven");
        bob.until("the one is found", () -> bob.words("#find-count").equals("1 of 1"));
        bob.awaitShown(".message-cell:found");
        bob.press(KeyCode.ESCAPE);

        doTo(bob, "At six or seven", KeyCode.UP);
        bob.awaitText("Delete it for both of you?");
        bob.press(KeyCode.SPACE);
        alice.awaitNoText("At six or seven");
        bob.awaitNoText("At six or seven");
        assertThat(alice.messages()).contains(GREETING).doesNotContain("At six or seven");
    }

    @Test
    void whatWasBeingWrittenIsThereAfterARestart() throws InterruptedException {
        WindowDriver alice = open("Alice", 0);
        WindowDriver bob = open("Bob", RealWindows.WIDTH);
        meet(alice, bob);
        alice.click("#composer");
        alice.type("Half a thought");
        windows.close(alice);

        WindowDriver again = open("Alice", 0);
        again.awaitText("Draft: Half a thought");
        again.clickText("Bob");
        again.until("the words are back", () -> "Half a thought".equals(written(again)));
        again.click("#composer");
        again.press(KeyCode.END);
        again.type(" is whole");
        again.press(KeyCode.ENTER);
        bob.awaitText("Half a thought is whole");
        again.until("nothing is left to be written", () -> written(again).isEmpty());
    }

    @Test
    void theConnectionPageTellsHowItIsAndItsReportNamesNobody() throws InterruptedException {
        WindowDriver alice = open("Alice", 0);
        WindowDriver bob = open("Bob", RealWindows.WIDTH);
        meet(alice, bob);
        alice.click("#connection");
        alice.awaitShown("#connection-sheet");
        alice.awaitText("Ways to people");
        alice.click("#copy-report");
        alice.awaitText("Copied, without names and addresses");
        assertThat(alice.clipboard())
                .contains("server-1 knows you")
                .contains("is online")
                .doesNotContain("Bob")
                .doesNotContain("127.0.0.1:" + server.port());
    }

    @Test
    void aClickOnANoticeOpensTheConversationThatItIsAbout() throws InterruptedException {
        List<Runnable> clicks = new ArrayList<>();
        WindowDriver alice = open("Alice", 0);
        WindowDriver bob = open("Bob", RealWindows.WIDTH);
        meet(alice, bob);
        windows.close(alice);
        RealWindows.awaitPresence(bob, "offline");
        windows.tell(new NoticePort() {
            @Override
            public void show(Notice notice, Runnable onClick, Consumer<Notice> onRefused) {
                clicks.add(onClick);
            }

            @Override
            public void withdraw() {}
        });
        WindowDriver again = open("Alice", 0);
        again.awaitText("Bob");
        assertThat(again.isShown("#composer")).as("no conversation is open").isFalse();
        RealWindows.awaitPresence(bob, "online");
        bob.activate();
        clicks.clear();
        RealWindows.say(bob, "Look out of the window");
        again.until("the desktop is told", () -> again.onFx(() -> clicks.size() == 1));
        again.onFx(() -> {
            clicks.getFirst().run();
            return clicks;
        });
        again.awaitShown("#composer");
        again.until("it is there", () -> again.messages().contains("Look out of the window"));
    }

    private void meet(WindowDriver alice, WindowDriver bob) {
        RealWindows.enterServer(alice, server.port());
        RealWindows.enterServer(bob, server.port());
        bob.awaitText("Alice");
        // Who looks at the window again need not wait for the next list.
        alice.activate();
        alice.clickText("Bob");
        alice.awaitText("Ask Bob to talk");
        RealWindows.say(alice, GREETING);
        bob.clickText("Alice");
        bob.awaitText(GREETING);
        RealWindows.awaitPresence(alice, "online · same network");
        RealWindows.awaitPresence(bob, "online · same network");
    }

    /** Opens the menu of a message and takes the entry that lies there from the first one: the second, or the last. */
    private static void doTo(WindowDriver window, String message, KeyCode way) {
        window.choose(message);
        window.press(KeyCode.ENTER);
        window.press(way);
        window.press(KeyCode.ENTER);
    }

    private static String written(WindowDriver window) {
        return window.onFx(() -> ((TextInputControl) window.node("#composer")).getText());
    }

    private WindowDriver open(String name, double x) throws InterruptedException {
        return windows.open(name, x, "--name", name, "--accept-all");
    }
}
