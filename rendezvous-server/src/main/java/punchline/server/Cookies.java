package punchline.server;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import punchline.protocol.Endpoint;
import punchline.protocol.Token;

/**
 * Cookies that prove, without a table, that a source address receives what is sent to it: HMAC-SHA-256 of the address,
 * the port and the minute, cut to 128 bits. The key is new with each start.
 */
final class Cookies {
    private static final String ALGORITHM = "HmacSHA256";

    private final Mac mac;

    Cookies(RandomGenerator random) {
        byte[] key = new byte[32];
        random.nextBytes(key);
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }

    Token issue(long nowNanos, Endpoint source) {
        return cookie(period(nowNanos), source);
    }

    /** Whether the cookie was issued to this source in this minute or the last. */
    boolean isValid(long nowNanos, Endpoint source, Token cookie) {
        long period = period(nowNanos);
        return cookie.equals(cookie(period, source)) || cookie.equals(cookie(period - 1, source));
    }

    private static long period(long nowNanos) {
        return Math.floorDiv(nowNanos, DirectoryLimits.COOKIE_PERIOD_NANOS);
    }

    private Token cookie(long period, Endpoint source) {
        mac.update(ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                .putLong(period)
                .putInt(source.port())
                .array());
        return Token.ofBytes(Arrays.copyOf(mac.doFinal(source.address().getAddress()), Token.BYTES));
    }
}
