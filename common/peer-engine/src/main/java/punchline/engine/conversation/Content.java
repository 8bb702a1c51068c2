package punchline.engine.conversation;

import java.nio.charset.StandardCharsets;

/** What an entry holds. */
public sealed interface Content {
    /** What it weighs against limits, in bytes; a text in UTF-8. */
    int sizeBytes();

    /** Written by a person; at most {@link ConversationLimits#MAX_TEXT_BYTES} of UTF-8. */
    record Text(String text) implements Content {
        @Override
        public int sizeBytes() {
            return text.getBytes(StandardCharsets.UTF_8).length;
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
}
