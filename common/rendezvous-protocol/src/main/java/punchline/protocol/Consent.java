package punchline.protocol;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;

/**
 * A peer's signed permission that one other peer, in one attempt, may probe random ports of its public address until it
 * expires. Without it nobody does, so that no server can aim peers at a third party.
 *
 * @param address the only address that may be probed: the signer's own, as servers observe it
 * @param expiresEpochSeconds by the signer's wall clock
 * @param signature over {@link #message}
 */
public record Consent(InetAddress address, long expiresEpochSeconds, IdentitySignature signature) {
    private static final String CONTEXT = "punchline random probing 1\n";

    public Consent {
        address = new Endpoint(address, 1).address();
        if (expiresEpochSeconds < 0) {
            throw new IllegalArgumentException("expiry is not negative");
        }
    }

    /** Gives permission to {@code prober} in the name of {@code self}. */
    public static Consent sign(
            IdentitySigner signer,
            PeerId self,
            PeerId prober,
            String attempt,
            InetAddress address,
            long expiresEpochSeconds) {
        InetAddress plain = new Endpoint(address, 1).address();
        return new Consent(
                plain, expiresEpochSeconds, signer.sign(message(self, prober, attempt, plain, expiresEpochSeconds)));
    }

    /** Whether {@code consenter} let {@code prober} probe {@link #address} in this attempt, and still does. */
    public boolean permits(PublicIdentity consenter, PeerId prober, String attempt, long nowEpochSeconds) {
        return nowEpochSeconds < expiresEpochSeconds
                && signature.verifies(
                        message(consenter.peerId(), prober, attempt, address, expiresEpochSeconds), consenter);
    }

    private static byte[] message(
            PeerId consenter, PeerId prober, String attempt, InetAddress address, long expiresEpochSeconds) {
        String text = CONTEXT
                + consenter
                + '\n'
                + prober
                + '\n'
                + attempt
                + '\n'
                + new Endpoint(address, 1).host()
                + '\n'
                + expiresEpochSeconds;
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
