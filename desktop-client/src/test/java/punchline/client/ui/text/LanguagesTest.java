package punchline.client.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanguagesTest {
    @TempDir
    Path directory;

    @Test
    void theSystemsLanguageIsSpokenUnlessAnotherWasChosen() {
        assertThat(load(Locale.of("cs", "CZ")).spoken()).isEqualTo(Language.CZECH);
        load(Locale.of("cs", "CZ")).choose(Language.FINNISH);
        assertThat(load(Locale.of("cs", "CZ")).spoken()).isEqualTo(Language.FINNISH);
        load(Locale.of("cs", "CZ")).choose(null);
        assertThat(load(Locale.of("cs", "CZ")).chosen()).isNull();
        assertThat(load(Locale.of("cs", "CZ")).spoken()).isEqualTo(Language.CZECH);
    }

    @Test
    void whoseLanguageIsMissingReadsEnglish() {
        assertThat(load(Locale.JAPAN).spoken()).isEqualTo(Language.ENGLISH);
        assertThat(load(Locale.of("pt", "BR")).spoken()).isEqualTo(Language.PORTUGUESE);
    }

    @Test
    void aFileWithAnythingElseIsNoChoice() throws IOException {
        for (String content : new String[] {"", "xx", "en\nde", "fi".repeat(5_000), "\u0000"}) {
            Files.writeString(directory.resolve("language.txt"), content);
            assertThat(load(Locale.UK).chosen()).as(content).isNull();
        }
        Files.write(directory.resolve("language.txt"), new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThat(load(Locale.UK).chosen()).isNull();
    }

    @Test
    void formatsAreThoseOfTheSystemIfItSpeaksTheSameLanguage() {
        assertThat(Language.ENGLISH.formats(Locale.US).getCountry()).isEqualTo("US");
        assertThat(Language.CZECH.formats(Locale.US).getCountry()).isEmpty();
        assertThat(Language.ARABIC.formats(Locale.of("ar", "EG")).getUnicodeLocaleType("nu"))
                .isEqualTo("latn");
    }

    private Languages load(Locale system) {
        return Languages.load(directory.resolve("language.txt"), system);
    }
}
