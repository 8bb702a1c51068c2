package punchline.client.ui.emoji;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmojiIndexTest {
    private final EmojiIndex index = EmojiIndex.get();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "👍",
                "👍🏽",
                "❤️",
                "❤",
                "👩🏽‍💻",
                "👨‍👩‍👧‍👦",
                "🏳️‍🌈",
                "🇵🇹",
                "1️⃣",
                "#️⃣",
                "🏴󠁧󠁢󠁷󠁬󠁳󠁿",
                "☀",
                "🧑🏻‍🤝‍🧑🏿",
                "©️"
            })
    void aSequenceIsOneEmoji(String sequence) {
        assertThat(EmojiIndex.mayContain(sequence)).isTrue();
        EmojiIndex.Match match = Objects.requireNonNull(index.match(sequence + "x", 0));
        assertThat(match.length()).isEqualTo(sequence.length());
        assertThat(match.emoji().label()).isNotBlank();
        assertThat(index.countAlone(sequence, 1)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "#", "©", "↔", "a", "é", "字", "ש", "❤\ufe0e", "1x", "\u200d", "\ufe0f"})
    void plainSignsAreNone(String text) {
        assertThat(index.match(text, 0)).isNull();
    }

    @Test
    void oneBesideTheOtherAreTwo() {
        assertThat(index.countAlone("👍👎", 3)).isEqualTo(2);
        assertThat(index.countAlone("🇵🇹🇫🇮 👍", 3)).isEqualTo(3);
        assertThat(index.countAlone("👍👍👍👍", 3)).isZero();
        assertThat(index.countAlone("👍!", 3)).isZero();
        assertThat(index.countAlone(" ", 3)).isZero();
    }

    @Test
    void wordsAndEmojiAreTakenApart() {
        String text = "so 👍🏽 and ☀!";
        List<String> runs = EmojiRuns.of(text, 0, text.length(), 10).stream()
                .map(run -> text.substring(run.from(), run.to()))
                .toList();
        assertThat(runs).containsExactly("so ", "👍🏽", " and ", "☀", "!");
        assertThat(EmojiRuns.of(text, 0, text.length(), 1)).hasSize(3);
    }

    @Test
    void oneIsFoundByNameOrByWhatItShows() {
        assertThat(Objects.requireNonNull(index.named("pizza")).sequence()).isEqualTo("🍕");
        assertThat(index.find("thumbsu", 3).getFirst().sequence()).isEqualTo("👍");
        assertThat(index.find("portug", 5)).extracting(Emoji::sequence).contains("🇵🇹");
        assertThat(index.find("no such thing at all", 5)).isEmpty();
        assertThat(index.find("", 5)).isEmpty();
    }

    @Test
    void everyCategoryHasSome() {
        for (int i = 0; i < EmojiIndex.CATEGORIES.size(); i++) {
            assertThat(index.category(i))
                    .hasSizeGreaterThan(50)
                    .allMatch(emoji -> !emoji.names().isEmpty());
        }
    }

    @Test
    void aNameBeingWrittenIsSeenBehindItsColon() {
        assertThat(EmojiCompletion.at("I am :smi", 9)).isEqualTo(new EmojiCompletion.Query(5, "smi"));
        assertThat(EmojiCompletion.at(":+1", 3)).isEqualTo(new EmojiCompletion.Query(0, "+1"));
        assertThat(EmojiCompletion.at("at 10:30", 8)).as("a time").isNull();
        assertThat(EmojiCompletion.at("http://ab", 9)).isNull();
        assertThat(EmojiCompletion.at("C::ab", 5)).isNull();
        assertThat(EmojiCompletion.at(":s", 2)).isNull();
        assertThat(Objects.requireNonNull(EmojiCompletion.closed("so :tada", 8)).sequence())
                .isEqualTo("🎉");
        assertThat(EmojiCompletion.closed("so :tadaa", 9)).isNull();
    }
}
