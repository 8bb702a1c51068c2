package punchline.server.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import punchline.server.ServerConfig;

class ServerSettingsTest {
    private static final InetAddress ANY = address(new byte[4]);
    private static final InetAddress IPV6_LOOPBACK =
            address(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    @TempDir
    Path directory;

    @Test
    void fileThenVariablesThenCommandLine() throws Exception {
        Path file = directory.resolve("r.conf");
        Files.writeString(file, "port = 7000\nbind = ::1\nmax-peers = 5\nlog-dir = /l\ntraffic-log = no\n");
        assertThat(ServerSettings.read(
                        file, Map.of("PUNCHLINE_SERVER_MAX_PEERS", "6"), Map.of("max-peers", "7", "run-dir", "/r")))
                .isEqualTo(new ServerSettings(
                        new ServerConfig(7000, IPV6_LOOPBACK, 7), Path.of("/l"), Path.of("/r"), false));
        assertThat(ServerSettings.read(file, Map.of(), Map.of()).runDirectory()).isEqualTo(Path.of("/l"));
        assertThatThrownBy(() -> ServerSettings.read(file, Map.of("PUNCHLINE_SERVER_POTR", "6"), Map.of()))
                .hasMessageContaining("there is no PUNCHLINE_SERVER_POTR");
    }

    @Test
    void theDocumentHasTheTableOfSettings() throws Exception {
        assertThat(Files.readString(Path.of("..", "docs", "configuration.md")))
                .contains(ServerSettings.TABLE.markdown());
    }

    @Test
    void whatIsInstalledAsAnExampleIsAllowed() throws Exception {
        Path example = Path.of("..", "installer", "server", "rendezvous.conf");
        assertThat(ServerSettings.read(example, Map.of(), Map.of()).runDirectory())
                .isEqualTo(Path.of("/run/punchline-rendezvous"));
        // Each line that is commented out is one of the settings as it is without it.
        String all = Files.readString(example).replaceAll("(?m)^#(?=[a-z])", "");
        Path uncommented = directory.resolve("all.conf");
        Files.writeString(uncommented, all);
        assertThat(ServerSettings.read(uncommented, Map.of(), Map.of()).config())
                .isEqualTo(ServerConfig.defaults().withBind(ANY));
    }
}
