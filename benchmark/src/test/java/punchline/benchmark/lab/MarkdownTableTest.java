package punchline.benchmark.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MarkdownTableTest {
    @Test
    void headAndRowsBecomeLines() {
        String text = new MarkdownTable("pair", "time").row("a x b", "1 s").toString();

        assertThat(text).isEqualTo("""
                | pair | time |
                |---|---|
                | a x b | 1 s |
                """);
    }

    @Test
    void barsAndLineEndsInACellDoNotBreakTheTable() {
        assertThat(new MarkdownTable("answer").row("one | two\nthree").toString())
                .endsWith("| one \\| two three |\n");
    }

    @Test
    void aRowOfAnotherWidthIsRefused() {
        assertThatThrownBy(() -> new MarkdownTable("a", "b").row("only one"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 cells in a table of 2");
    }
}
