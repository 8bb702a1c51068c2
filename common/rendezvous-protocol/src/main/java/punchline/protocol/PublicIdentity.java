package punchline.protocol;

import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

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

    /** Length of what {@link #coordinates} gives. */
    public static final int COORDINATE_BYTES = ENCODED_BYTES - PREFIX.length;

    private final byte[] encoded;
    private final PeerId peerId;
    /** Null until it is asked for. */
    private volatile @Nullable ECPublicKey key;

    private PublicIdentity(byte[] encoded, PeerId peerId, @Nullable ECPublicKey key) {
        this.encoded = encoded;
        this.peerId = peerId;
        this.key = key;
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
        return new PublicIdentity(encoded.clone(), PeerId.ofKey(encoded), point(encoded));
    }

    /**
     * Takes back what {@link #coordinates} and {@link #peerId} gave, in a hundredth of the time of {@link #decode}: that the one is a point of
     * the curve is not proven again before {@link #key} is asked for, and that the other belongs to it is believed.
     *
     * @throws IllegalArgumentException if there are not exactly {@link #COORDINATE_BYTES}
     */
    public static PublicIdentity ofCoordinates(byte[] coordinates, PeerId peerId) {
        if (coordinates.length != COORDINATE_BYTES) {
            throw new IllegalArgumentException("a point has " + COORDINATE_BYTES + " bytes, not " + coordinates.length);
        }
        byte[] encoded = Arrays.copyOf(PREFIX, ENCODED_BYTES);
        System.arraycopy(coordinates, 0, encoded, PREFIX.length, COORDINATE_BYTES);
        return new PublicIdentity(encoded, peerId, null);
    }

    private static ECPublicKey point(byte[] encoded) {
        try {
            // The provider checks that the point is on the curve.
            return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
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

    /** The key of this platform. */
    public ECPublicKey key() {
        ECPublicKey known = key;
        if (known == null) {
            known = point(encoded);
            key = known;
        }
        return known;
    }

    /** The two coordinates of the point: the key without what all keys begin with. */
    public byte[] coordinates() {
        return Arrays.copyOfRange(encoded, PREFIX.length, ENCODED_BYTES);
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
