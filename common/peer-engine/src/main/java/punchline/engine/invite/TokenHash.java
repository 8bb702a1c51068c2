package punchline.engine.invite;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import punchline.protocol.Base32;
import punchline.protocol.Token;

/**
 * The SHA-256 of an invite's token: all that the inviter keeps, so that whoever reads its database can redeem nothing. To
 * look one up takes the same time whether or not there is such an invite.
 */
public final class TokenHash {
    public static final int BYTES = 32;

    /** Five bytes are eight characters, and no two of a hundred invites have the same. */
    private static final int BRIEF_BYTES = 5;

    private final byte[] hash;

    private TokenHash(byte[] hash) {
        this.hash = hash;
    }

    public static TokenHash of(Token token) {
        try {
            return new TokenHash(MessageDigest.getInstance("SHA-256").digest(token.bytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Takes {@link #bytes}.
     *
     * @throws IllegalArgumentException if there are not exactly {@value #BYTES}
     */
    public static TokenHash ofBytes(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a token's hash has " + BYTES + " bytes, not " + bytes.length);
        }
        return new TokenHash(bytes.clone());
    }

    /** A copy of the 32 bytes. */
    public byte[] bytes() {
        return hash.clone();
    }

    /** By which people tell their invites apart: 8 letters and digits. */
    public String brief() {
        return Base32.encode(hash, BRIEF_BYTES);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenHash that && MessageDigest.isEqual(hash, that.hash);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hash);
    }

    @Override
    public String toString() {
        return "TokenHash[" + brief() + "…]";
    }
}
