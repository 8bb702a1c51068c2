package punchline.client.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    Path directory;

    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = directory.resolve(Settings.FILE_NAME);
    }

    @Test
    void whatIsSetIsThereAfterTheNextStart() {
        Settings settings = Settings.load(file);
        assertThat(settings.problem()).isNull();
        assertThat(settings.isOn(Settings.TYPING, true)).isTrue();
        assertThat(settings.put(Settings.TYPING, "false")).isTrue();
        assertThat(settings.put(Settings.PORT, "50001")).isTrue();
        Settings again = Settings.load(file);
        assertThat(again.isOn(Settings.TYPING, true)).isFalse();
        assertThat(again.number(Settings.PORT, 0)).isEqualTo(50001);
        assertThat(again.isOn(Settings.READ_RECEIPTS, true)).isTrue();
    }

    @Test
    void whatAnotherVersionHasSetIsKept() throws IOException {
        Files.writeString(file, "later.thing = 7 \u00fc\n");
        Settings settings = Settings.load(file);
        settings.put(Settings.TYPING, "false");
        assertThat(Settings.load(file).get("later.thing")).isEqualTo("7 \u00fc");
    }

    @Test
    void anImpossibleValueCountsAsNotSetAndTheFileIsPutAside() throws IOException {
        Files.writeString(file, "network.port = 99999\nprivacy.typing = false\n");
        Settings settings = Settings.load(file);
        assertThat(settings.problem()).contains(Settings.PORT, "99999");
        assertThat(settings.number(Settings.PORT, 0)).isZero();
        assertThat(settings.isOn(Settings.TYPING, true)).isFalse();
        assertThat(file).exists();
        settings.put(Settings.PORT, "1");
        assertThat(settings.putAside()).content().contains("99999");
        assertThat(Settings.load(file).problem()).isNull();
    }

    @Test
    void aFileThatIsNoneOfSettingsStopsNothingAndIsKept() throws IOException {
        byte[] noise = {0, (byte) 0xff, (byte) 0xfe, 1, 2, 3, (byte) 0x80, '\n'};
        Files.write(file, noise);
        Settings settings = Settings.load(file);
        assertThat(settings.problem()).isNotNull();
        assertThat(settings.isOn(Settings.TYPING, true)).isTrue();
        assertThat(Files.readAllBytes(file)).isEqualTo(noise);
        assertThat(settings.put(Settings.TYPING, "false")).isTrue();
        assertThat(Files.readAllBytes(settings.putAside())).isEqualTo(noise);
    }

    @Test
    void aFileLargerThanAllSettingsIsNotRead() throws IOException {
        Files.writeString(file, "# " + "x".repeat(Settings.MAX_BYTES) + "\nprivacy.typing = false\n");
        Settings settings = Settings.load(file);
        assertThat(settings.problem()).contains("KiB");
        assertThat(settings.isOn(Settings.TYPING, true)).isTrue();
    }

    @Test
    void whatCannotBeKeptCountsForThisRunAndSaysSo() {
        Settings settings = Settings.load(directory.resolve("nowhere").resolve(Settings.FILE_NAME));
        assertThat(settings.put(Settings.TYPING, "false")).isFalse();
        assertThat(settings.isOn(Settings.TYPING, true)).isFalse();
    }
}
