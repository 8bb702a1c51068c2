package punchline.engine.session.quic;

import io.netty.handler.codec.quic.QuicSslContext;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.handler.ssl.ClientAuth;
import java.security.cert.X509Certificate;
import punchline.engine.identity.Identity;

/**
 * What one side of all its links proves, and whom it lets in, for both roles. To make the first one loads QUIC's native library and
 * much of the cryptography, which is a good part of a program's start; so it may be made on any thread, while others do the rest.
 */
public final class LinkTls {
    /** Both sides must speak it (RFC 7301); another meaning of the stream's bytes gets another name. */
    private static final String PROTOCOL = "punchline/1";

    private final QuicSslContext dialling;
    private final QuicSslContext dialled;

    private LinkTls(QuicSslContext dialling, QuicSslContext dialled) {
        this.dialling = dialling;
        this.dialled = dialled;
    }

    /** Of that identity's key. */
    public static LinkTls of(Identity self) {
        X509Certificate certificate = LinkCertificate.mint(self);
        PeerKeyTrust trust = new PeerKeyTrust();
        return new LinkTls(
                QuicSslContextBuilder.forClient()
                        .keyManager(self.privateKey(), null, certificate)
                        .trustManager(trust)
                        // There is no host name to check; the key is checked.
                        .endpointIdentificationAlgorithm("")
                        .applicationProtocols(PROTOCOL)
                        .build(),
                QuicSslContextBuilder.forServer(self.privateKey(), null, certificate)
                        .trustManager(trust)
                        .clientAuth(ClientAuth.REQUIRE)
                        .applicationProtocols(PROTOCOL)
                        .build());
    }

    QuicSslContext dialling() {
        return dialling;
    }

    QuicSslContext dialled() {
        return dialled;
    }
}
