package punchline.client.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The samples are those that the CLDR gives for its rules. */
class PluralTest {
    @Test
    void englishHungarianAndFinnishKnowOneAndOther() {
        for (Language language : Set.of(Language.ENGLISH, Language.HUNGARIAN, Language.FINNISH)) {
            assertThat(forms(language, 0, 1, 2, 16, 100, 1_000_000)).isEqualTo("other one other other other other");
        }
    }

    @Test
    void czechCountsTwoToFourApart() {
        assertThat(forms(Language.CZECH, 0, 1, 2, 4, 5, 21, 22, 101))
                .isEqualTo("other one few few other other other other");
    }

    @Test
    void polishLooksAtTheLastDigits() {
        assertThat(forms(Language.POLISH, 0, 1, 2, 4, 5, 11, 12, 14, 21, 22, 24, 25, 102, 112, 122))
                .isEqualTo("many one few few many many many many many few few many few many few");
    }

    @Test
    void portugueseTakesNoneForOneAndMillionsApart() {
        assertThat(forms(Language.PORTUGUESE, 0, 1, 2, 999_999, 1_000_000, 1_000_001))
                .isEqualTo("one one other other many other");
    }

    @Test
    void arabicKnowsSixForms() {
        assertThat(forms(Language.ARABIC, 0, 1, 2, 3, 10, 11, 26, 99, 100, 102, 103, 110, 111, 1_000))
                .isEqualTo("zero one two few few many many many other other few few many other");
    }

    @Test
    void eachLanguageNamesTheFormsThatItsNumbersNeed() {
        for (Language language : Language.values()) {
            Set<Plural> met = EnumSet.noneOf(Plural.class);
            LongStream.concat(LongStream.range(0, 1_200), LongStream.of(1_000_000, 2_000_000))
                    .forEach(count -> met.add(language.plural(count)));
            assertThat(language.forms()).as(language.toString()).isEqualTo(met);
        }
    }

    @Test
    void aCountIsFilledInAsTheLanguageWritesIt() {
        Map<Long, String> told = new TreeMap<>();
        Texts texts = new Texts(java.util.Locale.UK);
        for (long count : new long[] {1, 2, 12_000}) {
            told.put(count, texts.count("composer.excess", count));
        }
        assertThat(told)
                .containsEntry(1L, "Too long to send, by 1 byte. Shorten it, or send it in parts.")
                .containsEntry(2L, "Too long to send, by 2 bytes. Shorten it, or send it in parts.")
                .containsEntry(12_000L, "Too long to send, by 12,000 bytes. Shorten it, or send it in parts.");
    }

    private static String forms(Language language, long... counts) {
        return LongStream.of(counts)
                .mapToObj(count -> language.plural(count).name().toLowerCase(java.util.Locale.ROOT))
                .reduce((one, other) -> one + " " + other)
                .orElse("");
    }
}
