package punchline.protocol;

import java.nio.charset.StandardCharsets;

/** Base32 (RFC 4648, section 6) without padding: written in lower case, read in either. */
public final class Base32 {
    private static final byte[] ALPHABET = "abcdefghijklmnopqrstuvwxyz234567".getBytes(StandardCharsets.ISO_8859_1);

    private Base32() {}

    /** How many characters that many bytes take. */
    public static int length(int bytes) {
        return (bytes * 8 + 4) / 5;
    }

    /** Writes the first {@code count} bytes. */
    public static String encode(byte[] bytes, int count) {
        byte[] text = new byte[length(count)];
        int next = 0;
        int buffer = 0;
        int bits = 0;
        for (int i = 0; i < count; i++) {
            buffer = (buffer << 8) | (bytes[i] & 0xff);
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text[next++] = ALPHABET[(buffer >>> bits) & 31];
                buffer &= (1 << bits) - 1;
            }
        }
        if (bits > 0) {
            text[next] = ALPHABET[(buffer << (5 - bits)) & 31];
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /**
     * Reads that many bytes, for which there is one text only but for the case of its letters.
     *
     * @param what what is read, for the words of the exception
     * @throws IllegalArgumentException if the text is anything else
     */
    public static byte[] decode(String what, String text, int count) {
        if (text.length() != length(count)) {
            throw new IllegalArgumentException(what + " has " + length(count) + " characters");
        }
        byte[] bytes = new byte[count];
        int buffer = 0;
        int bits = 0;
        int next = 0;
        for (int i = 0; i < text.length(); i++) {
            buffer = (buffer << 5) | digit(what, text.charAt(i));
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[next++] = (byte) (buffer >>> bits);
                buffer &= (1 << bits) - 1;
            }
        }
        if (buffer != 0) {
            throw new IllegalArgumentException(what + " ends in zero bits");
        }
        return bytes;
    }

    private static int digit(String what, char c) {
        if (c >= 'a' && c <= 'z') {
            return c - 'a';
        }
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= '2' && c <= '7') {
            return c - '2' + 26;
        }
        throw new IllegalArgumentException(what + " has only letters and the digits 2 to 7");
    }
}
