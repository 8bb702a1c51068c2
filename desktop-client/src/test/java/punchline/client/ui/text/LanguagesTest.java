package punchline.client.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import punchline.client.settings.Settings;

class LanguagesTest {
    @TempDir
    Path directory;

    @Test
    void theSystemsLanguageIsSpokenUnlessAnotherWasChosen() {
        Locale czech = Locale.of("cs", "CZ");
        assertThat(languages(czech).spoken()).isEqualTo(Language.CZECH);
        assertThat(languages(czech).choose(Language.FINNISH)).isTrue();
        assertThat(languages(czech).spoken()).isEqualTo(Language.FINNISH);
        assertThat(languages(czech).choose(null)).isTrue();
        assertThat(languages(czech).chosen()).isNull();
        assertThat(languages(czech).spoken()).isEqualTo(Language.CZECH);
    }

    @Test
    void whoseLanguageIsMissingReadsEnglish() {
        assertThat(languages(Locale.JAPAN).spoken()).isEqualTo(Language.ENGLISH);
        assertThat(languages(Locale.of("pt", "BR")).spoken()).isEqualTo(Language.PORTUGUESE);
    }

    @Test
    void aLanguageThatIsNotSpokenHereIsNoChoice() {
        Settings.load(file()).put(Settings.LANGUAGE, "tlh");
        assertThat(languages(Locale.UK).chosen()).isNull();
        assertThat(languages(Locale.UK).spoken()).isEqualTo(Language.ENGLISH);
    }

    @Test
    void formatsAreThoseOfTheSystemIfItSpeaksTheSameLanguage() {
        assertThat(Language.ENGLISH.formats(Locale.US).getCountry()).isEqualTo("US");
        assertThat(Language.CZECH.formats(Locale.US).getCountry()).isEmpty();
        assertThat(Language.ARABIC.formats(Locale.of("ar", "EG")).getUnicodeLocaleType("nu"))
                .isEqualTo("latn");
    }

    private Languages languages(Locale system) {
        return new Languages(Settings.load(file()), system);
    }

    private Path file() {
        return directory.resolve(Settings.FILE_NAME);
    }
}
