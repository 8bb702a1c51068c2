package punchline.client.console;

/**
 * Text of other people, made harmless for a terminal: no escape sequence, no carriage return, and no bidirectional
 * override that would make a line look like another's (Unicode Standard Annex 9).
 */
final class Printable {
    private static final String INDENT = "    ";

    private Printable() {}

    /** On one line. */
    static String line(String text) {
        return text.codePoints()
                .map(c -> isHarmless(c) ? c : c == '\n' || c == '\t' ? ' ' : '\ufffd')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
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
