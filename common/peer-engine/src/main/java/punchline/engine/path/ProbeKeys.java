package punchline.engine.path;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import punchline.engine.identity.Identity;
import punchline.protocol.PeerId;
import punchline.protocol.PublicIdentity;

/** The two MAC keys between this peer and one other. Engine thread only. */
public final class ProbeKeys {
    private static final byte[] LABEL = "punchline probe 1".getBytes(StandardCharsets.US_ASCII);

    private static final int KEY_BYTES = 32;

    private final PeerId self;
    private final PeerId peer;
    private final Mac outgoing;
    private final Mac incoming;

    private ProbeKeys(PeerId self, PeerId peer, Mac outgoing, Mac incoming) {
        this.self = self;
        this.peer = peer;
        this.outgoing = outgoing;
        this.incoming = incoming;
    }

    /**
     * Derives the keys, at the cost of one ECDH (near half a millisecond): do it once per peer.
     *
     * @throws IllegalArgumentException if the peer is this peer, whose own probes would then verify as the other's
     */
    public static ProbeKeys derive(Identity self, PublicIdentity peer) {
        if (self.peerId().equals(peer.peerId())) {
            throw new IllegalArgumentException("a peer has no path to itself");
        }
        byte[] secret = self.agree(peer);
        try {
            return new ProbeKeys(
                    self.peerId(),
                    peer.peerId(),
                    mac(secret, self.peerId(), peer.peerId()),
                    mac(secret, peer.peerId(), self.peerId()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java 25 has HKDF-SHA256 and HmacSHA256", e);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static Mac mac(byte[] secret, PeerId sender, PeerId receiver) throws GeneralSecurityException {
        byte[] info = ByteBuffer.allocate(LABEL.length + 2 * PeerId.BYTES)
                .put(LABEL)
                .put(sender.bytes())
                .put(receiver.bytes())
                .array();
        SecretKey key = KDF.getInstance("HKDF-SHA256")
                .deriveKey(
                        "HmacSHA256",
                        HKDFParameterSpec.ofExtract().addIKM(secret).thenExpand(info, KEY_BYTES));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(key);
        return mac;
    }

    public PeerId self() {
        return self;
    }

    public PeerId peer() {
        return peer;
    }

    /** Writes the MAC of all before it to the end of a probe of this peer. */
    void seal(byte[] probe) {
        System.arraycopy(digest(outgoing, probe), 0, probe, Probe.MAC_OFFSET, Probe.MAC_BYTES);
    }

    /** Whether the other peer sealed this probe; takes the same time wherever the MACs differ. */
    boolean verify(byte[] probe) {
        byte[] expected = Arrays.copyOf(digest(incoming, probe), Probe.MAC_BYTES);
        return MessageDigest.isEqual(expected, Arrays.copyOfRange(probe, Probe.MAC_OFFSET, Probe.BYTES));
    }

    private static byte[] digest(Mac mac, byte[] probe) {
        mac.update(probe, 0, Probe.MAC_OFFSET);
        return mac.doFinal();
    }
}
