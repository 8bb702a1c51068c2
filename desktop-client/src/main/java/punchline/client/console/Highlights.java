package punchline.client.console;

import java.util.List;
import punchline.engine.conversation.TextRange;

/** Shows where in a message the words were found: between square brackets, with a part of what is around the first. */
final class Highlights {
    /** Characters before the first word that is shown: enough to see what it was about. */
    private static final int BEFORE = 60;

    /** And behind it: two lines of a terminal. */
    private static final int BEHIND = 160;

    private Highlights() {}

    static String of(String text, List<TextRange> ranges) {
        if (ranges.isEmpty()) {
            return Printable.paragraph(text);
        }
        int first = ranges.getFirst().start();
        int from = whole(text, Math.max(0, first - BEFORE));
        int to = whole(
                text,
                Math.min(
                        text.length(),
                        Math.max(first + BEHIND, ranges.getFirst().end())));
        StringBuilder shown = new StringBuilder(from > 0 ? "… " : "");
        int at = from;
        for (TextRange range : ranges) {
            if (range.end() <= to) {
                shown.append(text, at, range.start());
                shown.append('[').append(text, range.start(), range.end()).append(']');
                at = range.end();
            }
        }
        shown.append(text, at, to).append(to < text.length() ? " …" : "");
        return Printable.line(shown.toString());
    }

    /** Not between the halves of a character. */
    private static int whole(String text, int at) {
        boolean between = at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at));
        return between ? at - 1 : at;
    }
}
