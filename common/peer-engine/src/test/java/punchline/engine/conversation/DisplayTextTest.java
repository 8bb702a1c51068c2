package punchline.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DisplayTextTest {
    @Test
    void anOrdinaryNameStaysAsItIs() {
        assertThat(DisplayText.name("Zoë O'Neil-山田 👩‍🚀")).isEqualTo("Zoë O'Neil-山田 👩‍🚀");
    }

    @Test
    void controlCharactersAndLineBreaksAreTakenOut() {
        assertThat(DisplayText.name(" \u0007Ann\r\n\tLee\u0000\u001b[31m ")).isEqualTo("Ann Lee[31m");
    }

    @Test
    void marksThatTurnTheDirectionAreTakenOut() {
        assertThat(DisplayText.name("\u202eAnn\u202c \u2066Lee\u2069\u200f\u061c"))
                .isEqualTo("Ann Lee");
    }

    @Test
    void whatShowsNothingIsEmpty() {
        assertThat(DisplayText.name("\u200b\u2060 \ufeff\u00a0")).isEmpty();
    }

    @Test
    void halfCharactersAreTakenOut() {
        assertThat(DisplayText.name("a\ud83db\ude00c")).isEqualTo("abc");
    }

    @Test
    void aTextIsWholeUnlessHalfACharacterStandsAloneInIt() {
        assertThat(DisplayText.isWhole("")).isTrue();
        assertThat(DisplayText.isWhole("Zoë 山田 😀😀")).isTrue();
        assertThat(DisplayText.isWhole("a\ud83d")).isFalse();
        assertThat(DisplayText.isWhole("\ude00a")).isFalse();
        assertThat(DisplayText.isWhole("😀\ud83d😀")).isFalse();
        assertThat(DisplayText.isWhole("\ude00\ud83d")).isFalse();
    }

    @Test
    void aLongNameIsCutBetweenCharacters() {
        String name = DisplayText.name("x" + "😀".repeat(64));
        assertThat(name).hasSize(63).endsWith("😀");
        assertThat(DisplayText.greeting("g".repeat(281))).hasSize(280);
    }
}
