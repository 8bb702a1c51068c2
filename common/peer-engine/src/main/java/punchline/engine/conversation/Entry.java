package punchline.engine.conversation;

import java.util.Comparator;
import punchline.protocol.PeerId;

/**
 * One durable thing that one of the two said.
 *
 * <p>{@code (epoch, seq)} numbers what one author wrote to one peer, from 1 without gaps; the epoch is random and new with
 * each database, restore and import. Both sides sort by {@code (lamport, author, epoch, seq)} and so see the same
 * conversation.
 *
 * @param sentAtMillis the author's wall clock, shown and nothing else
 */
public record Entry(
        MessageId id, PeerId author, long epoch, long seq, long lamport, long sentAtMillis, Content content) {
    /** The order in which both sides see a conversation. */
    public static final Comparator<Entry> ORDER = Comparator.comparingLong(Entry::lamport)
            .thenComparing(Entry::author)
            .thenComparingLong(Entry::epoch)
            .thenComparingLong(Entry::seq);
}
