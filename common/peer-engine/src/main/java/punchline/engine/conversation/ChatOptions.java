package punchline.engine.conversation;

/**
 * What others may learn of me beside what I write.
 *
 * @param typing       that I am writing, while I am
 * @param readReceipts how far I have read
 */
public record ChatOptions(boolean typing, boolean readReceipts) {
    /** What the application runs with unless told otherwise: both. */
    public static ChatOptions standard() {
        return new ChatOptions(true, true);
    }
}
