package punchline.benchmark.server;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.util.HexFormat;
import java.util.List;
import punchline.protocol.Endpoint;
import punchline.protocol.IdentitySignature;
import punchline.protocol.NatClass;
import punchline.protocol.PublicIdentity;
import punchline.protocol.Registration;
import punchline.protocol.RendezvousRequest.Register;
import punchline.protocol.Token;

/**
 * As many identities as one likes, at a hundredth of the usual price: number n has the private key n + 1, so that each public key is one addition of
 * points behind the last, and all signatures share a nonce. Good for nothing but to keep a server busy, which cannot tell.
 */
final class Crowd {
    /** Of a SubjectPublicKeyInfo, before the coordinates: {@link PublicIdentity}. */
    private static final byte[] KEY_PREFIX =
            HexFormat.of().parseHex("3059301306072a8648ce3d020106082a8648ce3d03010703420004");

    private static final int COORDINATE_BYTES = 32;

    private final ECParameterSpec curve;
    private final BigInteger prime;
    private final BigInteger order;
    private final BigInteger r;
    private final BigInteger inverseNonce;
    private ECPoint last;
    private int made;

    Crowd() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            // Any pair will do: its private key is the nonce, and the nonce's point gives r.
            KeyPair nonce = generator.generateKeyPair();
            curve = ((ECPublicKey) nonce.getPublic()).getParams();
            prime = ((ECFieldFp) curve.getCurve().getField()).getP();
            order = curve.getOrder();
            r = ((ECPublicKey) nonce.getPublic()).getW().getAffineX().mod(order);
            inverseNonce = ((ECPrivateKey) nonce.getPrivate()).getS().modInverse(order);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has P-256", e);
        }
        last = curve.getGenerator();
    }

    /** One of the crowd: its key's number, and the key. */
    record Member(int number, PublicIdentity key) {}

    /** The next identity. */
    Member next() {
        Member member = new Member(made, PublicIdentity.decode(encoded(last)));
        made++;
        last = made == 1 ? twice(last) : sum(last, curve.getGenerator());
        return member;
    }

    /** A registration of about 300 bytes, signed for that cookie. */
    Register register(String ref, Token cookie, Member member) {
        List<Endpoint> hosts = List.of(Endpoint.parse("192.168.178.21:50001"), Endpoint.parse("[2001:db8::17]:50001"));
        Registration registration =
                new Registration(member.key(), "Peer " + member.number(), hosts, NatClass.UNKNOWN, true);
        BigInteger secret = BigInteger.valueOf(member.number() + 1L);
        return Register.sign(ref, cookie, registration, message -> sign(message, secret));
    }

    /** ECDSA (FIPS 186-5, section 6.4.1). */
    private IdentitySignature sign(byte[] message, BigInteger secret) {
        try {
            BigInteger hash =
                    new BigInteger(1, MessageDigest.getInstance("SHA-256").digest(message));
            BigInteger s = inverseNonce.multiply(hash.add(r.multiply(secret))).mod(order);
            ByteBuffer signature = ByteBuffer.allocate(IdentitySignature.BYTES);
            signature.put(coordinate(r)).put(coordinate(s));
            return IdentitySignature.ofBytes(signature.array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static byte[] encoded(ECPoint point) {
        return ByteBuffer.allocate(PublicIdentity.ENCODED_BYTES)
                .put(KEY_PREFIX)
                .put(coordinate(point.getAffineX()))
                .put(coordinate(point.getAffineY()))
                .array();
    }

    private static byte[] coordinate(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int surplus = bytes.length - COORDINATE_BYTES;
        byte[] fixed = new byte[COORDINATE_BYTES];
        System.arraycopy(
                bytes, Math.max(0, surplus), fixed, Math.max(0, -surplus), Math.min(bytes.length, COORDINATE_BYTES));
        return fixed;
    }

    private ECPoint twice(ECPoint point) {
        BigInteger x = point.getAffineX();
        BigInteger rise = x.multiply(x)
                .multiply(BigInteger.valueOf(3))
                .add(curve.getCurve().getA());
        return along(rise, point.getAffineY().shiftLeft(1), point, point);
    }

    private ECPoint sum(ECPoint one, ECPoint other) {
        return along(
                other.getAffineY().subtract(one.getAffineY()),
                other.getAffineX().subtract(one.getAffineX()),
                one,
                other);
    }

    /** The third point of the line with that slope through two, mirrored. */
    private ECPoint along(BigInteger rise, BigInteger run, ECPoint one, ECPoint other) {
        BigInteger slope = rise.multiply(run.modInverse(prime)).mod(prime);
        BigInteger x = slope.multiply(slope)
                .subtract(one.getAffineX())
                .subtract(other.getAffineX())
                .mod(prime);
        BigInteger y = slope.multiply(one.getAffineX().subtract(x))
                .subtract(one.getAffineY())
                .mod(prime);
        return new ECPoint(x, y);
    }
}
