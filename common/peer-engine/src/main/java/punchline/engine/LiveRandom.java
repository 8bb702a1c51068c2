package punchline.engine;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * {@link SecureRandom}, drawn in blocks: to draw 8 bytes costs nearly as much as to draw a block of them, and each message
 * takes 16. One thread only.
 */
final class LiveRandom implements RandomGenerator {
    private static final int BLOCK_LONGS = 64;

    private final SecureRandom source = new SecureRandom();
    private final byte[] bytes = new byte[BLOCK_LONGS * Long.BYTES];
    private int next = bytes.length;

    @Override
    public long nextLong() {
        if (next == bytes.length) {
            source.nextBytes(bytes);
            next = 0;
        }
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = value << Byte.SIZE | (bytes[next + i] & 0xff);
        }
        // Nobody finds later what was drawn before.
        Arrays.fill(bytes, next, next + Long.BYTES, (byte) 0);
        next += Long.BYTES;
        return value;
    }
}
