package punchline.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

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

    private final byte[] hash;
    /** Kept, since ids are the keys of most maps. */
    private final int hashCode;

    private PeerId(byte[] hash) {
        this.hash = hash;
        this.hashCode = Arrays.hashCode(hash);
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
        return new PeerId(bytes.clone());
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
        return hash.clone();
    }

    /** The first characters, enough for a person or a log to tell peers apart, never to identify one. */
    public String brief() {
        return Base32.encode(hash, BRIEF_BYTES);
    }

    @Override
    public int compareTo(PeerId other) {
        return Arrays.compareUnsigned(hash, other.hash);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PeerId that && Arrays.equals(hash, that.hash);
    }

    @Override
    public int hashCode() {
        return hashCode;
    }

    @JsonValue
    @Override
    public String toString() {
        return Base32.encode(hash, BYTES);
    }
}
