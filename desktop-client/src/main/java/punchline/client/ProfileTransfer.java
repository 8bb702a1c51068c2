package punchline.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import punchline.client.profile.AppDirectories;
import punchline.client.profile.Passphrase;
import punchline.client.profile.ProfileArchive;
import punchline.client.profile.ProfileDirectory;
import punchline.client.profile.ProfileException;
import punchline.client.profile.ProfileTrouble;
import punchline.client.settings.Settings;
import punchline.engine.Reason;
import punchline.engine.conversation.MessageStore.StoreException;
import punchline.engine.identity.Identity;
import punchline.store.StoreArchive;
import punchline.store.StoreKey;

/** Takes a whole profile out into one file, and makes a profile of such a file. */
final class ProfileTransfer {
    /** What goes along beside identity and messages. */
    private static final List<String> SETTINGS = List.of("server.txt", Settings.FILE_NAME);

    /** No profile can be called so. */
    private static final String DRAFT = ".import-";

    private ProfileTransfer() {}

    /**
     * Writes a profile that is held open, as it is at this moment.
     *
     * @param target     a file that is not there yet
     * @param passphrase of that file
     */
    static void write(
            ProfileDirectory profile, Unlocking.Unlocked unlocked, Path cache, Path target, Passphrase passphrase)
            throws ProfileException {
        Path copy = profile.path().resolve(StoreArchive.FILE_NAME + ".export");
        try {
            Files.deleteIfExists(copy);
            Map<String, Path> files = new LinkedHashMap<>();
            if (StoreArchive.isIn(profile.path())
                    && StoreArchive.copy(profile.path(), unlocked.storeKey(), cache, copy)) {
                files.put(StoreArchive.FILE_NAME, copy);
            }
            for (String name : SETTINGS) {
                Path file = profile.path().resolve(name);
                if (Files.isRegularFile(file)) {
                    files.put(name, file);
                }
            }
            ProfileArchive.write(target, passphrase, unlocked.identity(), files);
        } catch (StoreException e) {
            throw new ProfileException(e.why(), e);
        } catch (IOException e) {
            throw new ProfileException(
                    Reason.of(ProfileTrouble.NOT_WRITTEN, "file", target, "words", e.getMessage()), e);
        } finally {
            deleteQuietly(copy);
        }
    }

    /**
     * Makes a new profile of such a file. A crash leaves either all of it or nothing.
     *
     * @param passphrase of the file
     * @param own        of the new profile, null for none
     */
    static void read(Path source, Passphrase passphrase, AppDirectories places, String name, @Nullable Passphrase own)
            throws ProfileException {
        Path target = ProfileDirectory.place(places.data(), name);
        if (Files.exists(target)) {
            throw new ProfileException(
                    Reason.of(ProfileTrouble.EXISTS, "profile", name, "directory", places.data()), null);
        }
        Path draft = target.resolveSibling(DRAFT + name);
        try {
            deleteAll(draft);
            ProfileDirectory.makePrivate(draft);
            Map<String, Path> into = new LinkedHashMap<>();
            into.put(StoreArchive.FILE_NAME, draft.resolve(StoreArchive.FILE_NAME));
            SETTINGS.forEach(file -> into.put(file, draft.resolve(file)));
            Identity identity = ProfileArchive.read(source, passphrase, into);
            StoreKey key = Unlocking.storeKey(identity, own != null);
            if (StoreArchive.isIn(draft)) {
                StoreArchive.renew(draft, identity.peerId(), new SecureRandom().nextLong(), key, places.cache());
            }
            ProfileDirectory.writeIdentity(draft, identity, own);
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (StoreException e) {
            throw new ProfileException(e.why(), e);
        } catch (IOException e) {
            throw new ProfileException(
                    Reason.of(ProfileTrouble.NOT_MADE, "directory", target, "words", e.getMessage()), e);
        } finally {
            try {
                deleteAll(draft);
            } catch (IOException e) {
                // The next import of that name tries again.
            }
        }
    }

    private static void deleteAll(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // It is encrypted, and goes with the next export.
        }
    }
}
