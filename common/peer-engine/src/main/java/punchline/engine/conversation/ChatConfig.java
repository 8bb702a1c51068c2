package punchline.engine.conversation;

/**
 * The limits of conversations on this side. Every one of them bounds memory or disk that another person, or a broken
 * program, could fill.
 *
 * @param maxQueuedEntries entries of mine that one contact has not acknowledged: months of writing to someone who is away,
 *     and still re-sent within minutes
 * @param windowEntries entries sent and not acknowledged on one link: more than a commit and a round trip of any
 *     healthy link take
 * @param windowBytes the same in bytes of content; also what waits in memory to be sent, and a quarter of what may wait to
 *     become durable
 * @param readPage entries read from the store at a time while a backlog drains: at the longest text 4 MiB, at the usual
 *     one still more than leaves within the time of a read
 * @param maxContacts people and requests together: each is kept in memory
 * @param maxPendingRequests unanswered requests of strangers: more than a person reads through
 * @param maxEpochs databases that one contact may have begun: a new one comes with a restore or an import, by hand
 * @param maxLamportJump how far a received entry may be ahead of the conversation. A peer whose own database was lost
 *     is behind by what the two ever wrote, so this is more than any two people write; yet exhausting 63 bits takes two thousand
 *     million entries
 */
public record ChatConfig(
        int maxQueuedEntries,
        int windowEntries,
        int windowBytes,
        int readPage,
        int maxContacts,
        int maxPendingRequests,
        int maxEpochs,
        long maxLamportJump) {

    /** What the application runs with. */
    public static ChatConfig standard() {
        return new ChatConfig(100_000, 1024, 1024 * 1024, 64, 10_000, 50, 64, 1L << 32);
    }

    public ChatConfig {
        if (maxQueuedEntries < 1
                || windowEntries < 1
                || windowBytes < ConversationLimits.MAX_TEXT_BYTES
                || readPage < 1
                || maxContacts < 1
                || maxPendingRequests < 1
                || maxEpochs < 1
                || maxLamportJump < 1) {
            throw new IllegalArgumentException("limits are positive, and one text fits into the window");
        }
    }
}
