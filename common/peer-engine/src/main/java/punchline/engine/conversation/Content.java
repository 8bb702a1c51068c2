package punchline.engine.conversation;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What an entry holds. */
public sealed interface Content {
    /** Its number, the same on the wire and in databases for good. */
    int kind();

    /** What it weighs against limits, in bytes; a text in UTF-8. */
    int sizeBytes();

    /** Whether it is shown as a message of its own, and not only by what it does to another. */
    default boolean isMessage() {
        return kind() == Text.KIND;
    }

    /** Says something about a message, named by its id; which may come later than this. */
    sealed interface Amendment extends Content {
        /** The message that is meant. */
        MessageId target();
    }

    /**
     * Written by a person; at most {@link ConversationLimits#MAX_TEXT_BYTES} of UTF-8.
     *
     * @param replyTo the message that this one answers, or null
     */
    record Text(String text, @Nullable MessageId replyTo) implements Content {
        public static final int KIND = 1;

        /** A text that answers none in particular. */
        public Text(String text) {
            this(text, null);
        }

        /** Its author deleted it, and the words before it came; the deletion follows. */
        boolean isTakenBack() {
            return text.isEmpty();
        }

        @Override
        public int kind() {
            return KIND;
        }

        @Override
        public int sizeBytes() {
            return utf8Length(text);
        }
    }

    /** What the author of {@code target} would rather have written; within the limits of a text. */
    record Edit(MessageId target, String text) implements Amendment {
        public static final int KIND = 2;

        @Override
        public int kind() {
            return KIND;
        }

        @Override
        public int sizeBytes() {
            return MessageId.BYTES + utf8Length(text);
        }
    }

    /** The author of {@code target} takes it back. */
    record Deletion(MessageId target) implements Amendment {
        public static final int KIND = 3;

        @Override
        public int kind() {
            return KIND;
        }

        @Override
        public int sizeBytes() {
            return MessageId.BYTES;
        }
    }

    /**
     * A sign beside a message, one of each person.
     *
     * @param emoji at most {@link ConversationLimits#MAX_EMOJI_BYTES} of UTF-8; empty takes the author's earlier one back
     */
    record Reaction(MessageId target, String emoji) implements Amendment {
        public static final int KIND = 4;

        @Override
        public int kind() {
            return KIND;
        }

        @Override
        public int sizeBytes() {
            return MessageId.BYTES + utf8Length(emoji);
        }
    }

    /** Nothing, in the place of a text that its author took back before it left; it fills the number. */
    record Cancelled() implements Content {
        public static final int KIND = 5;

        @Override
        public int kind() {
            return KIND;
        }

        @Override
        public int sizeBytes() {
            return 0;
        }
    }

    /**
     * A kind that this version does not know, kept as it came: it is stored, acknowledged and passed over, so that a newer
     * version can show it later.
     */
    record Unknown(int kind, byte[] payload) implements Content {
        @Override
        public int sizeBytes() {
            return payload.length;
        }
    }

    private static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
