package punchline.client.ui.text;

import java.text.Bidi;
import org.jspecify.annotations.Nullable;

/**
 * Which way a text runs, and how what others wrote is put into it so that each keeps its own way.
 *
 * <p>Unicode's isolates (FSI and PDI, UAX #9) would be made for it, but JavaFX 26.0.2 on Linux draws them as boxes in any text with a
 * right-to-left part, as it does all invisible signs but one: the left-to-right mark LRM. One on either side does the same for names
 * and other short things of one direction.
 */
public enum Direction {
    LEFT_TO_RIGHT,
    RIGHT_TO_LEFT;

    private static final String LRM = "\u200e";
    private static final String RLM = "\u200f";
    private static final char SPACE_WITHOUT_BREAK = '\u00a0';

    /** A name of up to so many letters stays on one line. */
    private static final int MAX_UNBROKEN = 24;

    /** Longer words of the other direction may have to be broken within, where JavaFX cannot: see {@link #wrappable}. */
    private static final int MAX_PIECE = 12;

    /** That of the first letter that has one (UAX #9, rules P2 and P3), null if none has. */
    public static @Nullable Direction of(String text) {
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            switch (Character.getDirectionality(point)) {
                case Character.DIRECTIONALITY_LEFT_TO_RIGHT -> {
                    if (point != LRM.charAt(0)) {
                        return LEFT_TO_RIGHT;
                    }
                }
                case Character.DIRECTIONALITY_RIGHT_TO_LEFT, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC -> {
                    return RIGHT_TO_LEFT;
                }
                default -> {}
            }
        }
        return null;
    }

    /** Whether anything in a text runs from right to left. */
    public static boolean isMixed(String text) {
        return Bidi.requiresBidi(text.toCharArray(), 0, text.length());
    }

    /** Without the marks that {@link #isolate} and {@link #wrappable} put in. */
    public static String withoutMarks(String text) {
        return text.replace(LRM, "").replace(SPACE_WITHOUT_BREAK, ' ');
    }

    /** Without the mark that formats of dates have in some languages, which is drawn as a box. Digits keep their order without it. */
    static String drawable(String formatted) {
        return formatted.replace(RLM, "");
    }

    /**
     * A name, an address, anything that others wrote, to stand within a sentence of this direction or alone in a label: what is
     * around it and what is in it do not move each other. Unchanged if all of it runs this way anyway.
     */
    public String isolate(String inner) {
        boolean mixed = isMixed(inner);
        if (this == LEFT_TO_RIGHT) {
            return mixed ? LRM + breakable(inner) + LRM : inner;
        }
        return of(inner) == LEFT_TO_RIGHT ? LRM + (mixed ? breakable(inner) : inner) + LRM : wrappable(inner);
    }

    /**
     * A sentence of this direction that a label may wrap.
     *
     * <p>JavaFX 26.0.2 throws out of layout when a line ends inside a run of right-to-left glyphs: {@link
     * punchline.client.ui.style.WrappedText} tells more. Behind each space a mark of the other direction ends the run, and lines end
     * between runs.
     */
    public String wrappable(String sentence) {
        if (this == LEFT_TO_RIGHT || !isMixed(sentence)) {
            return sentence;
        }
        return sentence.replace(" ", " " + LRM);
    }

    private static String breakable(String inner) {
        if (inner.length() <= MAX_UNBROKEN) {
            return inner.replace(' ', SPACE_WITHOUT_BREAK);
        }
        StringBuilder pieces = new StringBuilder();
        int length = 0;
        for (int i = 0; i < inner.length(); ) {
            int point = inner.codePointAt(i);
            i += Character.charCount(point);
            pieces.appendCodePoint(point);
            length = Character.isWhitespace(point) ? 0 : length + 1;
            if (length == MAX_PIECE) {
                pieces.append(' ').append(LRM);
                length = 0;
            } else if (length == 0) {
                pieces.append(LRM);
            }
        }
        return pieces.toString();
    }
}
