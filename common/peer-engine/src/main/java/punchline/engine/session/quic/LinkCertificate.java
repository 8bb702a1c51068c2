package punchline.engine.session.quic;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import punchline.engine.identity.Identity;

/**
 * Mints the self-signed certificate that carries a peer's key into TLS: DER of X.509 (RFC 5280, section 4.1), put together by
 * hand, for all but the key is always the same. Only the key in it means anything.
 */
final class LinkCertificate {
    /** Tags of DER (X.690). */
    private static final int INTEGER = 0x02;

    private static final int BIT_STRING = 0x03;
    private static final int OBJECT_IDENTIFIER = 0x06;
    private static final int UTF8_STRING = 0x0c;
    private static final int UTC_TIME = 0x17;
    private static final int GENERALIZED_TIME = 0x18;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;

    /** Of the version, in the words of the RFC {@code [0] EXPLICIT}. */
    private static final int VERSION = 0xa0;

    private static final byte[] V3 = {2};
    private static final byte[] SERIAL_NUMBER = {1};

    /** 1.2.840.10045.4.3.2, ecdsa-with-SHA256 (RFC 5758, section 3.2). */
    private static final byte[] ECDSA_WITH_SHA256 = {0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x04, 0x03, 0x02};

    /** 2.5.4.3. */
    private static final byte[] COMMON_NAME = {0x55, 0x04, 0x03};

    private static final byte[] NAME = ascii("punchline");

    /** Nobody looks at the dates, so they need no clock: any past, and "no well-defined expiration" (section 4.1.2.5). */
    private static final byte[] NOT_BEFORE = ascii("000101000000Z");

    private static final byte[] NOT_AFTER = ascii("99991231235959Z");

    /** A length from here on takes bytes of its own, of which the first one tells how many follow. */
    private static final int LONG_LENGTH = 0x80;

    private static final int BYTE_BITS = 8;

    private LinkCertificate() {}

    static X509Certificate mint(Identity identity) {
        byte[] algorithm = der(SEQUENCE, der(OBJECT_IDENTIFIER, ECDSA_WITH_SHA256));
        byte[] name =
                der(SEQUENCE, der(SET, der(SEQUENCE, der(OBJECT_IDENTIFIER, COMMON_NAME), der(UTF8_STRING, NAME))));
        byte[] signed = der(
                SEQUENCE,
                der(VERSION, der(INTEGER, V3)),
                der(INTEGER, SERIAL_NUMBER),
                algorithm,
                name,
                der(SEQUENCE, der(UTC_TIME, NOT_BEFORE), der(GENERALIZED_TIME, NOT_AFTER)),
                name,
                identity.publicIdentity().key().getEncoded());
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(identity.privateKey());
            signature.update(signed);
            byte[] noUnusedBits = {0};
            byte[] whole = der(SEQUENCE, signed, algorithm, der(BIT_STRING, noUnusedBits, signature.sign()));
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an identity can sign", e);
        }
    }

    /** One value: its tag, its length in the fewest bytes, and its parts. */
    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        value.write(tag);
        int length = content.size();
        if (length < LONG_LENGTH) {
            value.write(length);
        } else {
            int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + BYTE_BITS - 1) / BYTE_BITS;
            value.write(LONG_LENGTH | bytes);
            for (int shift = (bytes - 1) * BYTE_BITS; shift >= 0; shift -= BYTE_BITS) {
                value.write(length >> shift);
            }
        }
        value.writeBytes(content.toByteArray());
        return value.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
