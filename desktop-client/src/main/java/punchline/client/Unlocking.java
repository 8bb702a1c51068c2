package punchline.client;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECPrivateKey;
import java.util.Arrays;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import punchline.client.profile.Passphrase;
import punchline.client.profile.ProfileDirectory;
import punchline.client.profile.ProfileException;
import punchline.client.profile.ProfileTrouble;
import punchline.client.profile.WrongPassphraseException;
import punchline.engine.Reason;
import punchline.engine.identity.Identity;
import punchline.store.StoreKey;

/** Opens the identity of a profile with the passphrase that it has, and puts it under another one if told to. */
final class Unlocking {
    /** What opens a profile's messages. */
    record Unlocked(Identity identity, StoreKey storeKey) {}

    /** Whoever knows it does not need more, and whoever does not, gets no further with more. */
    static final int MAX_TRIES = 3;

    private static final String STANDARD_INPUT = "-";

    /** What the database's key is derived for, in the terms of HKDF (RFC 5869, section 3.2). */
    private static final byte[] INFO = "punchline database key".getBytes(StandardCharsets.US_ASCII);

    /** Of a number on the P-256 curve. */
    private static final int SCALAR_BYTES = 32;

    private final InputStream in;
    private final PassphrasePrompt prompt;

    /** Takes what {@code -} names, and whom to ask if no file says it. */
    Unlocking(InputStream in, PassphrasePrompt prompt) {
        this.in = in;
        this.prompt = prompt;
    }

    /**
     * Opens it.
     *
     * @throws ProfileException also if the passphrase is wrong
     * @throws LockedException  if nobody gave one
     */
    Unlocked unlock(ProfileDirectory profile, ClientOptions options) throws ProfileException, LockedException {
        ProtectionOptions files = options.protection();
        boolean isProtected = profile.isLocked() || (profile.isNew() && files.passphraseFile() != null);
        Identity identity;
        if (files.passphraseFile() == null) {
            identity = profile.isLocked() ? ask(profile, options.profile()) : profile.identity(null);
        } else {
            try (Passphrase given = read(files.passphraseFile())) {
                if (!isProtected) {
                    throw new ProfileException(
                            Reason.of(ProfileTrouble.NO_PASSPHRASE, "profile", options.profile()), null);
                }
                refuseEmpty(given, files.passphraseFile());
                identity = profile.identity(given);
            }
        }
        if (files.newPassphraseFile() != null) {
            try (Passphrase next = read(files.newPassphraseFile())) {
                profile.protect(identity, next.isEmpty() ? null : next);
                isProtected = !next.isEmpty();
            }
        }
        return new Unlocked(identity, storeKey(identity, isProtected));
    }

    private Identity ask(ProfileDirectory profile, String name) throws ProfileException, LockedException {
        for (int tried = 0; ; tried++) {
            try (Passphrase answer = prompt.ask(name, tried > 0)) {
                if (answer == null) {
                    throw new LockedException(name);
                }
                return profile.identity(answer);
            } catch (WrongPassphraseException e) {
                if (tried + 1 == MAX_TRIES) {
                    throw e;
                }
            }
        }
    }

    /** Refuses to protect anything with a passphrase of no letters. */
    static void refuseEmpty(Passphrase given, String file) throws ProfileException {
        if (given.isEmpty()) {
            throw new ProfileException(Reason.of(ProfileTrouble.EMPTY_PASSPHRASE, "file", file), null);
        }
    }

    /** The first line of a file that the command line names. */
    Passphrase read(String file) throws ProfileException {
        try {
            if (file.equals(STANDARD_INPUT)) {
                return Passphrase.firstLine(in);
            }
            try (InputStream content = Files.newInputStream(Path.of(file))) {
                return Passphrase.firstLine(content);
            }
        } catch (IOException | InvalidPathException e) {
            throw new ProfileException(
                    Reason.of(ProfileTrouble.PASSPHRASE_FILE, "file", file, "words", e.getMessage()), e);
        }
    }

    /** The key of the messages: it needs no place of its own, and stays when the passphrase changes. */
    static StoreKey storeKey(Identity identity, boolean encrypts) {
        if (!(identity.privateKey() instanceof ECPrivateKey key)) {
            throw new IllegalStateException("an identity is a pair of keys of P-256");
        }
        byte[] scalar = fixedLength(key.getS());
        try {
            byte[] derived = KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract().addIKM(scalar).thenExpand(INFO, StoreKey.BYTES));
            StoreKey result = StoreKey.of(derived, encrypts);
            Arrays.fill(derived, (byte) 0);
            return result;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java 25 has HKDF-SHA256", e);
        } finally {
            Arrays.fill(scalar, (byte) 0);
        }
    }

    private static byte[] fixedLength(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[SCALAR_BYTES];
        int length = Math.min(bytes.length, SCALAR_BYTES);
        System.arraycopy(bytes, bytes.length - length, fixed, SCALAR_BYTES - length, length);
        Arrays.fill(bytes, (byte) 0);
        return fixed;
    }
}
