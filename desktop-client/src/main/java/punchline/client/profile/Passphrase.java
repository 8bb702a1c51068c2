package punchline.client.profile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import punchline.engine.Reason;

/** What a person knows and a thief does not. Prints nothing of itself; {@link #close} wipes it as far as Java lets one. */
public final class Passphrase implements AutoCloseable {
    /** Beyond what anybody types; a longer first line is another file than was meant. */
    private static final int MAX_BYTES = 1024;

    private final char[] characters;

    private Passphrase(char[] characters) {
        this.characters = characters;
    }

    /** Takes the array over, to wipe it in the end. */
    public static Passphrase of(char[] characters) {
        return new Passphrase(characters);
    }

    /**
     * The first line, without its end. Reads not a byte beyond it.
     *
     * @throws ProfileException if it is too long or no UTF-8
     */
    public static Passphrase firstLine(InputStream in) throws IOException, ProfileException {
        WipedBytes line = new WipedBytes();
        try {
            for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
                line.write(next);
                if (line.size() > MAX_BYTES) {
                    throw new ProfileException(Reason.of(ProfileTrouble.LONG_PASSPHRASE, "bytes", MAX_BYTES), null);
                }
            }
            CharBuffer decoded =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line.bytes(), 0, line.size()));
            int length = decoded.limit();
            if (length > 0 && decoded.get(length - 1) == '\r') {
                length--;
            }
            char[] characters = Arrays.copyOf(decoded.array(), length);
            Arrays.fill(decoded.array(), '\0');
            return new Passphrase(characters);
        } catch (CharacterCodingException e) {
            throw new ProfileException(Reason.of(ProfileTrouble.NO_UTF8), e);
        } finally {
            line.wipe();
        }
    }

    public boolean isEmpty() {
        return characters.length == 0;
    }

    /** As every keyboard and system gives it, in Unicode's composed form, in UTF-8. To be wiped by the caller. */
    byte[] bytes() {
        CharBuffer composed = Normalizer.isNormalized(CharBuffer.wrap(characters), Normalizer.Form.NFC)
                ? CharBuffer.wrap(characters)
                : CharBuffer.wrap(Normalizer.normalize(CharBuffer.wrap(characters), Normalizer.Form.NFC));
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(composed);
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes).clear();
        encoded.put(new byte[encoded.capacity()]);
        return bytes;
    }

    /** The same, for libraries that take characters. To be wiped by the caller. */
    char[] characters() {
        return Normalizer.isNormalized(CharBuffer.wrap(characters), Normalizer.Form.NFC)
                ? characters.clone()
                : Normalizer.normalize(CharBuffer.wrap(characters), Normalizer.Form.NFC)
                        .toCharArray();
    }

    @Override
    public void close() {
        Arrays.fill(characters, '\0');
    }

    @Override
    public String toString() {
        return "a passphrase";
    }

    private static final class WipedBytes extends ByteArrayOutputStream {
        /** As large as it gets, so that no copy is left behind. */
        WipedBytes() {
            super(MAX_BYTES + 1);
        }

        byte[] bytes() {
            return buf;
        }

        void wipe() {
            Arrays.fill(buf, (byte) 0);
        }
    }
}
