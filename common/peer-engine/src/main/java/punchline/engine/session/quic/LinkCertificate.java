package punchline.engine.session.quic;

import java.math.BigInteger;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import punchline.engine.identity.Identity;

/** Mints the self-signed certificate that carries a peer's key into TLS. Only the key in it means anything. */
final class LinkCertificate {
    /** Nobody looks at the dates, so they need no clock: any past, and "no well-defined expiration" (RFC 5280, section 4.1.2.5). */
    private static final Date NOT_BEFORE = Date.from(Instant.parse("2000-01-01T00:00:00Z"));

    private static final Date NOT_AFTER = Date.from(Instant.parse("9999-12-31T23:59:59Z"));

    private static final X500Name NAME = new X500Name("CN=punchline");

    private LinkCertificate() {}

    static X509Certificate mint(Identity identity) {
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    NAME,
                    BigInteger.ONE,
                    NOT_BEFORE,
                    NOT_AFTER,
                    NAME,
                    identity.publicIdentity().key());
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(identity.privateKey());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (OperatorCreationException | CertificateException e) {
            throw new IllegalStateException("an identity can sign", e);
        }
    }
}
