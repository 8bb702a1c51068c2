package punchline.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import punchline.protocol.Parsed.Message;

class DocumentedExamplesTest {
    private static final Path DOCUMENT = Path.of("..", "..", "docs", "rendezvous-protocol.md");

    @Test
    void everyExampleOfTheDocumentIsWhatTheCodecReads() throws IOException {
        Set<String> kinds = new HashSet<>();
        for (String line : examples()) {
            String datagram = line.substring(2);
            byte[] bytes = datagram.getBytes(UTF_8);
            if (datagram.equals("hello")) {
                assertThat(RendezvousCodec.parseRequest(bytes)).isInstanceOf(Parsed.Malformed.class);
                continue;
            }
            Parsed<?> parsed =
                    line.startsWith("→ ") ? RendezvousCodec.parseRequest(bytes) : RendezvousCodec.parseAnswer(bytes);
            assertThat(parsed).as(line).isInstanceOf(Message.class);
            Object value = ((Message<?>) parsed).value();
            kinds.add(value.getClass().getSimpleName());
            if (value instanceof RendezvousRequest.Register register) {
                assertThat(register.verifies()).isTrue();
            }
            if (value instanceof RendezvousAnswer answer) {
                assertThat(RendezvousCodec.encode(answer)).asString(UTF_8).isEqualTo(datagram);
            }
        }
        assertThat(kinds)
                .contains(
                        "PlainPunch",
                        "PlainPeer",
                        "Hello",
                        "Register",
                        "Refresh",
                        "Look",
                        "ListPeers",
                        "AskPeer",
                        "Bye",
                        "Challenge",
                        "Registered",
                        "Looked",
                        "Peers",
                        "KnownPeer",
                        "UnknownPeer",
                        "Asked",
                        "Go",
                        "Replaced",
                        "Failure");
    }

    private static List<String> examples() throws IOException {
        List<String> examples = new ArrayList<>();
        boolean wire = false;
        for (String line : Files.readAllLines(DOCUMENT)) {
            if (line.startsWith("```")) {
                wire = line.equals("```wire");
            } else if (wire) {
                assertThat(line).matches("[→←] .*");
                examples.add(line);
            }
        }
        return examples;
    }
}
