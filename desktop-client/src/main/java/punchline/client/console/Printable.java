package punchline.client.console;

import java.util.regex.Pattern;

/**
 * Text of other people, made harmless for a terminal: no escape sequence, no carriage return, and no bidirectional
 * override that would make a line look like another's (Unicode Standard Annex 9).
 */
final class Printable {
    private static final String INDENT = "    ";

    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{M}\\p{N}_-]+");

    /** What reads as the end of a quotation: the initial and final quotes of Unicode, and what looks like them. */
    private static final Pattern QUOTES =
            Pattern.compile("[\"\\p{Pi}\\p{Pf}\u201a\u201e\u2033\u2036\u275d\u275e\u301d-\u301f\uff02]");

    private Printable() {}

    /** On one line. */
    static String line(String text) {
        return text.codePoints()
                .map(c -> isHarmless(c) ? c : c == '\n' || c == '\t' ? ' ' : '\ufffd')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /**
     * A name within a line of the prompt: as it is if it is one plain word, else in quotes, as a person types it, and with none of its
     * own. So the name {@code Ann is offline. Bob} cannot be read as a line about Ann.
     */
    static String name(String name) {
        String shown = line(name);
        return PLAIN.matcher(shown).matches()
                ? shown
                : '"' + QUOTES.matcher(shown).replaceAll("'") + '"';
    }

    /** On as many lines as it has, all but the first indented. */
    static String paragraph(String text) {
        return String.join(
                System.lineSeparator() + INDENT,
                text.lines().map(Printable::line).toList());
    }

    private static boolean isHarmless(int c) {
        boolean control = Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
        boolean direction = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
        return !control && !direction;
    }
}
