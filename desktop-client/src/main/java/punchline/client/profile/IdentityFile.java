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
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import punchline.engine.identity.Identity;
import punchline.protocol.PublicIdentity;

/**
 * An identity in PEM (RFC 7468): the private key in PKCS #8, then the public key, which the platform cannot derive from
 * it. Other tools read either.
 */
final class IdentityFile {
    /** Both blocks have about 500 bytes; whatever is longer is something else. */
    private static final int MAX_BYTES = 16 * 1024;

    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";
    private static final byte[] CHALLENGE = "punchline identity file".getBytes(StandardCharsets.US_ASCII);

    private IdentityFile() {}

    /** Makes a new identity and writes it so that a crash leaves either all of it or nothing. */
    static Identity create(Path file) throws ProfileException {
        Identity identity = Identity.generate(new SecureRandom());
        String text = block(PRIVATE, identity.privateKey().getEncoded())
                + block(PUBLIC, identity.publicIdentity().encoded());
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
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new ProfileException("The identity cannot be written to " + file + ": " + e.getMessage(), e);
        }
        return identity;
    }

    static Identity read(Path file) throws ProfileException {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw damaged(file, null);
            }
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            PrivateKey privateKey =
                    KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(block(text, PRIVATE)));
            PublicIdentity publicIdentity = PublicIdentity.decode(block(text, PUBLIC));
            if (!belongTogether(privateKey, publicIdentity)) {
                throw damaged(file, null);
            }
            return new Identity(privateKey, publicIdentity);
        } catch (IOException e) {
            throw new ProfileException("The identity in " + file + " cannot be read: " + e.getMessage(), e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw damaged(file, e);
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
        return new ProfileException(
                "The identity in " + file
                        + " is damaged. Put a copy of it there, or move it away to start as someone new.",
                cause);
    }

    private static String block(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
                + "\n-----END " + label + "-----\n";
    }

    private static byte[] block(String text, String label) {
        Matcher matcher = Pattern.compile(
                        "-----BEGIN " + label + "-----([A-Za-z0-9+/=\\s]*)-----END " + label + "-----")
                .matcher(text);
        if (!matcher.find()) {
            throw new IllegalArgumentException("no " + label);
        }
        return Base64.getDecoder().decode(matcher.group(1).replaceAll("\\s", ""));
    }
}
