package punchline.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import punchline.protocol.ServerList.InvalidServerListException;

class ServerListTest {
    private static ServerList parse(String text) throws InvalidServerListException {
        return ServerList.parse("server.txt", text.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(String text, String message) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(InvalidServerListException.class)
                .hasMessage(message);
    }

    @Test
    void addressesNamesCommentsAndBlankLinesAreRead() throws InvalidServerListException {
        ServerList list = parse("""
                \ufeff# our servers
                203.0.113.7:6327

                  rendezvous.example.org:7000   # the second
                [2001:db8::7]:6327\r
                203.0.113.7:6327
                localhost:1
                """);
        assertThat(list.servers())
                .containsExactly(
                        new ServerAddress("203.0.113.7", 6327),
                        new ServerAddress("rendezvous.example.org", 7000),
                        new ServerAddress("2001:db8::7", 6327),
                        new ServerAddress("localhost", 1));
        assertThat(list.servers().get(2)).hasToString("[2001:db8::7]:6327");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "203.0.113.7",
                "203.0.113.7:",
                "203.0.113.7:0",
                "203.0.113.7:65536",
                "203.0.113.7:99999999999",
                "203.0.113:6327",
                "203.0.113.256:6327",
                "999.1.1.1:6327",
                "2001:db8::7:6327",
                "[2001:db8::zz]:6327",
                "[203.0.113.7]:6327",
                "[]:6327",
                ":6327",
                "-host:6327",
                "two words:6327",
                "http://host:6327",
                "host:6327:x",
            })
    void aWrongLineIsNamedWithWhatWasExpected(String line) {
        assertRefused(
                "# comment\n\n" + line,
                "server.txt line 3: expected IPADDRESS:PORT, such as 203.0.113.7:6327, but found \"" + line + "\"");
    }

    @Test
    void anEmptyFileNamesNoServer() {
        String message = "server.txt names no server: expected a line IPADDRESS:PORT, such as 203.0.113.7:6327";
        assertRefused("", message);
        assertRefused("\n# nothing\n  \n", message);
    }

    @Test
    void whatIsNoListIsRefusedWithoutBeingReadFarOrShownWhole() {
        assertThatThrownBy(() -> ServerList.parse("s.txt", new byte[64 * 1024 + 1]))
                .hasMessage("s.txt is longer than 64 KiB");
        assertThatThrownBy(() -> ServerList.parse("s.txt", new byte[] {(byte) 0xff, (byte) 0xfe, 0}))
                .hasMessage("s.txt is not UTF-8 text");
        assertThatThrownBy(() -> parse("x".repeat(60_000)))
                .isInstanceOf(InvalidServerListException.class)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
        assertThatThrownBy(() -> parse("a\u0007b")).hasMessageContaining("found \"a?b\"");
    }

    @Test
    void seventeenServersAreTooMany() {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= 17; i++) {
            text.append("192.0.2.").append(i).append(":6327\n");
        }
        assertRefused(text.toString(), "server.txt line 17: expected at most 16 servers");
    }
}
