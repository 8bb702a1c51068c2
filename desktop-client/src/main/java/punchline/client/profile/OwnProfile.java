package punchline.client.profile;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The profile of a running client as far as it is more than its peer. Safe for any thread; what takes long says so. */
public interface OwnProfile {
    /** Where it lies. */
    Path directory();

    /** Whether servers that are named or left here are so at the next start too. */
    boolean keepsServers();

    /** Whether it opens with a passphrase. */
    boolean hasPassphrase() throws ProfileException;

    /**
     * Puts the key pair under another passphrase, at once; takes some tenths of a second. A first passphrase, and none, change the
     * messages at the next start.
     *
     * @param current null if there is none
     * @param next    null for none
     * @throws WrongPassphraseException if the current one is another
     */
    void changePassphrase(@Nullable Passphrase current, @Nullable Passphrase next) throws ProfileException;

    /**
     * Copies all of it into a new encrypted file; takes as long as the disk does.
     *
     * @throws ProfileException if it cannot be done, with words for people
     */
    void backUp(Path file, Passphrase passphrase) throws ProfileException;

    /**
     * Makes another profile of such a file, which gets the file's passphrase as its own; takes as long as the disk does.
     *
     * @throws ProfileException if it cannot be done, with words for people
     */
    void makeProfile(String name, Path file, Passphrase passphrase) throws ProfileException;
}
