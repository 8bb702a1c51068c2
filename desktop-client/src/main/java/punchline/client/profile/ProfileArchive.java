package punchline.client.profile;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.bouncycastle.bcpg.BCPGInputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.S2K;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.bcpg.SymmetricKeyEncSessionPacket;
import org.bouncycastle.openpgp.PGPEncryptedDataGenerator;
import org.bouncycastle.openpgp.PGPEncryptedDataList;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPLiteralDataGenerator;
import org.bouncycastle.openpgp.PGPPBEEncryptedData;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcPBEDataDecryptorFactory;
import org.bouncycastle.openpgp.operator.bc.BcPBEKeyEncryptionMethodGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPDataEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.jspecify.annotations.Nullable;
import punchline.engine.Reason;
import punchline.engine.identity.Identity;

/**
 * A whole profile in one file, under a passphrase: an OpenPGP message (RFC 9580) encrypted symmetrically, in it a zip archive with
 * {@code identity.pem} in plain and other files by their names. {@code gpg -d} opens it too.
 */
public final class ProfileArchive {
    private static final String IDENTITY = "identity.pem";

    /** The most that RFC 9580, section 3.7.1.3 can say: 65 million bytes are hashed for each guess. */
    private static final int S2K_COUNT = 0xff;

    private static final int BUFFER_BYTES = 1 << 16;

    /** More than a profile has, in versions to come too. */
    private static final int MAX_ENTRIES = 64;

    private static final int MAX_IDENTITY_BYTES = 16 * 1024;

    /** The header of a message that a passphrase opens has fewer bytes. */
    private static final int MAX_HEADER_BYTES = 256;

    /** What comes out is hardly larger than what went in, since the messages, the bulk of it, are encrypted before. */
    private static final int MAX_GROWTH = 4;

    private static final long GROWTH_SLACK_BYTES = 1 << 20;

    private ProfileArchive() {}

    /**
     * Writes one.
     *
     * @param target a file that is not there yet
     * @param files  by their names
     */
    public static void write(Path target, Passphrase passphrase, Identity identity, Map<String, Path> files)
            throws ProfileException {
        if (Files.exists(target)) {
            throw new ProfileException(Reason.of(ProfileTrouble.FILE_EXISTS, "file", target), null);
        }
        Path draft = target.resolveSibling(target.getFileName() + ".new");
        char[] secret = passphrase.characters();
        try {
            Files.deleteIfExists(draft);
            PrivateFiles.createFile(draft);
            try (FileOutputStream file = new FileOutputStream(draft.toFile())) {
                OutputStream buffered = new BufferedOutputStream(file, BUFFER_BYTES);
                encrypt(buffered, secret, identity, files);
                buffered.flush();
                file.getChannel().force(true);
            }
            Files.move(draft, target);
        } catch (IOException | PGPException e) {
            try {
                Files.deleteIfExists(draft);
            } catch (IOException again) {
                e.addSuppressed(again);
            }
            throw new ProfileException(
                    Reason.of(ProfileTrouble.NOT_WRITTEN, "file", target, "words", e.getMessage()), e);
        } finally {
            Arrays.fill(secret, '\0');
        }
    }

    private static void encrypt(OutputStream out, char[] secret, Identity identity, Map<String, Path> files)
            throws IOException, PGPException {
        SecureRandom random = new SecureRandom();
        PGPEncryptedDataGenerator generator =
                new PGPEncryptedDataGenerator(new BcPGPDataEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256)
                        .setWithIntegrityPacket(true)
                        .setSecureRandom(random));
        generator.addMethod(new BcPBEKeyEncryptionMethodGenerator(
                        secret, new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA256), S2K_COUNT)
                .setSecureRandom(random));
        try (OutputStream encrypted = generator.open(out, new byte[BUFFER_BYTES]);
                OutputStream literal = new PGPLiteralDataGenerator()
                        .open(
                                encrypted,
                                PGPLiteralData.BINARY,
                                "profile.zip",
                                Date.from(Instant.EPOCH),
                                new byte[BUFFER_BYTES]);
                ZipOutputStream zip = new ZipOutputStream(new Unclosed(literal))) {
            zip.putNextEntry(new ZipEntry(IDENTITY));
            zip.write(IdentityFile.encode(identity, null).getBytes(StandardCharsets.US_ASCII));
            zip.closeEntry();
            for (Map.Entry<String, Path> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                Files.copy(file.getValue(), zip);
                zip.closeEntry();
            }
        }
    }

    /**
     * Reads one into a directory that nothing else uses. Nothing of it is to be used before this returns, since only the end of
     * the file tells that it is whole.
     *
     * @param into  gets each entry whose name is a key, under the name that is its value; others are passed over
     * @return the identity, which is not written anywhere
     * @throws WrongPassphraseException if it is another, or the file begins with damage
     */
    public static Identity read(Path source, Passphrase passphrase, Map<String, Path> into) throws ProfileException {
        char[] secret = passphrase.characters();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(source), BUFFER_BYTES)) {
            PGPPBEEncryptedData encrypted = open(in);
            InputStream decrypted;
            try {
                decrypted = encrypted.getDataStream(
                        new BcPBEDataDecryptorFactory(secret, new BcPGPDigestCalculatorProvider()));
            } catch (PGPException e) {
                throw new WrongPassphraseException(Reason.of(ProfileTrouble.WRONG_PASSPHRASE, "what", source));
            }
            if (!(new BcPGPObjectFactory(decrypted).nextObject() instanceof PGPLiteralData literal)) {
                throw new WrongPassphraseException(Reason.of(ProfileTrouble.WRONG_PASSPHRASE, "what", source));
            }
            long bound = Files.size(source) * MAX_GROWTH + GROWTH_SLACK_BYTES;
            byte[] pem = unpack(literal.getInputStream(), into, bound);
            if (!encrypted.verify()) {
                throw damaged(source, null);
            }
            return IdentityFile.parse(new String(pem, StandardCharsets.ISO_8859_1), source, null);
        } catch (PGPException | IllegalArgumentException | IllegalStateException e) {
            throw damaged(source, e);
        } catch (IOException e) {
            throw e instanceof NoSuchFileException
                    ? new ProfileException(Reason.of(ProfileTrouble.NO_FILE, "file", source), e)
                    : damaged(source, e);
        } finally {
            Arrays.fill(secret, '\0');
        }
    }

    private static PGPPBEEncryptedData open(InputStream in) throws IOException {
        in.mark(MAX_HEADER_BYTES);
        byte[] header = in.readNBytes(MAX_HEADER_BYTES);
        in.reset();
        // A hostile header could ask for a derivation that takes all memory, so its kind is looked at before it is run.
        if (!(new BCPGInputStream(new ByteArrayInputStream(header)).readPacket()
                        instanceof SymmetricKeyEncSessionPacket packet)
                || packet.getS2K().getType() != S2K.SALTED_AND_ITERATED) {
            throw new IOException("not what this program writes");
        }
        if (!(new BcPGPObjectFactory(in).nextObject() instanceof PGPEncryptedDataList list)
                || list.size() != 1
                || !(list.get(0) instanceof PGPPBEEncryptedData encrypted)
                || !encrypted.isIntegrityProtected()) {
            throw new IOException("not what this program writes");
        }
        return encrypted;
    }

    private static byte[] unpack(InputStream in, Map<String, Path> into, long bound) throws IOException {
        byte[] identity = {};
        ZipInputStream zip = new ZipInputStream(in);
        long left = bound;
        int count = 0;
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (++count > MAX_ENTRIES) {
                throw new IOException("too many entries");
            }
            Path target = into.get(entry.getName());
            if (entry.getName().equals(IDENTITY)) {
                ByteArrayOutputStream content = new ByteArrayOutputStream();
                copy(zip, content, MAX_IDENTITY_BYTES);
                identity = content.toByteArray();
            } else if (target == null) {
                left -= copy(zip, OutputStream.nullOutputStream(), left);
            } else {
                PrivateFiles.createFile(target);
                try (FileOutputStream file = new FileOutputStream(target.toFile())) {
                    left -= copy(zip, file, left);
                    file.getChannel().force(true);
                }
            }
        }
        // To the end, which is where its authenticity stands.
        in.transferTo(OutputStream.nullOutputStream());
        return identity;
    }

    private static long copy(InputStream in, OutputStream out, long most) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long copied = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            copied += read;
            if (copied > most) {
                throw new IOException("an entry is too large");
            }
            out.write(buffer, 0, read);
        }
        return copied;
    }

    private static ProfileException damaged(Path source, @Nullable Throwable cause) {
        return new ProfileException(Reason.of(ProfileTrouble.ARCHIVE_DAMAGED, "file", source), cause);
    }

    /** A zip archive ends before what is around it does. */
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
