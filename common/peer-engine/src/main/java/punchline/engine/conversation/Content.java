package punchline.engine.conversation;

/** What an entry holds. */
public sealed interface Content {
    /** Written by a person; at most {@link ConversationLimits#MAX_TEXT_BYTES} of UTF-8. */
    record Text(String text) implements Content {}

    /**
     * A kind that this version does not know, kept as it came: it is stored, acknowledged and passed over, so that a newer
     * version can show it later.
     */
    record Unknown(int kind, byte[] payload) implements Content {}
}
