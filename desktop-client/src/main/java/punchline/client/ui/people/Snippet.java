package punchline.client.ui.people;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import punchline.engine.conversation.TextRange;

/** The part of a message in which words were found, for one line. */
record Snippet(List<Part> parts) {
    /** In characters; what stands before the first word in a narrow pane, and leaves room for the word. */
    private static final int BEFORE = 16;

    /** Enough to fill the widest row. */
    private static final int LENGTH = 140;

    /** A stretch of it, which was looked for or not. */
    record Part(String text, boolean found) {}

    /** The beginning, or what is around the first of the ranges. */
    static Snippet of(String text, List<TextRange> ranges) {
        int first = ranges.isEmpty() ? 0 : ranges.getFirst().start();
        int from = first <= BEFORE ? 0 : wordAfter(text, first - BEFORE, first);
        int to = whole(text, Math.min(text.length(), from + LENGTH));
        List<Part> parts = new ArrayList<>();
        int at = from;
        for (TextRange range : ranges) {
            if (range.start() >= at && range.end() <= to) {
                add(parts, (at == from && from > 0 ? "…" : "") + text.substring(at, range.start()), false);
                add(parts, text.substring(range.start(), range.end()), true);
                at = range.end();
            }
        }
        add(parts, text.substring(at, to), false);
        return new Snippet(List.copyOf(parts));
    }

    /** All of it. */
    String text() {
        return parts.stream().map(Part::text).collect(Collectors.joining());
    }

    private static void add(List<Part> parts, String text, boolean found) {
        String line = text.replaceAll("\\s+", " ");
        if (!line.isEmpty()) {
            parts.add(new Part(line, found));
        }
    }

    /** The beginning of the first word behind that place, which is never behind {@code last}. */
    private static int wordAfter(String text, int place, int last) {
        for (int i = place; i < last; i++) {
            if (Character.isWhitespace(text.charAt(i))) {
                return i + 1;
            }
        }
        return whole(text, place);
    }

    /** Not between the halves of a character. */
    private static int whole(String text, int at) {
        boolean between = at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at));
        return between ? at - 1 : at;
    }
}
