package punchline.engine.identity;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import punchline.protocol.PeerId;

/**
 * The number by which two people make sure that there is nobody between them: read out, or compared side by side. It is made as
 * Signal's numeric fingerprints of version 0 are ({@code NumericFingerprintGenerator} of libsignal; Signal's "Safety number updates",
 * 2016): for each of the two SHA-512 over version, key and identifier, iterated 5200 times with the key, and of that 30 bytes as six
 * numbers of five digits; the lower half first. A PeerId is the hash of the key and stands for both, so that the number is known
 * before the other was ever met.
 */
public final class SafetyNumber {
    /** Makes a search for a key with the same digits five thousand times as dear; some milliseconds, once a person asks. */
    private static final int ITERATIONS = 5200;

    private static final byte[] VERSION = {0, 0};
    private static final int GROUPS = 6;
    private static final int GROUP_BYTES = 5;

    private SafetyNumber() {}

    /** 60 digits in twelve groups of five between spaces; the same for both sides. */
    public static String of(PeerId one, PeerId other) {
        String first = half(one);
        String second = half(other);
        return first.compareTo(second) <= 0 ? first + " " + second : second + " " + first;
    }

    private static String half(PeerId peer) {
        MessageDigest digest = sha512();
        byte[] key = peer.bytes();
        digest.update(VERSION);
        digest.update(key);
        byte[] hash = key;
        for (int i = 0; i < ITERATIONS; i++) {
            digest.update(hash);
            hash = digest.digest(key);
        }
        StringBuilder digits = new StringBuilder();
        for (int group = 0; group < GROUPS; group++) {
            long value = 0;
            for (int i = 0; i < GROUP_BYTES; i++) {
                value = (value << 8) | (hash[group * GROUP_BYTES + i] & 0xff);
            }
            String five = Long.toString(100_000 + value % 100_000).substring(1);
            digits.append(group == 0 ? "" : " ").append(five);
        }
        return digits.toString();
    }

    private static MessageDigest sha512() {
        try {
            return MessageDigest.getInstance("SHA-512");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-512", e);
        }
    }
}
