package punchline.client.console;

import org.jspecify.annotations.Nullable;

/** What follows {@code search}: words to look for, behind an {@code @} and whose conversation if it is to be one. */
record SearchLine(@Nullable String who, String query) {
    static SearchLine of(String rest) {
        if (!rest.startsWith("@")) {
            return new SearchLine(null, rest);
        }
        // As a verb has it before a name, which may be in quotes.
        PromptLine line = PromptLine.of("search " + rest.substring(1));
        return new SearchLine(line.who(), line.text());
    }
}
