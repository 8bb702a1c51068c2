package punchline.client.profile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import punchline.engine.Reason;
import punchline.engine.identity.Identity;
import punchline.protocol.PublicIdentity;

/**
 * An identity in PEM (RFC 7468): the private key in PKCS #8, under a passphrase or not, then the public key, which the
 * platform cannot derive from it. Other tools read all of them.
 */
final class IdentityFile {
    /** Both blocks have about 500 bytes; whatever is longer is something else. */
    private static final int MAX_BYTES = 16 * 1024;

    private static final String PRIVATE = "PRIVATE KEY";
    private static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";
    private static final byte[] CHALLENGE = "punchline identity file".getBytes(StandardCharsets.US_ASCII);

    private IdentityFile() {}

    /** Makes a new identity and writes it. */
    static Identity create(Path file, @Nullable Passphrase passphrase) throws ProfileException {
        Identity identity = Identity.generate(new SecureRandom());
        write(file, identity, passphrase);
        return identity;
    }

    /** Writes it in place of what is there, so that a crash leaves the one or the other. */
    static void write(Path file, Identity identity, @Nullable Passphrase passphrase) throws ProfileException {
        String text = encode(identity, passphrase);
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(draft);
            PrivateFiles.createFile(draft);
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ProfileException(
                    Reason.of(ProfileTrouble.IDENTITY_NOT_WRITTEN, "file", file, "words", e.getMessage()), e);
        }
    }

    static String encode(Identity identity, @Nullable Passphrase passphrase) {
        byte[] key = identity.privateKey().getEncoded();
        String text = (passphrase == null
                        ? block(PRIVATE, key)
                        : block(ENCRYPTED, ProtectedKey.encrypt(key, passphrase, new SecureRandom())))
                + block(PUBLIC, identity.publicIdentity().encoded());
        Arrays.fill(key, (byte) 0);
        return text;
    }

    /** Whether it takes a passphrase to read it. */
    static boolean isLocked(Path file) throws ProfileException {
        return find(text(file), ENCRYPTED).isPresent();
    }

    /**
     * Reads it.
     *
     * @param passphrase null unless it is locked
     */
    static Identity read(Path file, @Nullable Passphrase passphrase) throws ProfileException {
        return parse(text(file), file, passphrase);
    }

    /** Reads what was in that file, which is named where something is wrong with it. */
    static Identity parse(String text, Path file, @Nullable Passphrase passphrase) throws ProfileException {
        try {
            Optional<byte[]> encrypted = find(text, ENCRYPTED);
            byte[] encoded;
            if (encrypted.isPresent()) {
                if (passphrase == null) {
                    throw new ProfileException(Reason.of(ProfileTrouble.IDENTITY_LOCKED, "file", file), null);
                }
                encoded = ProtectedKey.decrypt(encrypted.get(), passphrase);
            } else {
                encoded = find(text, PRIVATE).orElseThrow(() -> new IllegalArgumentException("no " + PRIVATE));
            }
            PublicIdentity publicIdentity = PublicIdentity.decode(
                    find(text, PUBLIC).orElseThrow(() -> new IllegalArgumentException("no " + PUBLIC)));
            try {
                PrivateKey privateKey = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
                if (!belongTogether(privateKey, publicIdentity)) {
                    throw damaged(file, null);
                }
                return new Identity(privateKey, publicIdentity);
            } catch (InvalidKeySpecException e) {
                if (encrypted.isPresent()) {
                    throw new WrongPassphraseException(
                            Reason.of(ProfileTrouble.WRONG_PROFILE_PASSPHRASE, "directory", file.getParent()));
                }
                throw e;
            } finally {
                Arrays.fill(encoded, (byte) 0);
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw damaged(file, e);
        }
    }

    private static String text(Path file) throws ProfileException {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw damaged(file, null);
            }
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new ProfileException(
                    Reason.of(ProfileTrouble.IDENTITY_UNREADABLE, "file", file, "words", e.getMessage()), e);
        }
    }

    private static boolean belongTogether(PrivateKey privateKey, PublicIdentity publicIdentity)
            throws GeneralSecurityException {
        Signature signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(privateKey);
        signer.update(CHALLENGE);
        byte[] signature = signer.sign();
        signer.initVerify(publicIdentity.key());
        signer.update(CHALLENGE);
        return signer.verify(signature);
    }

    private static ProfileException damaged(Path file, @Nullable Throwable cause) {
        return new ProfileException(Reason.of(ProfileTrouble.IDENTITY_DAMAGED, "file", file), cause);
    }

    private static String block(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
                + "\n-----END " + label + "-----\n";
    }

    private static Optional<byte[]> find(String text, String label) {
        Matcher matcher = Pattern.compile(
                        "-----BEGIN " + label + "-----([A-Za-z0-9+/=\\s]*)-----END " + label + "-----")
                .matcher(text);
        return matcher.find()
                ? Optional.of(Base64.getDecoder().decode(matcher.group(1).replaceAll("\\s", "")))
                : Optional.empty();
    }
}
