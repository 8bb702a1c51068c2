package punchline.client;

import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import punchline.client.profile.AppDirectories;
import punchline.client.profile.Passphrase;
import punchline.client.profile.ProfileDirectory;
import punchline.client.profile.ProfileException;
import punchline.client.profile.ProfileTrouble;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.Reason;

/** Copies profiles while a client runs, one after the other, on a thread of its own, which also tells of it. */
final class LiveTransfers implements AutoCloseable {
    private interface Transfer {
        void run(Passphrase passphrase) throws ProfileException;
    }

    /** Each takes seconds, and people ask for one. */
    private static final int MAX_WAITING = 4;

    private static final Reason TOO_MANY = Reason.of(ProfileTrouble.TOO_MANY_COPIES);

    private final ProfileDirectory profile;
    private final Unlocking.Unlocked unlocked;
    private final AppDirectories places;
    private final Consumer<Event> listener;
    private final Unlocking files = new Unlocking(InputStream.nullInputStream(), PassphrasePrompt.NOBODY);
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING),
            Thread.ofPlatform().name("profile-copy").factory());

    LiveTransfers(
            ProfileDirectory profile, Unlocking.Unlocked unlocked, AppDirectories places, Consumer<Event> listener) {
        this.profile = profile;
        this.unlocked = unlocked;
        this.places = places;
        this.listener = listener;
    }

    /** Any thread; returns at once. */
    void write(Command.Backup asked) {
        String name = String.valueOf(profile.path().getFileName());
        submit(
                asked.ref(),
                name,
                asked.file(),
                asked.passphraseFile(),
                passphrase -> ProfileTransfer.write(
                        profile, unlocked, places.cache(), Path.of(asked.file()).toAbsolutePath(), passphrase));
    }

    /** Any thread; returns at once. */
    void read(Command.Import asked) {
        submit(
                asked.ref(),
                asked.profile(),
                asked.file(),
                asked.passphraseFile(),
                passphrase ->
                        ProfileTransfer.read(Path.of(asked.file()), passphrase, places, asked.profile(), passphrase));
    }

    /** Writes the profile to a file, and waits until that is done. */
    void writeNow(Path file, Passphrase passphrase) throws ProfileException {
        await(() -> ProfileTransfer.write(profile, unlocked, places.cache(), file.toAbsolutePath(), passphrase));
    }

    /** Makes a profile of a file, under the passphrase of that file, and waits until that is done. */
    void readNow(String name, Path file, Passphrase passphrase) throws ProfileException {
        await(() -> ProfileTransfer.read(file.toAbsolutePath(), passphrase, places, name, passphrase));
    }

    private interface Work {
        void run() throws ProfileException;
    }

    private void await(Work work) throws ProfileException {
        try {
            thread.submit(() -> {
                        work.run();
                        return true;
                    })
                    .get();
        } catch (RejectedExecutionException e) {
            throw new ProfileException(TOO_MANY, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ProfileException told) {
                throw told;
            }
            throw new IllegalStateException("a profile was not copied", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProfileException(Reason.of(ProfileTrouble.INTERRUPTED), e);
        }
    }

    private void submit(@Nullable String ref, String name, String file, String passphraseFile, Transfer transfer) {
        try {
            thread.execute(() -> listener.accept(run(ref, name, file, passphraseFile, transfer)));
        } catch (RejectedExecutionException e) {
            listener.accept(new Event.Problem(ref, TOO_MANY));
        }
    }

    private Event run(@Nullable String ref, String name, String file, String passphraseFile, Transfer transfer) {
        try (Passphrase passphrase = files.read(passphraseFile)) {
            Unlocking.refuseEmpty(passphrase, passphraseFile);
            transfer.run(passphrase);
            return new Event.ProfileCopied(ref, name, file);
        } catch (ProfileException e) {
            return new Event.Problem(ref, e.why());
        } catch (InvalidPathException e) {
            return new Event.Problem(ref, Reason.of(ProfileTrouble.NO_FILE_NAME, "file", file));
        }
    }

    /** Ends when those that were taken over are done. */
    @Override
    public void close() {
        thread.close();
    }
}
