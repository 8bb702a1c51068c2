package punchline.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Who a peer is: the SHA-256 of its public key in the one form that {@link PublicIdentity} admits.
 *
 * <p>Shown as 52 characters of lower-case base32 (RFC 4648, section 6) without padding. Ordered by its bytes, unsigned;
 * of two peers the lower one is the QUIC client and keeps idle paths alive.
 */
public final class PeerId implements Comparable<PeerId> {
    /** Length of the hash in bytes. */
    public static final int BYTES = 32;

    /** Of {@link #brief}: five bytes are eight characters. */
    private static final int BRIEF_BYTES = 5;

    // Four words instead of an array: a server keeps many, and ids are the keys of most maps.
    private final long first;
    private final long second;
    private final long third;
    private final long fourth;

    private PeerId(byte[] hash) {
        ByteBuffer words = ByteBuffer.wrap(hash);
        this.first = words.getLong();
        this.second = words.getLong();
        this.third = words.getLong();
        this.fourth = words.getLong();
    }

    /**
     * Names the owner of a public key.
     *
     * @param encodedKey the key as {@link PublicIdentity#encoded()} gives it
     */
    public static PeerId ofKey(byte[] encodedKey) {
        try {
            return new PeerId(MessageDigest.getInstance("SHA-256").digest(encodedKey));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Takes the 32 bytes of an id.
     *
     * @throws IllegalArgumentException if there are not exactly 32
     */
    public static PeerId ofBytes(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a peer id has " + BYTES + " bytes, not " + bytes.length);
        }
        return new PeerId(bytes);
    }

    /**
     * Reads the text form; upper case is accepted.
     *
     * @throws IllegalArgumentException if the text is not exactly what {@link #toString} would print
     */
    @JsonCreator
    public static PeerId parse(String text) {
        return new PeerId(Base32.decode("a peer id", text, BYTES));
    }

    /** A copy of the 32 bytes. */
    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(first)
                .putLong(second)
                .putLong(third)
                .putLong(fourth)
                .array();
    }

    /** The first characters, enough for a person or a log to tell peers apart, never to identify one. */
    public String brief() {
        return Base32.encode(bytes(), BRIEF_BYTES);
    }

    @Override
    public int compareTo(PeerId other) {
        int order = Long.compareUnsigned(first, other.first);
        if (order == 0) {
            order = Long.compareUnsigned(second, other.second);
        }
        if (order == 0) {
            order = Long.compareUnsigned(third, other.third);
        }
        return order == 0 ? Long.compareUnsigned(fourth, other.fourth) : order;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PeerId that
                && first == that.first
                && second == that.second
                && third == that.third
                && fourth == that.fourth;
    }

    @Override
    public int hashCode() {
        // Of a hash, any part is as good as the whole.
        return (int) first;
    }

    @JsonValue
    @Override
    public String toString() {
        return Base32.encode(bytes(), BYTES);
    }
}
