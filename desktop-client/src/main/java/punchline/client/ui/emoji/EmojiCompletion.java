package punchline.client.ui.emoji;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the emoji that is being written by its name, as in {@code :thumbs}. */
public final class EmojiCompletion {
    /** Fewer letters mean too many emoji, and stand in ordinary texts. */
    private static final int LEAST_LETTERS = 2;

    private static final int MAX_LETTERS = 40;

    /** What fits above a composer. */
    private static final int MAX_OFFERED = 6;

    /**
     * A name that is being written.
     *
     * @param from the place of its colon
     */
    public record Query(int from, String name) {
        /** What may be meant, the likeliest first. */
        public List<Emoji> offers() {
            return EmojiIndex.get().find(name, MAX_OFFERED);
        }
    }

    private EmojiCompletion() {}

    /** The name whose last letter stands before the caret, or null. */
    public static @Nullable Query at(String text, int caret) {
        int from = Math.min(caret, text.length());
        int least = Math.max(0, from - MAX_LETTERS);
        while (from > least && isLetter(text.charAt(from - 1))) {
            from--;
        }
        int letters = Math.min(caret, text.length()) - from;
        boolean colon = from > 0 && text.charAt(from - 1) == ':';
        boolean begins =
                from < 2 || (!Character.isLetterOrDigit(text.charAt(from - 2)) && text.charAt(from - 2) != ':');
        return letters < LEAST_LETTERS || !colon || !begins
                ? null
                : new Query(from - 1, text.substring(from, from + letters));
    }

    /** The emoji whose name stands before the caret and would be complete with a colon; or null. */
    public static @Nullable Emoji closed(String text, int caret) {
        Query query = at(text, caret);
        return query == null ? null : EmojiIndex.get().named(query.name());
    }

    private static boolean isLetter(char unit) {
        return (unit >= 'a' && unit <= 'z')
                || (unit >= 'A' && unit <= 'Z')
                || (unit >= '0' && unit <= '9')
                || unit == '_'
                || unit == '-'
                || unit == '+';
    }
}
