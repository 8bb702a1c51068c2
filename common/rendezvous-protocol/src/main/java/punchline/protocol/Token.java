package punchline.protocol;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Base64;

/**
 * 128 bits that nobody can guess who was not told: a cookie, a registration's token, its notice secret. Text is 22
 * characters of base64url. Compared in constant time, and never printed in full by {@link #toString}.
 */
public final class Token {
    public static final int BYTES = 16;

    private static final int TEXT_LENGTH = 22;

    private final byte[] bits;

    private Token(byte[] bits) {
        this.bits = bits;
    }

    /**
     * Takes 16 bytes.
     *
     * @throws IllegalArgumentException if there are not exactly 16
     */
    public static Token ofBytes(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a token has " + BYTES + " bytes, not " + bytes.length);
        }
        return new Token(bytes.clone());
    }

    /**
     * Reads {@link #text()}.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static Token parse(String text) {
        if (text.length() != TEXT_LENGTH) {
            throw new IllegalArgumentException("a token has " + TEXT_LENGTH + " characters");
        }
        return new Token(Base64.getUrlDecoder().decode(text));
    }

    /** A copy of the 16 bytes. */
    public byte[] bytes() {
        return bits.clone();
    }

    public String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Token that && MessageDigest.isEqual(bits, that.bits);
    }

    @Override
    public int hashCode() {
        return ByteBuffer.wrap(bits).getInt();
    }

    @Override
    public String toString() {
        return "Token[" + text().substring(0, 4) + "…]";
    }
}
