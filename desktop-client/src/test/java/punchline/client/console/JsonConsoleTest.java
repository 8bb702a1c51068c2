package punchline.client.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import punchline.client.FakePeer;
import punchline.engine.Command;
import punchline.engine.Event;

@Timeout(20)
class JsonConsoleTest {
    private final FakePeer peer = new FakePeer();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void linesBecomeCommandsInOrderAndQuitEndsWithThePeerClosed() {
        JsonConsole.End end =
                run("{\"do\":\"peers\"}\n{\"do\":\"status\"}\n{\"do\":\"quit\"}\n{\"do\":\"contacts\"}\n");

        assertThat(peer.commands()).containsExactly(new Command.ListPeers(null), new Command.Status(null));
        assertThat(peer.isClosed()).isTrue();
        assertThat(end).isEqualTo(JsonConsole.End.QUIT);
    }

    @Test
    void theEndOfInputQuitsToo() {
        assertThat(run("{\"do\":\"peers\"}")).isEqualTo(JsonConsole.End.QUIT);
        assertThat(peer.commands()).hasSize(1);
        assertThat(peer.isClosed()).isTrue();
    }

    @Test
    void whatThePeerSaysWhileItClosesIsStillPrinted() {
        Event.State durable = new Event.State("\"r\"", Examples.BOB, Examples.FIRST, Event.MessageState.QUEUED);
        peer.onClose(() -> peer.emit(durable));

        run("{\"do\":\"send\",\"ref\":\"r\",\"peer\":\"" + Examples.BOB + "\",\"text\":\"x\"}\n{\"do\":\"quit\"}\n");

        assertThat(printed()).containsExactly(JsonLines.print(durable));
    }

    @Test
    void aBadLineIsAnsweredAndTheNextIsServed() {
        run("hello\n\n" + "x".repeat(InputLines.MAX_LINE_BYTES + 1) + "\n{\"do\":\"peers\"}\n");

        assertThat(printed()).hasSize(3).allSatisfy(line -> assertThat(line).startsWith("{\"event\":\"error\""));
        assertThat(peer.commands()).containsExactly(new Command.ListPeers(null));
    }

    @Test
    void stoppingEndsItThoughNothingIsTyped() throws Exception {
        try (PipedOutputStream keyboard = new PipedOutputStream();
                PipedInputStream in = new PipedInputStream(keyboard)) {
            JsonConsole console = new JsonConsole(in, out);
            CompletableFuture<JsonConsole.End> end = CompletableFuture.supplyAsync(() -> console.run(peer));
            console.stop();

            assertThat(end.get(10, TimeUnit.SECONDS)).isEqualTo(JsonConsole.End.QUIT);
            assertThat(peer.isClosed()).isTrue();
        }
    }

    @Test
    void aReaderThatIsGoneEndsItWithThePeerClosed() throws Exception {
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("broken pipe");
            }
        };
        try (PipedOutputStream keyboard = new PipedOutputStream();
                PipedInputStream in = new PipedInputStream(keyboard)) {
            keyboard.write("hello\n".getBytes(StandardCharsets.UTF_8));
            keyboard.flush();

            assertThat(new JsonConsole(in, gone).run(peer)).isEqualTo(JsonConsole.End.UNREAD);
            assertThat(peer.isClosed()).isTrue();
        }
    }

    @Test
    void everyEventComesOutAsOneLine() {
        peer.onCommand(command -> Examples.events().forEach(peer::emit));

        run("{\"do\":\"status\"}\n");

        assertThat(printed()).isEqualTo(Examples.events().map(JsonLines::print).toList());
    }

    private JsonConsole.End run(String input) {
        return console(input(input)).run(peer);
    }

    private JsonConsole console(InputStream in) {
        JsonConsole console = new JsonConsole(in, out);
        peer.subscribe(console::onEvent);
        return console;
    }

    private List<String> printed() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static InputStream input(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
