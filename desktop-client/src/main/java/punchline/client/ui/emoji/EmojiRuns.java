package punchline.client.ui.emoji;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes a text apart into words and emoji. */
public final class EmojiRuns {
    /** A stretch of the text: one emoji, or words if that is null. */
    public record Run(int from, int to, @Nullable Emoji emoji) {}

    private EmojiRuns() {}

    /** The runs from one place of a text to another, with the first {@code most} emoji apart. */
    public static List<Run> of(String text, int from, int to, int most) {
        List<Run> runs = new ArrayList<>();
        int words = from;
        if (most > 0 && EmojiIndex.mayContain(text)) {
            EmojiIndex index = EmojiIndex.get();
            int left = most;
            for (int i = from; i < to && left > 0; ) {
                EmojiIndex.Match match = index.match(text, i);
                if (match == null || i + match.length() > to) {
                    i += Character.charCount(text.codePointAt(i));
                    continue;
                }
                if (words < i) {
                    runs.add(new Run(words, i, null));
                }
                runs.add(new Run(i, i + match.length(), match.emoji()));
                i += match.length();
                words = i;
                left--;
            }
        }
        if (words < to || runs.isEmpty()) {
            runs.add(new Run(words, to, null));
        }
        return runs;
    }
}
