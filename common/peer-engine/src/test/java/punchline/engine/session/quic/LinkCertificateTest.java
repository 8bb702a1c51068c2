package punchline.engine.session.quic;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import punchline.engine.identity.Identity;

class LinkCertificateTest {
    private final Identity identity = Identity.generate(new SecureRandom());
    private final X509Certificate minted = LinkCertificate.mint(identity);

    @Test
    void aCertificateCarriesTheKeyAndIsSignedByIt() throws GeneralSecurityException {
        minted.verify(identity.publicIdentity().key());

        assertThat(minted.getPublicKey()).isEqualTo(identity.publicIdentity().key());
    }

    @Test
    void whatIsSignedIsByteForByteWhatALibraryOfCertificatesMakes()
            throws GeneralSecurityException, OperatorCreationException {
        X500Name name = new X500Name("CN=punchline");
        var builder = new JcaX509v3CertificateBuilder(
                name,
                BigInteger.ONE,
                Date.from(Instant.parse("2000-01-01T00:00:00Z")),
                Date.from(Instant.parse("9999-12-31T23:59:59Z")),
                name,
                identity.publicIdentity().key());
        X509Certificate expected = new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(identity.privateKey())));

        assertThat(minted.getTBSCertificate()).isEqualTo(expected.getTBSCertificate());
        assertThat(minted.getSigAlgOID()).isEqualTo(expected.getSigAlgOID());
    }
}
