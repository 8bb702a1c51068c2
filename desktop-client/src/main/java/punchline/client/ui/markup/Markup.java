package punchline.client.ui.markup;

import java.util.ArrayList;
import java.util.List;
import punchline.client.ui.markup.Span.Look;
import punchline.engine.invite.InviteLink;

/**
 * Finds the marks in a text: {@code *emphasis*}, {@code **strong**}, {@code ~~strike~~}, code between single or triple backticks, and
 * links. Everything else is as it is written, and so are marks without a second half. Takes time in proportion to the
 * text's length, whatever it says.
 */
public final class Markup {
    /** Each becomes a node on the screen. A text with more of them is shown as it is written. */
    static final int MAX_SPANS = 600;

    /** Longer ones are no addresses that a person follows; browsers take about as much. */
    private static final int MAX_LINK = 2_000;

    private static final byte STRONG = 1;
    private static final byte EMPHASIS = 2;
    private static final byte STRIKE = 4;
    private static final byte CODE = 8;
    private static final byte BLOCK = 16;
    private static final byte HIDDEN = 32;
    private static final byte LINK = 64;

    private static final String FENCE = "```";
    private static final List<String> SCHEMES = List.of("https://", "http://", "mailto:", InviteLink.SCHEME);

    private record Found(int from, int to, Link link) {}

    private final String text;
    private final byte[] marks;
    private final List<Found> links = new ArrayList<>();

    private Markup(String text) {
        this.text = text;
        marks = new byte[text.length()];
    }

    /**
     * Reads a text.
     *
     * @param whole false if it has been cut off at its end: a link that ends there may lead elsewhere, and is none
     */
    public static List<Span> read(String text, boolean whole) {
        if (!mayHaveMarks(text)) {
            return List.of(Span.plain(0, text.length()));
        }
        Markup markup = new Markup(text);
        markup.findBlocks(whole);
        List<Span> spans = markup.spans();
        return spans.size() > MAX_SPANS || spans.isEmpty() ? List.of(Span.plain(0, text.length())) : spans;
    }

    /** A text without the signs that mark something in it, for a line that shows its beginning. */
    public static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        read(text, true).forEach(span -> plain.append(text, span.from(), span.to()));
        return plain.toString();
    }

    private static boolean mayHaveMarks(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit == '*' || unit == '`' || unit == '~' || unit == ':') {
                return true;
            }
        }
        return false;
    }

    private void findBlocks(boolean whole) {
        int from = 0;
        while (true) {
            int open = text.indexOf(FENCE, from);
            int close = open < 0 ? -1 : text.indexOf(FENCE, open + FENCE.length());
            if (close < 0) {
                findInLines(from, text.length(), whole);
                return;
            }
            findInLines(from, open, true);
            markBlock(open, close);
            from = close + FENCE.length();
        }
    }

    private void markBlock(int open, int close) {
        int begin = open + FENCE.length();
        int lineEnd = text.indexOf('\n', begin, close);
        if (lineEnd >= 0 && isLanguage(begin, lineEnd)) {
            begin = lineEnd + 1;
        }
        int end = close > begin && text.charAt(close - 1) == '\n' ? close - 1 : close;
        if (text.substring(begin, end).isBlank()) {
            return;
        }
        mark(open, begin, HIDDEN);
        mark(begin, end, (byte) (CODE | BLOCK));
        mark(end, close + FENCE.length(), HIDDEN);
    }

    private boolean isLanguage(int from, int to) {
        for (int i = from; i < to; i++) {
            char unit = text.charAt(i);
            if (!Character.isLetterOrDigit(unit) && "+-#_. \r".indexOf(unit) < 0) {
                return false;
            }
        }
        return true;
    }

    private void findInLines(int from, int to, boolean whole) {
        int start = from;
        while (start < to) {
            int end = text.indexOf('\n', start, to);
            if (end < 0) {
                end = to;
            }
            findInLine(start, end, whole || end < text.length());
            start = end + 1;
        }
    }

    /** No mark reaches over the end of a line, so each is read once. */
    private void findInLine(int from, int to, boolean whole) {
        Openings openings = new Openings();
        boolean backticks = true;
        int i = from;
        while (i < to) {
            char unit = text.charAt(i);
            if (unit == '`' && backticks) {
                int close = text.indexOf('`', i + 1, to);
                backticks = close >= 0;
                if (backticks && close > i + 1) {
                    mark(i, i + 1, HIDDEN);
                    mark(i + 1, close, CODE);
                    mark(close, close + 1, HIDDEN);
                }
                i = backticks ? close + 1 : i + 1;
            } else if (unit == '*' || unit == '~') {
                i = openings.run(i, to);
            } else if ("hHmMpP".indexOf(unit) >= 0 && isWordStart(i)) {
                i = Math.max(i + 1, linkAt(i, to, whole));
            } else {
                i++;
            }
        }
    }

    /** What is open in one line. */
    private final class Openings {
        private int strong = -1;
        private int emphasis = -1;
        private int strike = -1;

        /** Reads a run of one sign; returns where it ends. */
        int run(int at, int lineEnd) {
            char sign = text.charAt(at);
            int end = at;
            while (end < lineEnd && text.charAt(end) == sign) {
                end++;
            }
            int length = end - at;
            boolean spaceBefore = at == 0 || Character.isWhitespace(text.charAt(at - 1));
            boolean spaceAfter = end == text.length() || Character.isWhitespace(text.charAt(end));
            boolean letterBefore = at > 0 && Character.isLetterOrDigit(text.codePointBefore(at));
            boolean letterAfter = end < text.length() && Character.isLetterOrDigit(text.codePointAt(end));
            boolean opens = !spaceAfter && !letterBefore;
            boolean closes = !spaceBefore && !letterAfter;
            if (sign == '~') {
                if (length == 2) {
                    strike = step(strike, at, 2, STRIKE, opens, closes);
                }
            } else if (length == 3) {
                boolean both = closes && strong >= 0 && emphasis >= 0;
                if (both || (opens && strong < 0 && emphasis < 0)) {
                    // The one that was opened last is closed first.
                    int strongAt = both && strong < emphasis ? at + 1 : at;
                    strong = step(strong, strongAt, 2, STRONG, opens, closes);
                    emphasis =
                            step(emphasis, both ? (strongAt == at ? at + 2 : at) : at + 2, 1, EMPHASIS, opens, closes);
                }
            } else if (length == 2) {
                strong = step(strong, at, 2, STRONG, opens, closes);
            } else if (length == 1) {
                emphasis = step(emphasis, at, 1, EMPHASIS, opens, closes);
            }
            return end;
        }

        private int step(int open, int at, int length, byte kind, boolean opens, boolean closes) {
            if (open >= 0 && closes && at > open + length) {
                mark(open, open + length, HIDDEN);
                mark(open + length, at, kind);
                mark(at, at + length, HIDDEN);
                return -1;
            }
            return opens ? at : open;
        }
    }

    private boolean isWordStart(int at) {
        return at == 0 || !Character.isLetterOrDigit(text.codePointBefore(at));
    }

    /** Marks the link that begins here, if one does; returns where it ends. */
    private int linkAt(int at, int lineEnd, boolean whole) {
        String scheme = SCHEMES.stream()
                .filter(one -> text.regionMatches(true, at, one, 0, one.length()))
                .findFirst()
                .orElse(null);
        if (scheme == null) {
            return at;
        }
        int end = at + scheme.length();
        while (end < lineEnd && isPartOfLink(text.charAt(end))) {
            end++;
        }
        if ((end == lineEnd && !whole) || end - at > MAX_LINK) {
            return end;
        }
        int trimmed = withoutPunctuation(at + scheme.length(), end);
        if (trimmed == at + scheme.length()) {
            return end;
        }
        Link link = Link.of(text.substring(at, trimmed));
        if (link != null) {
            mark(at, trimmed, LINK);
            links.add(new Found(at, trimmed, link));
        }
        return link == null ? end : trimmed;
    }

    private static boolean isPartOfLink(char unit) {
        return !Character.isWhitespace(unit)
                && !Character.isSpaceChar(unit)
                && !Character.isISOControl(unit)
                && Character.getType(unit) != Character.FORMAT
                && "<>\"“”„«»`".indexOf(unit) < 0;
    }

    /** A sentence may end behind a link, and brackets stand around it. */
    private int withoutPunctuation(int from, int end) {
        int brackets = 0;
        for (int i = from; i < end; i++) {
            brackets += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
        }
        int last = end;
        while (last > from) {
            char unit = text.charAt(last - 1);
            if (unit == ')' && brackets < 0) {
                brackets++;
            } else if (".,;:!?'’*_~]}…".indexOf(unit) < 0) {
                break;
            }
            last--;
        }
        return last;
    }

    private void mark(int from, int to, byte kind) {
        for (int i = from; i < to; i++) {
            marks[i] |= kind;
        }
    }

    private List<Span> spans() {
        List<Span> spans = new ArrayList<>();
        int nextLink = 0;
        int from = 0;
        while (from < text.length() && spans.size() <= MAX_SPANS) {
            while (nextLink < links.size() && links.get(nextLink).to() <= from) {
                nextLink++;
            }
            Found link = nextLink < links.size() && links.get(nextLink).from() <= from ? links.get(nextLink) : null;
            int to = from + 1;
            int most = link == null ? text.length() : link.to();
            while (to < most && marks[to] == marks[from]) {
                to++;
            }
            if ((marks[from] & HIDDEN) == 0) {
                spans.add(new Span(from, to, look(marks[from]), link == null ? null : link.link()));
            }
            from = to;
        }
        return spans;
    }

    private static Look look(byte marks) {
        return new Look(
                (marks & STRONG) != 0,
                (marks & EMPHASIS) != 0,
                (marks & STRIKE) != 0,
                (marks & CODE) != 0,
                (marks & BLOCK) != 0);
    }
}
