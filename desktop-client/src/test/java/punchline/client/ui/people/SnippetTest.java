package punchline.client.ui.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import punchline.client.ui.people.Snippet.Part;
import punchline.engine.conversation.SearchQuery;

class SnippetTest {
    @Test
    void theWordsStandAmongThoseAroundThem() {
        assertThat(of("needle", "a needle in a\nhaystack"))
                .containsExactly(new Part("a ", false), new Part("needle", true), new Part(" in a haystack", false));
    }

    @Test
    void aWordFarBehindTheBeginningIsSeenAllTheSame() {
        List<Part> parts = of("needle", "hay ".repeat(5_000) + "needle " + "hay ".repeat(5_000));
        assertThat(parts).hasSize(3);
        assertThat(parts.getFirst().text()).startsWith("…hay").hasSizeLessThan(20);
        assertThat(parts.get(1)).isEqualTo(new Part("needle", true));
        assertThat(parts.getLast().text()).hasSizeLessThan(200);
    }

    @Test
    void noCharacterIsCutInHalves() {
        List<Part> parts = of("needle", "😀".repeat(60) + "needle" + "😀".repeat(200));
        for (Part part : parts) {
            assertThat(part.text().codePoints()).noneMatch(point -> point >= 0xd800 && point <= 0xdfff);
        }
    }

    private static List<Part> of(String words, String text) {
        return Snippet.of(text, SearchQuery.parse(words).find(text)).parts();
    }
}
