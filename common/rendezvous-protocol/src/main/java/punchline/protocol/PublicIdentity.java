package punchline.protocol;

import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A peer's P-256 public key, proven to be a point on the curve and in the only encoding that counts: an uncompressed
 * named-curve SubjectPublicKeyInfo (RFC 5480, section 2) of 91 bytes. One key so has one {@link PeerId}.
 */
public final class PublicIdentity {
    /** Length of the encoded key in bytes. */
    public static final int ENCODED_BYTES = 91;

    /** Everything that comes before the two coordinates. */
    private static final byte[] PREFIX =
            HexFormat.of().parseHex("3059301306072a8648ce3d020106082a8648ce3d03010703420004");

    private final byte[] encoded;
    private final ECPublicKey key;
    private final PeerId peerId;

    private PublicIdentity(byte[] encoded, ECPublicKey key) {
        this.encoded = encoded;
        this.key = key;
        this.peerId = PeerId.ofKey(encoded);
    }

    /**
     * Reads an encoded key.
     *
     * @throws IllegalArgumentException if it is in any other form or not a point of the curve
     */
    public static PublicIdentity decode(byte[] encoded) {
        if (encoded.length != ENCODED_BYTES || !Arrays.equals(encoded, 0, PREFIX.length, PREFIX, 0, PREFIX.length)) {
            throw new IllegalArgumentException("not an uncompressed P-256 public key");
        }
        try {
            // The provider checks that the point is on the curve.
            ECPublicKey key =
                    (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
            return new PublicIdentity(encoded.clone(), key);
        } catch (InvalidKeySpecException e) {
            throw new IllegalArgumentException("not a point of the P-256 curve", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has elliptic curves", e);
        }
    }

    /**
     * Takes a key of this platform.
     *
     * @throws IllegalArgumentException if it is not a P-256 key
     */
    public static PublicIdentity of(PublicKey key) {
        return decode(key.getEncoded());
    }

    public PeerId peerId() {
        return peerId;
    }

    public ECPublicKey key() {
        return key;
    }

    /** A copy of the 91 bytes. */
    public byte[] encoded() {
        return encoded.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PublicIdentity that && Arrays.equals(encoded, that.encoded);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encoded);
    }

    @Override
    public String toString() {
        return "PublicIdentity[" + peerId + "]";
    }
}
