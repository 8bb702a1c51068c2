package punchline.client.profile;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import punchline.engine.Reason;
import punchline.engine.identity.Identity;

/**
 * One profile, held by this process: {@code DATA/PROFILE/} with {@code identity.pem}, {@code messages.db}, {@code logs/}
 * and {@code lock}. Only its owner may read it. The operating system lets go of the lock when the process ends, however
 * it ends.
 */
public final class ProfileDirectory implements AutoCloseable {
    private static final String NAME = "[A-Za-z0-9_][A-Za-z0-9_-]{0,63}";

    private static final String IDENTITY = "identity.pem";

    private final Path directory;
    private final FileChannel lock;

    private ProfileDirectory(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /**
     * Makes the profile if need be, and holds it until {@link #close}.
     *
     * @param data    the directory of all profiles
     * @param profile 1 to 64 letters, digits, {@code -} and {@code _}
     * @throws ProfileException if it cannot be written, or another process holds it
     */
    public static ProfileDirectory open(Path data, String profile) throws ProfileException {
        Path directory = place(data, profile);
        FileChannel lock;
        try {
            PrivateFiles.createDirectories(directory);
            PrivateFiles.createDirectories(directory.resolve("logs"));
            PrivateFiles.createFileIfMissing(directory.resolve("lock"));
            lock = FileChannel.open(directory.resolve("lock"), StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new ProfileException(Reason.of(ProfileTrouble.NOT_WRITABLE, "directory", directory), e);
        }
        try {
            if (lock.tryLock() != null) {
                return new ProfileDirectory(directory, lock);
            }
            lock.close();
        } catch (OverlappingFileLockException e) {
            closeQuietly(lock);
        } catch (IOException e) {
            closeQuietly(lock);
            throw new ProfileException(Reason.of(ProfileTrouble.NO_LOCKS, "directory", directory), e);
        }
        throw new ProfileException(
                Reason.of(ProfileTrouble.IN_USE, "profile", profile, "directory", directory.getParent()), null);
    }

    /**
     * Where a profile of that name is, or would be.
     *
     * @throws ProfileException if it is no name
     */
    public static Path place(Path data, String profile) throws ProfileException {
        if (!profile.matches(NAME)) {
            throw new ProfileException(Reason.of(ProfileTrouble.BAD_NAME, "profile", profile), null);
        }
        return data.toAbsolutePath().normalize().resolve(profile);
    }

    /**
     * Refuses a profile that is not there, which {@link #open} would make.
     *
     * @throws ProfileException if it is not
     */
    public static void mustExist(Path data, String profile) throws ProfileException {
        if (!Files.exists(place(data, profile).resolve(IDENTITY))) {
            throw new ProfileException(
                    Reason.of(ProfileTrouble.NO_PROFILE, "profile", profile, "directory", data), null);
        }
    }

    /** Makes a directory, and those above it, that only its owner may read. */
    public static void makePrivate(Path directory) throws IOException {
        PrivateFiles.createDirectories(directory);
    }

    /** Writes an identity into a directory that is to become a profile. */
    public static void writeIdentity(Path directory, Identity identity, @Nullable Passphrase passphrase)
            throws ProfileException {
        IdentityFile.write(directory.resolve(IDENTITY), identity, passphrase);
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing was written through it, so that nothing is lost.
        }
    }

    public Path path() {
        return directory;
    }

    public Path logs() {
        return directory.resolve("logs");
    }

    public Path serverFile() {
        return directory.resolve("server.txt");
    }

    /** Whether the identity is there and takes a passphrase. */
    public boolean isLocked() throws ProfileException {
        return Files.exists(identityFile()) && IdentityFile.isLocked(identityFile());
    }

    /** Whether there is no identity yet. */
    public boolean isNew() {
        return !Files.exists(identityFile());
    }

    /** The key pair of a profile without a passphrase: {@link #identity(Passphrase)}. */
    public Identity identity() throws ProfileException {
        return identity(null);
    }

    /**
     * The key pair of this profile, made at the first call ever, under that passphrase if there is one.
     *
     * @param passphrase null without one; has no effect on an identity that is there and not locked
     * @throws WrongPassphraseException if it is another
     * @throws ProfileException if the file is there and damaged: it is never replaced, since its loss is the loss of who
     *     one is to everyone else
     */
    public Identity identity(@Nullable Passphrase passphrase) throws ProfileException {
        Path file = identityFile();
        return Files.exists(file) ? IdentityFile.read(file, passphrase) : IdentityFile.create(file, passphrase);
    }

    /**
     * Puts the identity under another passphrase, or none.
     *
     * @param identity of this profile
     */
    public void protect(Identity identity, @Nullable Passphrase passphrase) throws ProfileException {
        IdentityFile.write(identityFile(), identity, passphrase);
    }

    private Path identityFile() {
        return directory.resolve(IDENTITY);
    }

    /** Lets another process open the profile. */
    @Override
    public void close() {
        closeQuietly(lock);
    }
}
