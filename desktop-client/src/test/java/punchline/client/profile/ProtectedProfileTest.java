package punchline.client.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import punchline.engine.identity.Identity;

/** An identity under a passphrase. */
class ProtectedProfileTest {
    @TempDir
    Path data;

    @Test
    void anIdentityOpensWithItsPassphraseOnly() throws Exception {
        try (ProfileDirectory profile = ProfileDirectory.open(data, "alice")) {
            Identity made = profile.identity(passphrase("correct horse"));
            assertThat(profile.isLocked()).isTrue();
            Path file = profile.path().resolve("identity.pem");
            assertThat(file).content().contains("BEGIN ENCRYPTED PRIVATE KEY").doesNotContain("BEGIN PRIVATE KEY");

            byte[] before = Files.readAllBytes(file);
            for (int i = 0; i < 10; i++) {
                Passphrase wrong = passphrase("wrong horse " + i);
                assertThatThrownBy(() -> profile.identity(wrong))
                        .isInstanceOf(WrongPassphraseException.class)
                        .hasMessageContaining("not the passphrase");
            }
            assertThatThrownBy(() -> profile.identity(null)).hasMessageContaining("needs its passphrase");
            assertThat(file).hasBinaryContent(before);
            assertThat(profile.identity(passphrase("correct horse")).privateKey())
                    .isEqualTo(made.privateKey());
        }
    }

    @Test
    void aPassphraseIsSetChangedAndTakenAway() throws Exception {
        try (ProfileDirectory profile = ProfileDirectory.open(data, "alice")) {
            Identity identity = profile.identity();
            assertThat(profile.isLocked()).isFalse();
            profile.protect(identity, passphrase("one"));
            profile.protect(profile.identity(passphrase("one")), passphrase("two"));
            assertThatThrownBy(() -> profile.identity(passphrase("one"))).isInstanceOf(WrongPassphraseException.class);
            profile.protect(profile.identity(passphrase("two")), null);
            assertThat(profile.isLocked()).isFalse();
            assertThat(profile.identity().privateKey()).isEqualTo(identity.privateKey());
        }
    }

    @Test
    void aDraftThatACrashLeftChangesNothing() throws Exception {
        try (ProfileDirectory profile = ProfileDirectory.open(data, "alice")) {
            Identity identity = profile.identity(passphrase("one"));
            Files.writeString(profile.path().resolve("identity.pem.new"), "half of a");
            assertThat(profile.identity(passphrase("one")).peerId()).isEqualTo(identity.peerId());
            profile.protect(identity, passphrase("two"));
            assertThat(profile.identity(passphrase("two")).peerId()).isEqualTo(identity.peerId());
        }
    }

    @Test
    void whatIsTypedComposedOrNotIsTheSame() throws Exception {
        try (ProfileDirectory profile = ProfileDirectory.open(data, "alice")) {
            Identity identity = profile.identity(passphrase("caf\u00e9"));
            assertThat(profile.identity(passphrase("cafe\u0301")).peerId()).isEqualTo(identity.peerId());
        }
    }

    @Test
    void openSslReadsIt() throws Exception {
        try (ProfileDirectory profile = ProfileDirectory.open(data, "alice")) {
            profile.identity(passphrase("correct horse"));
            Process openssl;
            try {
                openssl = new ProcessBuilder(
                                "openssl", "pkey", "-in", "identity.pem", "-passin", "pass:correct horse", "-pubout")
                        .directory(profile.path().toFile())
                        .redirectErrorStream(true)
                        .start();
            } catch (IOException e) {
                assumeTrue(false, "no openssl here");
                return;
            }
            String printed = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(openssl.waitFor(10, TimeUnit.SECONDS)).isTrue();
            String pem = Files.readString(profile.path().resolve("identity.pem"));
            assertThat(printed.replaceAll("\\s", ""))
                    .startsWith("-----BEGINPUBLICKEY")
                    .isSubstringOf(pem.replaceAll("\\s", ""));
        }
    }

    /** A file from elsewhere must not take all memory, nor a day. */
    @ParameterizedTest
    @CsvSource({
        "1073741824, 8, 1",
        "16384, 8388608, 1",
        "16384, 8, 1048576",
        "3, 8, 1",
        "1, 8, 1",
        "16777216, 16777215, 16777215"
    })
    void aFileThatAsksForTooMuchIsRefusedAtOnce(int cost, int block, int parallelization) throws Exception {
        ScryptParams scrypt = new ScryptParams(new byte[16], cost, block, parallelization, 32);
        byte[] encoded = new EncryptedPrivateKeyInfo(
                        new AlgorithmIdentifier(
                                PKCSObjectIdentifiers.id_PBES2,
                                new PBES2Parameters(
                                        new KeyDerivationFunc(MiscObjectIdentifiers.id_scrypt, scrypt),
                                        new EncryptionScheme(
                                                NISTObjectIdentifiers.id_aes256_CBC,
                                                new DEROctetString(new byte[16])))),
                        new byte[160])
                .getEncoded();
        assertThatThrownBy(() -> ProtectedKey.decrypt(encoded, passphrase("x")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDamagedKeyIsToldAndLeftAlone() throws Exception {
        try (ProfileDirectory profile = ProfileDirectory.open(data, "alice")) {
            profile.identity(passphrase("one"));
            Path file = profile.path().resolve("identity.pem");
            String text = Files.readString(file).replaceFirst("-----\n.{64}\n", "-----\n" + "A".repeat(64) + "\n");
            Files.writeString(file, text);
            assertThatThrownBy(() -> profile.identity(passphrase("one")))
                    .isInstanceOf(ProfileException.class)
                    .hasMessageContaining("is damaged");
            assertThat(file).hasContent(text);
        }
    }

    @Test
    void aPassphraseIsTheFirstLineAndNotAByteMoreIsRead() throws Exception {
        ByteArrayInputStream in = new ByteArrayInputStream("gr\u00fcn\r\nnext".getBytes(StandardCharsets.UTF_8));
        try (Passphrase read = Passphrase.firstLine(in)) {
            assertThat(read.bytes()).isEqualTo("gr\u00fcn".getBytes(StandardCharsets.UTF_8));
            assertThat(read).hasToString("a passphrase");
        }
        assertThat(in.readAllBytes()).isEqualTo("next".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> Passphrase.firstLine(new ByteArrayInputStream(new byte[2000])))
                .hasMessageContaining("at most");
        assertThatThrownBy(() -> Passphrase.firstLine(new ByteArrayInputStream(new byte[] {(byte) 0xff, '\n'})))
                .hasMessageContaining("UTF-8");
    }

    @Test
    void aClosedPassphraseIsWiped() {
        char[] characters = "secret".toCharArray();
        Passphrase.of(characters).close();
        assertThat(characters).containsOnly('\0');
    }

    private static Passphrase passphrase(String text) {
        return Passphrase.of(text.toCharArray());
    }
}
