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

    /** Without the marks that {@link #isolate} puts in. */
    public static String withoutMarks(String text) {
        return text.replace(LRM, "");
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
        boolean astray = this == LEFT_TO_RIGHT ? isMixed(inner) : of(inner) == LEFT_TO_RIGHT;
        return astray ? LRM + inner + LRM : inner;
    }
}
