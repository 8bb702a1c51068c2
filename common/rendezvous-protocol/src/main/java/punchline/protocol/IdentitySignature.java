package punchline.protocol;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Arrays;
import java.util.Base64;

/**
 * An ECDSA signature with P-256 and SHA-256 in the fixed form of 64 bytes, r then s (IEEE P1363). Text is 86 characters
 * of base64url.
 */
public final class IdentitySignature {
    public static final int BYTES = 64;

    /** The fixed-length form, as in JSON Web Signatures (RFC 7518, section 3.4). */
    static final String ALGORITHM = "SHA256withECDSAinP1363Format";

    private static final int TEXT_LENGTH = 86;

    private final byte[] rs;

    private IdentitySignature(byte[] rs) {
        this.rs = rs;
    }

    /**
     * Takes 64 bytes.
     *
     * @throws IllegalArgumentException if there are not exactly 64
     */
    public static IdentitySignature ofBytes(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a signature has " + BYTES + " bytes, not " + bytes.length);
        }
        return new IdentitySignature(bytes.clone());
    }

    /**
     * Reads {@link #text()}.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static IdentitySignature parse(String text) {
        if (text.length() != TEXT_LENGTH) {
            throw new IllegalArgumentException("a signature has " + TEXT_LENGTH + " characters");
        }
        return new IdentitySignature(Base64.getUrlDecoder().decode(text));
    }

    /** Whether the owner of the key signed exactly these bytes. Costs 0.4 to 0.8 ms: rate-limit before. */
    public boolean verifies(byte[] message, PublicIdentity signer) {
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(signer.key());
            verifier.update(message);
            return verifier.verify(rs);
        } catch (SignatureException e) {
            // Numbers out of range: as wrong as any other wrong signature.
            return false;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform verifies P-256", e);
        }
    }

    static IdentitySignature sign(byte[] message, java.security.PrivateKey key) {
        try {
            Signature signer = Signature.getInstance(ALGORITHM);
            signer.initSign(key);
            signer.update(message);
            return new IdentitySignature(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not a P-256 private key", e);
        }
    }

    /** A copy of the 64 bytes. */
    public byte[] bytes() {
        return rs.clone();
    }

    public String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(rs);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IdentitySignature that && Arrays.equals(rs, that.rs);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(rs);
    }

    @Override
    public String toString() {
        return text();
    }
}
