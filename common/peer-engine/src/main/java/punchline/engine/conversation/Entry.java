package punchline.engine.conversation;

import java.nio.charset.StandardCharsets;
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
    public static final Comparator<Entry> ORDER = Entry::compare;

    private static final byte[] HEX_DIGITS = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);

    /** Hexadecimal digits of a long. */
    private static final int LONG_DIGITS = 16;

    // By hand, since each message is compared with the last one: a chain of comparators costs several times as much.
    private static int compare(Entry one, Entry other) {
        int order = Long.compare(one.lamport, other.lamport);
        if (order == 0) {
            order = one.author.compareTo(other.author);
        }
        if (order == 0) {
            order = Long.compare(one.epoch, other.epoch);
        }
        return order != 0 ? order : Long.compare(one.seq, other.seq);
    }

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
        byte[] key = new byte[3 * LONG_DIGITS + 1];
        putHex(key, 0, lamport);
        key[LONG_DIGITS] = (byte) (author.compareTo(other) < 0 ? '0' : '1');
        putHex(key, LONG_DIGITS + 1, epoch ^ Long.MIN_VALUE);
        putHex(key, 2 * LONG_DIGITS + 1, seq);
        return new String(key, StandardCharsets.ISO_8859_1);
    }

    private static void putHex(byte[] into, int at, long value) {
        long left = value;
        for (int i = at + LONG_DIGITS - 1; i >= at; i--) {
            into[i] = HEX_DIGITS[(int) left & 0xf];
            left >>>= 4;
        }
    }
}
