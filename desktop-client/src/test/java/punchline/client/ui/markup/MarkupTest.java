package punchline.client.ui.markup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkupTest {
    @ParameterizedTest
    @CsvSource({
        "*so*, so",
        "**so**, so",
        "~~so~~, so",
        "`so`, so",
        "***so***, so",
        "**a *b* c**, a b c",
        "(*so*), (so)",
        "*so*., so.",
        "2*3*4, 2*3*4",
        "a * b * c, a * b * c",
        "snake_case_name, snake_case_name",
        "*half, *half",
        "****, ****",
        "~one~, ~one~",
        "`half, `half",
        "a ** b, a ** b"
    })
    void onlyPairsOfMarksAreTakenAway(String text, String seen) {
        assertThat(Markup.plain(text)).isEqualTo(seen);
    }

    @Test
    void eachMarkLooksLikeItself() {
        assertThat(lookOf("a *b*", "b").emphasis()).isTrue();
        assertThat(lookOf("a **b**", "b").strong()).isTrue();
        assertThat(lookOf("a ~~b~~", "b").strike()).isTrue();
        assertThat(lookOf("a `b`", "b").code()).isTrue();
        Span.Look both = lookOf("***b***", "b");
        assertThat(both.strong() && both.emphasis()).isTrue();
        assertThat(lookOf("`*b*`", "*b*").emphasis())
                .as("code is as it is written")
                .isFalse();
    }

    @Test
    void aBlockOfCodeKeepsItsLinesAndItsMarks() {
        String text = "so:\n```java\nint *a*;\n  b();\n```\ndone";
        Span block = Markup.read(text, true).stream()
                .filter(span -> span.look().block())
                .findFirst()
                .orElseThrow();
        assertThat(text.substring(block.from(), block.to())).isEqualTo("int *a*;\n  b();");
        assertThat(Markup.plain(text)).isEqualTo("so:\nint *a*;\n  b();\ndone");
        assertThat(Markup.plain("``` ```")).isEqualTo("``` ```");
    }

    @ParameterizedTest
    @CsvSource({
        "see https://example.org/a_(b)., https://example.org/a_(b)",
        "(https://example.org/), https://example.org/",
        "HTTP://Example.org, http://example.org",
        "mailto:ann@example.org!, mailto:ann@example.org",
        "*https://example.org*, https://example.org",
        "http://[2001:db8::1]:80/x, http://[2001:db8::1]:80/x",
        "https://example.org/ä, https://example.org/%C3%A4"
    })
    void aLinkLeadsWhereItSays(String text, String target) {
        assertThat(links(text)).extracting(Link::target).containsExactly(target);
        assertThat(links(text).getFirst().host()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "file:///etc/passwd",
                "https://",
                "https:///x",
                "xhttps://example.org",
                "ftp://example.org",
                "mailto:nobody",
                "[bank](javascript:x)",
                "http://a:b:c/"
            })
    void nothingElseIsALink(String text) {
        assertThat(links(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://аррle.com/x, xn--le-6kc8da.com",
        "https://google.com@evil.example/x, evil.example",
        "https://google.com:80@evil.example, evil.example",
        "https://münchen.example, xn--mnchen-3ya.example",
        "https://ok.example\\@evil.example/, "
    })
    void aHostThatLooksLikeAnotherOneIsTold(String text, String host) {
        assertThat(links(text)).extracting(Link::host).containsExactly(host);
    }

    @Test
    void marksThatTurnTheDirectionEndALink() {
        assertThat(links("https://example.org/\u202egpj.exe"))
                .extracting(Link::target)
                .containsExactly("https://example.org/");
    }

    @Test
    void aLinkThatIsCutOffLeadsNowhere() {
        assertThat(Markup.read("see https://example.org/ab", false)).allMatch(span -> span.link() == null);
        assertThat(Markup.read("https://example.org/ab and more", false)
                        .getFirst()
                        .link())
                .isNotNull();
    }

    /** Some milliseconds each; a reader that looks at the rest of the text for each sign in it takes more than a second. */
    @Test
    void hostileTextTakesTimeInProportionToItsLength() {
        List<String> parts = List.of(
                "*a",
                "`",
                "**",
                "~~a ",
                "http://(",
                "https://a.b/)",
                "```",
                "***a",
                "*a* ",
                "h",
                "`a`\n",
                "http://a/,,,");
        for (String part : parts) {
            String large = part.repeat(65_536 / part.length());
            assertThat(best(large)).as("64 KiB of " + part).isLessThan(500_000_000L);
        }
    }

    private static long best(String text) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long start = System.nanoTime();
            Markup.read(text, true);
            best = Math.min(best, System.nanoTime() - start);
        }
        return best;
    }

    @Test
    void anyTextIsReadIntoSpansInOrderAndNeverIntoTooMany() {
        long seed = Long.getLong("punchline.seed", new Random().nextLong());
        Random random = new Random(seed);
        String signs = "**``~~ \nab:/h)(@.";
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(round < 10 ? 20_000 : 60); i >= 0; i--) {
                text.append(random.nextInt(12) == 0 ? "https://" : signs.charAt(random.nextInt(signs.length())));
            }
            List<Span> spans = Markup.read(text.toString(), true);
            assertThat(spans.size()).as("seed " + seed).isLessThanOrEqualTo(Markup.MAX_SPANS);
            int at = 0;
            for (Span span : spans) {
                assertThat(span.from()).as("seed " + seed).isGreaterThanOrEqualTo(at);
                assertThat(span.to()).as("seed " + seed).isGreaterThan(span.from());
                at = span.to();
            }
            assertThat(at).isLessThanOrEqualTo(text.length());
        }
    }

    private static Span.Look lookOf(String text, String part) {
        return Markup.read(text, true).stream()
                .filter(span -> text.substring(span.from(), span.to()).equals(part))
                .findFirst()
                .orElseThrow()
                .look();
    }

    private static List<Link> links(String text) {
        return Markup.read(text, true).stream()
                .map(Span::link)
                .filter(java.util.Objects::nonNull)
                .distinct()
                .toList();
    }
}
