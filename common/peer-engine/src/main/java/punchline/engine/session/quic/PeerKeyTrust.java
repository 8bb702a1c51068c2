package punchline.engine.session.quic;

import java.net.Socket;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509ExtendedTrustManager;
import punchline.protocol.PeerId;
import punchline.protocol.PublicIdentity;

/**
 * Trusts exactly one key per connection: the one that hashes to the peer expected there. Dates, names and issuers mean
 * nothing; that the other side holds the key is TLS's own proof.
 */
final class PeerKeyTrust extends X509ExtendedTrustManager {
    private static final String EXPECTED = "punchline.expected";
    private static final String REFUSED = "punchline.refused";

    /** Says whom a connection must lead to, before its handshake. */
    static void expect(SSLEngine engine, PeerId peer) {
        engine.getSession().putValue(EXPECTED, peer);
    }

    /** Whether the handshake ended because of the other side's key. */
    static boolean hasRefused(SSLEngine engine) {
        return engine.getSession().getValue(REFUSED) != null;
    }

    /** Whether the other side of a finished handshake is that peer, by the certificate in the connection's own session. */
    static boolean isProven(SSLEngine engine, PeerId peer) {
        try {
            Certificate[] chain = engine.getSession().getPeerCertificates();
            return chain.length > 0 && peer.equals(ownerOf(chain[0]));
        } catch (SSLPeerUnverifiedException | IllegalArgumentException e) {
            return false;
        }
    }

    private static PeerId ownerOf(Certificate certificate) {
        return PublicIdentity.of(certificate.getPublicKey()).peerId();
    }

    private static void judge(X509Certificate[] chain, SSLEngine engine) throws CertificateException {
        SSLSession session = engine.getSession();
        try {
            if (chain.length > 0
                    && session.getValue(EXPECTED) instanceof PeerId expected
                    && expected.equals(ownerOf(chain[0]))) {
                return;
            }
        } catch (IllegalArgumentException e) {
            session.putValue(REFUSED, REFUSED);
            throw new CertificateException("not a peer's key", e);
        }
        session.putValue(REFUSED, REFUSED);
        throw new CertificateException("not the expected peer's key");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        judge(chain, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        judge(chain, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("no connection to judge by");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("no connection to judge by");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("no connection to judge by");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("no connection to judge by");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
