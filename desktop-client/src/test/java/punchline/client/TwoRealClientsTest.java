package punchline.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import punchline.client.profile.AppDirectories;
import punchline.client.ui.DesktopSetup;
import punchline.client.ui.WindowDriver;
import punchline.server.RendezvousServer;
import punchline.server.ServerConfig;
import punchline.server.TrafficLog;

/** All there is, but the screen and the distance: windows, engines, databases and a rendezvous server, in one process. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TwoRealClientsTest {
    /** Two windows of this width stand side by side, each wide enough for both of its panes. */
    private static final double WIDTH = 640;

    @TempDir
    Path data;

    private final List<WindowDriver> open = new ArrayList<>();

    @AfterEach
    void closeAll() throws InterruptedException {
        for (WindowDriver window : open) {
            window.close();
        }
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
        WindowDriver bob = open("Bob", WIDTH);
        enterServer(alice, port);
        enterServer(bob, port);

        bob.awaitText("Alice");
        // Who looks at the window again need not wait for the next list.
        alice.activate();
        alice.clickText("Bob");
        alice.awaitText("Ask Bob to talk");
        say(alice, "Hello Bob, we met at the station");
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
        awaitPresence(alice, "online · same network");
        awaitPresence(bob, "online · same network");

        say(bob, "Hello Alice");
        alice.awaitText("Hello Alice");
        awaitDelivered(bob, 1);
        say(alice, "And off you go");
        bob.awaitText("And off you go");
        awaitDelivered(alice, 2);

        close(bob);
        awaitPresence(alice, "offline");
        say(alice, "Did you get home well?");
        alice.until("the message waits", () -> alice.count(".state-queued") == 1);

        WindowDriver bobAgain = open("Bob", WIDTH);
        bobAgain.clickText("Alice");
        bobAgain.awaitText("Did you get home well?");
        awaitDelivered(alice, 3);
        assertThat(bobAgain.messages())
                .containsExactly(
                        "Hello Bob, we met at the station", "Hello Alice", "And off you go", "Did you get home well?")
                .isEqualTo(alice.messages());
    }

    private static void enterServer(WindowDriver window, int port) {
        window.awaitText("Welcome to Punchline");
        window.click(".server-address");
        window.type("127.0.0.1:" + port);
        window.press(KeyCode.ENTER);
        window.awaitText("Connected to server");
    }

    private static void say(WindowDriver window, String text) {
        window.click("#composer");
        window.type(text);
        window.press(KeyCode.ENTER);
        window.awaitText(text);
    }

    private static void awaitDelivered(WindowDriver window, int messages) {
        window.until(
                messages + " messages have two ticks or were read",
                () -> window.count(".double-check") + window.count(".state-read") == messages
                        && !window.isShown(".state-queued"));
    }

    private static void awaitPresence(WindowDriver window, String start) {
        window.until(start, () -> window.words("#presence").startsWith(start));
    }

    private WindowDriver open(String name, double x) throws InterruptedException {
        ClientOptions options = switch (ClientOptions.parse(
                "test", "--profile", name, "--name", name, "--data", data.toString(), "--no-port-mapping")) {
            case ClientOptions.Parsed.Run(ClientOptions parsed) -> parsed;
            case ClientOptions.Parsed.Stop stop -> throw new AssertionError(stop.text());
        };
        Wiring wiring = new Wiring(
                new LivePeers(),
                address -> {
                    throw new BindException("the test serves");
                },
                AppDirectories.within(data),
                List.of());
        WindowDriver window = WindowDriver.open(
                new DesktopSetup(
                        name,
                        listener -> wiring.open(
                                options,
                                new Unlocking(InputStream.nullInputStream(), PassphrasePrompt.NOBODY),
                                listener),
                        wiring.settings(options)),
                Clock.systemUTC(),
                x);
        window.resize(WIDTH, 700);
        open.add(window);
        return window;
    }

    private void close(WindowDriver window) throws InterruptedException {
        open.remove(window);
        window.close();
    }
}
