package punchline.protocol;

import java.security.PrivateKey;

/** Signs as one identity. A port, because signing reads a random source, which protocol machines never do themselves. */
@FunctionalInterface
public interface IdentitySigner {
    IdentitySignature sign(byte[] message);

    /**
     * Signs with a P-256 private key; each call may throw {@link IllegalArgumentException} if it is another key.
     */
    static IdentitySigner of(PrivateKey key) {
        return message -> IdentitySignature.sign(message, key);
    }
}
