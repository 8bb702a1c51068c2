package punchline.engine.invite;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import punchline.protocol.PeerId;

/**
 * The name of an attempt that shows to the inviter, and to nobody else, that the asker holds an invite of its: a server passes an
 * attempt's name on as it is.
 *
 * <pre>
 * name = base64url( nonce 5, first 11 bytes of HMAC-SHA256(hash of the token, label, asker 32, inviter 32, nonce) )
 * </pre>
 *
 * <p>Of use to that asker only, so that a server that keeps it can bring nobody else to the inviter. 88 bits are not guessed at ten
 * notices a minute.
 */
public final class AskName {
    private static final byte[] LABEL = "punchline invite 1".getBytes(StandardCharsets.US_ASCII);

    /** Attempts of the same two with the same nonce would not be told apart; there are a few hundred in the life of an invite. */
    private static final int NONCE_BYTES = 5;

    private static final int MAC_BYTES = 11;

    private static final int CHARS = 22;

    private AskName() {}

    /**
     * Names an attempt.
     *
     * @param random of which 40 bits make the name its own
     */
    public static String of(TokenHash token, PeerId asker, PeerId inviter, long random) {
        byte[] nonce =
                Arrays.copyOf(ByteBuffer.allocate(Long.BYTES).putLong(random).array(), NONCE_BYTES);
        byte[] name = ByteBuffer.allocate(NONCE_BYTES + MAC_BYTES)
                .put(nonce)
                .put(mac(token, asker, inviter, nonce), 0, MAC_BYTES)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(name);
    }

    /** Whether an attempt of that name was named by one who holds that token. Any text is no worse than a wrong name. */
    public static boolean shows(String name, TokenHash token, PeerId asker, PeerId inviter) {
        if (name.length() != CHARS) {
            return false;
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(name);
        } catch (IllegalArgumentException e) {
            return false;
        }
        byte[] expected = mac(token, asker, inviter, Arrays.copyOf(bytes, NONCE_BYTES));
        return MessageDigest.isEqual(
                Arrays.copyOfRange(bytes, NONCE_BYTES, bytes.length), Arrays.copyOf(expected, MAC_BYTES));
    }

    private static byte[] mac(TokenHash token, PeerId asker, PeerId inviter, byte[] nonce) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(token.bytes(), "HmacSHA256"));
            mac.update(LABEL);
            mac.update(asker.bytes());
            mac.update(inviter.bytes());
            return mac.doFinal(nonce);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
