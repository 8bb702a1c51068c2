package punchline.engine.conversation;

import java.util.Comparator;
import java.util.HexFormat;
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

    private static final HexFormat HEX = HexFormat.of();

    /** Itself with nothing in it. */
    Entry emptied() {
        return new Entry(id, author, epoch, seq, lamport, sentAtMillis, new Content.Cancelled());
    }

    /**
     * The place of this entry in its conversation, as a text: texts compare, character by character, as {@link #ORDER}
     * does.
     *
     * @param other the one of the two who is not the author
     */
    String orderKey(PeerId other) {
        return HEX.toHexDigits(lamport)
                + (author.compareTo(other) < 0 ? '0' : '1')
                + HEX.toHexDigits(epoch ^ Long.MIN_VALUE)
                + HEX.toHexDigits(seq);
    }
}
