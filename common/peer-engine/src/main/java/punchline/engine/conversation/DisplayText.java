package punchline.engine.conversation;

import java.nio.charset.StandardCharsets;

/**
 * Text of strangers that is shown beside our own words: on one line, without control characters, without marks that turn
 * the direction of what follows (Unicode UAX #9, sections 2.1 to 2.6), and no longer than its limit.
 */
final class DisplayText {
    private DisplayText() {}

    static String name(String text) {
        return clean(text, ConversationLimits.MAX_NAME_CHARS);
    }

    static String greeting(String text) {
        return clean(text, ConversationLimits.MAX_GREETING_CHARS);
    }

    /** Whether no half of a character stands alone in it: such a text has no form in UTF-8. */
    static boolean isWhole(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (Character.isSurrogate(unit)) {
                boolean pair = Character.isHighSurrogate(unit)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** Whether it may stand as a sign beside a message: something visible, and nothing that {@link #name} would take out. */
    static boolean isEmoji(String text) {
        return !text.isEmpty()
                && text.getBytes(StandardCharsets.UTF_8).length <= ConversationLimits.MAX_EMOJI_BYTES
                && isWhole(text)
                && name(text).equals(text);
    }

    private static String clean(String text, int maxChars) {
        StringBuilder clean = new StringBuilder(Math.min(text.length(), maxChars));
        boolean space = false;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if (Character.isWhitespace(point) || Character.isSpaceChar(point)) {
                space = clean.length() > 0;
            } else if (isShown(point)) {
                if (clean.length() + (space ? 1 : 0) + Character.charCount(point) > maxChars) {
                    break;
                }
                if (space) {
                    clean.append(' ');
                    space = false;
                }
                clean.appendCodePoint(point);
            }
        }
        return clean.toString();
    }

    private static boolean isShown(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE -> false;
            // Of the invisible ones only the joiner stays: emoji of several parts hang on it.
            case Character.FORMAT -> point == 0x200D;
            default -> true;
        };
    }
}
