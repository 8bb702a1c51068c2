package punchline.client.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AppDirectoriesTest {
    private static final Path HOME = Path.of("/home/alice").toAbsolutePath();

    @Test
    void linuxFollowsXdg() {
        Path elsewhere = Path.of("/srv/alice").toAbsolutePath();

        assertThat(of("Linux", Map.of()))
                .isEqualTo(new AppDirectories(
                        HOME.resolve(".local/share/punchline"),
                        HOME.resolve(".cache/punchline"),
                        HOME.resolve(".config/punchline")));
        assertThat(of("Linux", Map.of("XDG_DATA_HOME", elsewhere.toString())).data())
                .isEqualTo(elsewhere.resolve("punchline"));
    }

    @Test
    void aRelativeXdgDirectoryIsIgnored() {
        assertThat(of("Linux", Map.of("XDG_DATA_HOME", "data", "XDG_CACHE_HOME", "")))
                .isEqualTo(of("Linux", Map.of()));
    }

    @Test
    void windowsPrefersTheLocalDirectory() {
        Path local = Path.of("/local").toAbsolutePath();
        Path roaming = Path.of("/roaming").toAbsolutePath();

        assertThat(of("Windows 11", Map.of("LOCALAPPDATA", local.toString(), "APPDATA", roaming.toString()))
                        .data())
                .isEqualTo(local.resolve("Punchline"));
        assertThat(of("Windows 11", Map.of("APPDATA", roaming.toString())).data())
                .isEqualTo(roaming.resolve("Punchline"));
    }

    @Test
    void macosUsesTheLibrary() {
        assertThat(of("Mac OS X", Map.of()).data()).isEqualTo(HOME.resolve("Library/Application Support/Punchline"));
    }

    private static AppDirectories of(String system, Map<String, String> environment) {
        return AppDirectories.of(system, HOME, environment::get);
    }
}
