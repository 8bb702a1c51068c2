package punchline.engine.conversation;

import java.nio.charset.StandardCharsets;

/** Limits that both ends of a conversation agree on. */
public final class ConversationLimits {
    /** A long letter; larger things are files. In bytes of UTF-8. */
    public static final int MAX_TEXT_BYTES = 64 * 1024;

    /** Characters of a greeting: enough to say who one is, too little to harass with. */
    public static final int MAX_GREETING_CHARS = 280;

    /** Characters of a name. */
    public static final int MAX_NAME_CHARS = 64;

    /** Messages of history in one answer: more than any screen, little enough to hold in memory. */
    public static final int MAX_HISTORY = 1000;

    /** Messages that one search gives: more than anybody looks through. */
    public static final int MAX_FOUND = 200;

    /** A sign beside a message: the longest emoji, families of four with their joiners, have 25. In bytes of UTF-8. */
    public static final int MAX_EMOJI_BYTES = 32;

    /** A character of Java, two of which make those that take four bytes. */
    private static final int MAX_UTF8_BYTES_PER_CHAR = 3;

    private ConversationLimits() {}

    /** Whether a text has at most {@link #MAX_TEXT_BYTES}. */
    static boolean fits(String text) {
        return text.length() <= MAX_TEXT_BYTES / MAX_UTF8_BYTES_PER_CHAR
                || (text.length() <= MAX_TEXT_BYTES && text.getBytes(StandardCharsets.UTF_8).length <= MAX_TEXT_BYTES);
    }
}
