package punchline.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingTableTest {
    private static final Setting<Integer> PEERS = Setting.number("max-peers", 1, 100, 10, "How many.");
    private static final Setting<Boolean> LISTED = Setting.yesOrNo("listed", true, "Whether shown.");
    private static final Setting<Path> LOGS = Setting.path("log-dir", "(none)", "Where.");
    private static final SettingTable TABLE =
            new SettingTable("TEST_", name -> name.startsWith("TEST_OTHER_"), List.of(PEERS, LISTED, LOGS));

    private static Settings settings(String... files) throws InvalidSettingException {
        return settings(Map.of(), Map.of(), files);
    }

    private static Settings settings(Map<String, String> environment, Map<String, String> line, String... files)
            throws InvalidSettingException {
        List<SettingsFile> read = new ArrayList<>();
        for (String file : files) {
            read.add(SettingsFile.parse("x.conf", file.getBytes(UTF_8)));
        }
        return TABLE.read(read, environment, line);
    }

    @Test
    void commentsAndBlanksDoNotCountAndAHashWithinAWordIsNoComment() throws Exception {
        Settings settings = settings("\ufeff# all of it\r\n\r\n  max-peers = 7  # enough\r\n\tlog-dir=a#b\n listed=no");
        assertThat(settings.get(PEERS)).isEqualTo(7);
        assertThat(settings.find(LOGS)).isEqualTo(Path.of("a#b"));
    }

    @Test
    void whatNobodySetsIsTheDefault() throws Exception {
        assertThat(settings().get(PEERS)).isEqualTo(10);
        assertThat(settings().get(LISTED)).isTrue();
        assertThat(settings().find(LOGS)).isNull();
    }

    @Test
    void theCommandLineGoesBeforeTheEnvironmentAndThatBeforeFilesOfWhichTheLaterCounts() throws Exception {
        String[] files = {"max-peers=1\nlisted=no\nlog-dir=one", "max-peers=2"};
        assertThat(settings(files).get(PEERS)).isEqualTo(2);
        assertThat(settings(files).find(LOGS)).isEqualTo(Path.of("one"));
        Map<String, String> environment = Map.of("TEST_MAX_PEERS", "3", "TEST_OTHER_X", "?", "HOME", "/");
        assertThat(settings(environment, Map.of(), files).get(PEERS)).isEqualTo(3);
        assertThat(settings(environment, Map.of("max-peers", "4"), files).get(PEERS))
                .isEqualTo(4);
        assertThat(settings(environment, Map.of("max-peers", "4"), files).get(LISTED))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "max-peer=7 | x.conf line 2: there is no key 'max-peer'; the keys are max-peers, listed, log-dir",
                "max-peers=101 | x.conf line 2: max-peers: expected a whole number from 1 to 100, not '101'",
                "max-peers=many | x.conf line 2: max-peers: expected a whole number from 1 to 100, not 'many'",
                "listed=true | x.conf line 2: listed: expected yes or no, not 'true'",
                "log-dir= | x.conf line 2: log-dir: expected a path, not ''",
                "listed | x.conf line 2: expected key=value, not 'listed'",
                "=no | x.conf line 2: expected key=value, not '=no'",
            })
    void whatIsWrongInAFileIsNamedWithItsLineAndWhatIsAllowed(String line, String complaint) {
        assertThatThrownBy(() -> settings("# a comment\n" + line))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage(complaint);
    }

    @Test
    void aKeyTwiceInOneFileIsRefused() {
        assertThatThrownBy(() -> settings("listed=no\n\nlisted=yes"))
                .hasMessage("x.conf line 3: listed is set in line 1 already");
    }

    @Test
    void whatIsWrongInTheEnvironmentOrOnTheCommandLineIsNamedToo() {
        assertThatThrownBy(() -> settings(Map.of("TEST_MAX_PEER", "1"), Map.of()))
                .hasMessage("environment: there is no TEST_MAX_PEER; the variables are TEST_MAX_PEERS, TEST_LISTED,"
                        + " TEST_LOG_DIR");
        assertThatThrownBy(() -> settings(Map.of("TEST_LISTED", "1"), Map.of()))
                .hasMessage("environment: TEST_LISTED: expected yes or no, not '1'");
        assertThatThrownBy(() -> settings(Map.of(), Map.of("max-peers", "0")))
                .hasMessage("--max-peers: expected a whole number from 1 to 100, not '0'");
    }

    @Test
    void whatIsNoTextOrTooLongIsRefused(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("long.conf");
        Files.writeString(file, "#".repeat(SettingsFile.MAX_BYTES + 1));
        assertThatThrownBy(() -> SettingsFile.read(file)).hasMessage(file + " is longer than 64 KiB");
        Files.write(file, new byte[] {'a', '=', (byte) 0xff});
        assertThatThrownBy(() -> SettingsFile.read(file)).hasMessage(file + " is not UTF-8 text");
    }

    @Test
    void documentsGetEverySettingWithItsVariable() {
        assertThat(TABLE.markdown())
                .contains("| `max-peers` | `TEST_MAX_PEERS` | a whole number from 1 to 100 | 10 | How many. |\n");
    }
}
