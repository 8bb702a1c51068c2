package punchline.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import punchline.client.ui.WindowDriver;
import punchline.server.RendezvousServer;
import punchline.server.ServerConfig;
import punchline.server.TrafficLog;

/** All there is, but the screen and the distance: windows, engines, databases and a rendezvous server, in one process. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TwoRealClientsTest {
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
    void twoPeopleMeetTalkPartAndFindWhatWasWrittenMeanwhile() throws Exception {
        try (RendezvousServer server = RendezvousServer.start(
                ServerConfig.defaults().withPort(0).withBind(InetAddress.getLoopbackAddress()), TrafficLog.NONE)) {
            meetTalkAndPart(server.port());
        }
    }

    private void meetTalkAndPart(int port) throws InterruptedException {
        WindowDriver alice = open("Alice", 0);
        WindowDriver bob = open("Bob", RealWindows.WIDTH);
        RealWindows.enterServer(alice, port);
        RealWindows.enterServer(bob, port);

        bob.awaitText("Alice");
        // Who looks at the window again need not wait for the next list.
        alice.activate();
        alice.clickText("Bob");
        alice.awaitText("Ask Bob to talk");
        RealWindows.say(alice, "Hello Bob, we met at the station");
        alice.awaitShown("#waiting");
        alice.awaitShown(".state-queued");

        bob.clickText("Alice");
        bob.awaitText("“Hello Bob, we met at the station”");
        assertThat(bob.isShown("#composer"))
                .as("nothing to write before the answer")
                .isFalse();
        bob.click("#accept");
        bob.awaitText("Hello Bob, we met at the station");
        awaitDelivered(alice, 1);
        RealWindows.awaitPresence(alice, "online · same network");
        RealWindows.awaitPresence(bob, "online · same network");

        RealWindows.say(bob, "Hello Alice");
        alice.awaitText("Hello Alice");
        awaitDelivered(bob, 1);
        RealWindows.say(alice, "And off you go");
        bob.awaitText("And off you go");
        awaitDelivered(alice, 2);

        windows.close(bob);
        RealWindows.awaitPresence(alice, "offline");
        RealWindows.say(alice, "Did you get home well?");
        alice.until("the message waits", () -> alice.count(".state-queued") == 1);

        WindowDriver bobAgain = open("Bob", RealWindows.WIDTH);
        bobAgain.clickText("Alice");
        bobAgain.awaitText("Did you get home well?");
        awaitDelivered(alice, 3);
        assertThat(bobAgain.messages())
                .containsExactly(
                        "Hello Bob, we met at the station", "Hello Alice", "And off you go", "Did you get home well?")
                .isEqualTo(alice.messages());
    }

    private static void awaitDelivered(WindowDriver window, int messages) {
        window.until(
                messages + " messages have two ticks or were read",
                () -> window.count(".double-check") + window.count(".state-read") == messages
                        && !window.isShown(".state-queued"));
    }

    private WindowDriver open(String name, double x) throws InterruptedException {
        return windows.open(name, x, "--name", name);
    }
}
