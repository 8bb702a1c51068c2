package punchline.client.ui.markup;

import org.jspecify.annotations.Nullable;

/**
 * A stretch of a text that looks the same throughout. What lies between two spans is not shown.
 *
 * @param from UTF-16 units of the text
 * @param to   exclusive
 * @param link where it leads, or null
 */
public record Span(int from, int to, Look look, @Nullable Link link) {
    /** How a stretch looks. */
    public record Look(boolean strong, boolean emphasis, boolean strike, boolean code, boolean block) {
        public static final Look PLAIN = new Look(false, false, false, false, false);
    }

    static Span plain(int from, int to) {
        return new Span(from, to, Look.PLAIN, null);
    }
}
