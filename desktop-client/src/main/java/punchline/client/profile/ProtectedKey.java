package punchline.client.profile;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.generators.SCrypt;

/**
 * A private key under a passphrase: EncryptedPrivateKeyInfo (RFC 5958, section 3) by PBES2 (RFC 8018, section 6.2) with scrypt
 * (RFC 7914, section 7) and AES-256-CBC.
 */
final class ProtectedKey {
    /**
     * 16 MiB, as much as OpenSSL reads without being told to, and five times over, which OWASP ("Password Storage Cheat
     * Sheet") gives as one of the least that withstand; a quarter of a second on a small machine.
     */
    private static final int COST = 1 << 14;

    private static final int BLOCK_SIZE = 8;
    private static final int PARALLELIZATION = 5;

    /** A file may ask for this much, 128 times cost and block size, and no more. */
    private static final long MAX_MEMORY_BYTES = 256L << 20;

    /** The same times the parallelization, which is work. */
    private static final long MAX_WORK_BYTES = 2L << 30;

    private static final int MAX_SALT_BYTES = 64;
    private static final int SALT_BYTES = 16;
    private static final int KEY_BYTES = 32;
    private static final int IV_BYTES = 16;
    private static final String CIPHER = "AES/CBC/PKCS5Padding";

    private ProtectedKey() {}

    static byte[] encrypt(byte[] privateKey, Passphrase passphrase, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        byte[] iv = new byte[IV_BYTES];
        random.nextBytes(iv);
        ScryptParams scrypt = new ScryptParams(salt, COST, BLOCK_SIZE, PARALLELIZATION, KEY_BYTES);
        try {
            byte[] encrypted = run(Cipher.ENCRYPT_MODE, scrypt, iv, passphrase, privateKey);
            PBES2Parameters parameters = new PBES2Parameters(
                    new KeyDerivationFunc(MiscObjectIdentifiers.id_scrypt, scrypt),
                    new EncryptionScheme(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(iv)));
            return new EncryptedPrivateKeyInfo(
                            new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2, parameters), encrypted)
                    .getEncoded();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("every Java platform has AES-256-CBC", e);
        }
    }

    /**
     * The key again, to be wiped by the caller; empty if the passphrase is another. One in some hundred wrong passphrases gives
     * bytes that are no key.
     *
     * @throws IllegalArgumentException if it is not protected in the way above, or asks for too much memory or time
     */
    static byte[] decrypt(byte[] encoded, Passphrase passphrase) throws GeneralSecurityException {
        EncryptedPrivateKeyInfo info = EncryptedPrivateKeyInfo.getInstance(encoded);
        AlgorithmIdentifier algorithm = info.getEncryptionAlgorithm();
        if (!PKCSObjectIdentifiers.id_PBES2.equals(algorithm.getAlgorithm())) {
            throw new IllegalArgumentException("not PBES2");
        }
        PBES2Parameters parameters = PBES2Parameters.getInstance(algorithm.getParameters());
        KeyDerivationFunc derivation = parameters.getKeyDerivationFunc();
        EncryptionScheme encryption = parameters.getEncryptionScheme();
        if (!MiscObjectIdentifiers.id_scrypt.equals(derivation.getAlgorithm())
                || !NISTObjectIdentifiers.id_aes256_CBC.equals(encryption.getAlgorithm())) {
            throw new IllegalArgumentException("not scrypt and AES-256-CBC");
        }
        ScryptParams scrypt = ScryptParams.getInstance(derivation.getParameters());
        check(scrypt);
        byte[] iv = ASN1OctetString.getInstance(encryption.getParameters()).getOctets();
        try {
            return run(Cipher.DECRYPT_MODE, scrypt, iv, passphrase, info.getEncryptedData());
        } catch (BadPaddingException e) {
            return new byte[0];
        }
    }

    private static void check(ScryptParams scrypt) {
        long cost = bounded(scrypt.getCostParameter());
        long block = bounded(scrypt.getBlockSize());
        long parallelization = bounded(scrypt.getParallelizationParameter());
        BigInteger length = scrypt.getKeyLength();
        boolean bearable = Long.bitCount(cost) == 1
                && cost > 1
                && 128 * cost * block <= MAX_MEMORY_BYTES
                && 128 * cost * block * parallelization <= MAX_WORK_BYTES
                && scrypt.getSalt().length <= MAX_SALT_BYTES
                && (length == null || length.equals(BigInteger.valueOf(KEY_BYTES)));
        if (!bearable) {
            throw new IllegalArgumentException("asks for more memory or time than a key is worth");
        }
    }

    /** Small enough that products of three do not overflow. */
    private static long bounded(BigInteger number) {
        if (number.signum() <= 0 || number.bitLength() > 24) {
            throw new IllegalArgumentException("no sensible number: " + number.bitLength() + " bits");
        }
        return number.longValueExact();
    }

    private static byte[] run(int mode, ScryptParams scrypt, byte[] iv, Passphrase passphrase, byte[] content)
            throws GeneralSecurityException {
        byte[] secret = passphrase.bytes();
        byte[] key = SCrypt.generate(
                secret,
                scrypt.getSalt(),
                scrypt.getCostParameter().intValueExact(),
                scrypt.getBlockSize().intValueExact(),
                scrypt.getParallelizationParameter().intValueExact(),
                KEY_BYTES);
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
            return cipher.doFinal(content);
        } finally {
            Arrays.fill(secret, (byte) 0);
            Arrays.fill(key, (byte) 0);
        }
    }
}
