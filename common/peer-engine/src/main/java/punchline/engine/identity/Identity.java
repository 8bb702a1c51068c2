package punchline.engine.identity;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import javax.crypto.KeyAgreement;
import punchline.protocol.PeerId;
import punchline.protocol.PublicIdentity;

/** A profile's P-256 key pair. */
public final class Identity {
    private final PrivateKey privateKey;
    private final PublicIdentity publicIdentity;

    /**
     * Takes a key pair.
     *
     * @throws IllegalArgumentException if it is not of the P-256 curve
     */
    public Identity(PrivateKey privateKey, PublicIdentity publicIdentity) {
        this.privateKey = privateKey;
        this.publicIdentity = publicIdentity;
    }

    /** Makes a new one. */
    public static Identity generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair pair = generator.generateKeyPair();
            return new Identity(pair.getPrivate(), PublicIdentity.of(pair.getPublic()));
        } catch (NoSuchAlgorithmException | InvalidAlgorithmParameterException e) {
            throw new IllegalStateException("every Java platform has P-256", e);
        }
    }

    public PeerId peerId() {
        return publicIdentity.peerId();
    }

    public PublicIdentity publicIdentity() {
        return publicIdentity;
    }

    public PrivateKey privateKey() {
        return privateKey;
    }

    /** The secret that only the two key holders can compute (ECDH, NIST SP 800-56A): 32 bytes. */
    public byte[] agree(PublicIdentity other) {
        try {
            KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(privateKey);
            agreement.doPhase(other.key(), true);
            return agreement.generateSecret();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("both keys are of the P-256 curve", e);
        }
    }
}
