package punchline.client.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import punchline.client.FakePeer;
import punchline.engine.Command;
import punchline.engine.Event;

@Timeout(20)
class PromptConsoleTest {
    private final FakePeer peer = new FakePeer();
    private final PipedOutputStream keyboard = new PipedOutputStream();
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final PromptConsole console = open();

    private PromptConsole open() {
        try {
            Terminal terminal = new DumbTerminal(
                    "test", Terminal.TYPE_DUMB, new PipedInputStream(keyboard), screen, StandardCharsets.UTF_8);
            return PromptConsole.on(terminal);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void subscribe() {
        peer.subscribe(console::onEvent);
    }

    @AfterEach
    void unplug() throws IOException {
        keyboard.close();
    }

    @Test
    void whatIsTypedOnADumbTerminalIsDoneAndQuitEnds() throws Exception {
        peer.emit(new Event.Peers(null, List.of(new Event.ListedPeer(Examples.BOB, "Bob", 1))));
        type("send Bob Lunch?\nquit\n");
        console.run(peer);
        console.close();

        assertThat(peer.commands())
                .containsExactly(new Command.ListContacts(null), new Command.Send("asked", Examples.BOB, "Lunch?"));
        assertThat(peer.isClosed()).isTrue();
    }

    @Test
    void aMessageThatArrivesWhileNothingIsTypedIsShown() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        peer.onCommand(command -> started.countDown());
        CompletableFuture<Void> running = CompletableFuture.runAsync(() -> console.run(peer));
        assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
        peer.emit(new Event.Message(null, Examples.BOB, Examples.FIRST, "Are you there?", 0, 0, "", null));
        type("quit\n");
        running.get(10, TimeUnit.SECONDS);
        console.close();

        assertThat(screen.toString(StandardCharsets.UTF_8)).contains("Are you there?");
    }

    @Test
    void theEndOfInputEndsIt() throws Exception {
        keyboard.close();
        console.run(peer);
        console.close();

        assertThat(peer.isClosed()).isTrue();
    }

    @Test
    void stoppingEndsItThoughNothingIsTyped() throws Exception {
        CompletableFuture<Void> running = CompletableFuture.runAsync(() -> console.run(peer));
        console.stop();
        running.get(10, TimeUnit.SECONDS);

        assertThat(peer.isClosed()).isTrue();
    }

    private void type(String text) throws IOException {
        keyboard.write(text.getBytes(StandardCharsets.UTF_8));
        keyboard.flush();
    }
}
