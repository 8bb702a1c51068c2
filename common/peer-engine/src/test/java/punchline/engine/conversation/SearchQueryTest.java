package punchline.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchQueryTest {
    @ParameterizedTest
    @CsvSource({
        "lunch, Lunch at noon?",
        "LUN, lunch",
        "noon lunch, Lunch at noon?",
        "lodz, Łódź",
        "Łódź, lodz",
        "strasse, Straße",
        "straße, STRASSE",
        "dordevic, Đorđević",
        "istanbul, İSTANBUL",
        "diyarbakir, Diyarbakır",
        "smorrebrod, smørrebrød",
        "aegir, Ægir",
        "oeuvre, œuvre",
        "thor, Þór",
        "σοφος, ΣΟΦΌΣ",
        "елка, Ёлка",
        "official, oﬃcial",
        "wide, ｗｉｄｅ",
        "2026, in 2026!",
        "l'amour, L’Amour toujours",
        "amour, l'amour",
        "e-mail, my e-mail",
        "سلام, سَلامٌ",
        "שלום, שָׁלוֹם",
        "हिन्दी, हिन्दी में",
        "👍, ok 👍🏽",
        "❤, ❤️",
        "京都, 東京都へ行く",
        "都, 東京都",
        "カメラ, ｶﾒﾗを買う",
        "学校, 学校に行く",
        "교에, 학교에서",
        "ภาษา, เรียนภาษาไทย",
        "iphone手机, 我的iPhone手机"
    })
    void isFound(String query, String text) {
        assertThat(SearchQuery.parse(query).find(text)).isNotEmpty();
        assertThat(coveredBy(query, text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "unch, lunch",
        "lunch dinner, lunch",
        "a, apple",
        "à, apple",
        "7, 77",
        "東都, 東京都",
        "か, が",
        "हि, हु",
        "👍, 👎",
        "word, wrod"
    })
    void isNotFound(String query, String text) {
        assertThat(SearchQuery.parse(query).find(text)).isEmpty();
    }

    @Test
    void saysWhereInWhatWasWritten() {
        assertThat(SearchQuery.parse("lun o").find("O Lunch, oh")).containsExactly(range(0, 1), range(2, 5));
        assertThat(SearchQuery.parse("lunch lun").find("lunch")).containsExactly(range(0, 5));
        String decomposed = "cafe\u0301s";
        assertThat(SearchQuery.parse("café").find(decomposed)).containsExactly(range(0, 5));
        assertThat(SearchQuery.parse("stras").find("Straße")).containsExactly(range(0, 5));
        assertThat(SearchQuery.parse("都").find("東京都")).containsExactly(range(2, 3));
        assertThat(SearchQuery.parse("𠮷野").find("は𠮷野家")).containsExactly(range(1, 4));
    }

    @Test
    void invisibleCharactersHideNothing() {
        assertThat(SearchQuery.parse("secret").find("se\u00adc\u200bre\u202et")).containsExactly(range(0, 9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "?!", "\"", "***", "()", "\u0000", "\u200d\u202e", "—", "\ud800"})
    void whatHasNoWordIsRefusedWithAWord(String query) {
        assertThatThrownBy(() -> SearchQuery.parse(query))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A search needs a word, a number or an emoji to look for.");
    }

    @Test
    void whatIsTooLongIsRefusedWithAWord() {
        assertThatThrownBy(() -> SearchQuery.parse("x".repeat(64 * 1024)))
                .hasMessageContaining("at most 256 characters");
        assertThatThrownBy(() -> SearchQuery.parse("a b c d e f g h i j k l m n o p q"))
                .hasMessageContaining("at most 16 words");
        assertThat(SearchQuery.parse("a b ".repeat(64)).find("b a"))
                .as("the same words over again")
                .hasSize(2);
    }

    @Test
    void theTextOfAHostilePeerIsLookedThroughQuickly() {
        SearchQuery query = SearchQuery.parse("a b c d e f g h i j k l m n o p");
        assertThat(query.find("a b c d e f g h i j k l m n o p ".repeat(2048))).hasSize(SearchQuery.MAX_RANGES);
        assertThat(SearchQuery.parse("京".repeat(200)).find("京".repeat(20_000))).hasSize(100);
        assertThat(FoldedText.of("京".repeat(20_000)).terms()).hasSize(2);
        assertThat(FoldedText.of("e" + "\u0301".repeat(60_000)).terms()).containsExactly("e");
        assertThat(FoldedText.of("x".repeat(60_000)).terms()).containsExactly("x".repeat(64));
    }

    @Test
    void aLongWordIsFoundByAllOfItsBeginnings() {
        String word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
        for (int length : new int[] {2, 63, 64, 65, word.length()}) {
            assertThat(coveredBy(word.substring(0, length), word))
                    .as("%d", length)
                    .isTrue();
            assertThat(SearchQuery.parse(word.substring(0, length)).find(word)).hasSize(1);
        }
        assertThat(SearchQuery.parse(word + "s").find(word)).isEmpty();
    }

    @Test
    void anIndexMissesNothingThatIsFound() {
        long seed = 20260101;
        Random random = new Random(seed);
        String signs = "aAbéßŁıİ ,-'京都がガーﾞｶ한글ภาษา👍🏽\u0301\u00ad7\ud83d";
        int found = 0;
        for (int i = 0; i < 20_000; i++) {
            String text = draw(random, signs, 12);
            String query = draw(random, signs, 3);
            try {
                if (!SearchQuery.parse(query).find(text).isEmpty()) {
                    found++;
                    assertThat(coveredBy(query, text))
                            .as("seed %d: %s in %s", seed, query, text)
                            .isTrue();
                }
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageStartingWith("A search needs");
            }
        }
        assertThat(found).isGreaterThan(1000);
    }

    private static String draw(Random random, String signs, int most) {
        StringBuilder drawn = new StringBuilder();
        for (int i = random.nextInt(most); i >= 0; i--) {
            drawn.append(signs.charAt(random.nextInt(signs.length())));
        }
        return drawn.toString();
    }

    /** Whether an index of the text's terms would give it to somebody with that query. */
    private static boolean coveredBy(String query, String text) {
        List<String> terms = new ArrayList<>(FoldedText.of(text).terms());
        return SearchQuery.parse(query).terms().stream()
                .allMatch(asked -> terms.stream()
                        .anyMatch(
                                term -> asked.isPrefix() ? term.startsWith(asked.text()) : term.equals(asked.text())));
    }

    private static TextRange range(int start, int end) {
        return new TextRange(start, end);
    }
}
