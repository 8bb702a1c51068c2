package punchline.protocol;

import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * 128 bits that nobody can guess who was not told: a cookie, a registration's token, its notice secret. Text is 22
 * characters of base64url. Compared in constant time, and never printed in full by {@link #toString}.
 */
public final class Token {
    public static final int BYTES = 16;

    private static final int TEXT_LENGTH = 22;

    private final long high;
    private final long low;

    private Token(byte[] bits) {
        ByteBuffer words = ByteBuffer.wrap(bits);
        this.high = words.getLong();
        this.low = words.getLong();
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
        return new Token(bytes);
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
        return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
    }

    public String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Token that && ((high ^ that.high) | (low ^ that.low)) == 0;
    }

    @Override
    public int hashCode() {
        return (int) (high >>> Integer.SIZE);
    }

    @Override
    public String toString() {
        return "Token[" + text().substring(0, 4) + "…]";
    }
}
