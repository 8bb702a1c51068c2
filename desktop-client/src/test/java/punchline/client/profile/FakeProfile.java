package punchline.client.profile;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import punchline.client.FakePeer;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.Peer;
import punchline.engine.Reason;

/** A peer with a profile behind it, whose passphrase opens it as a real one's does. */
public final class FakeProfile implements OwnProfile, Peer {
    private final FakePeer peer;
    private final Path directory;
    private @Nullable String passphrase;
    private @Nullable String copied;

    public FakeProfile(FakePeer peer, Path directory) {
        this.peer = peer;
        this.directory = directory;
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public boolean keepsServers() {
        return true;
    }

    @Override
    public boolean hasPassphrase() {
        return passphrase != null;
    }

    @Override
    public void changePassphrase(@Nullable Passphrase current, @Nullable Passphrase next) throws ProfileException {
        String given = current == null ? null : text(current);
        if (passphrase != null && !passphrase.equals(given)) {
            throw new WrongPassphraseException(Reason.said("That is not the passphrase."));
        }
        passphrase = next == null ? null : text(next);
    }

    @Override
    public void backUp(Path file, Passphrase secret) throws ProfileException {
        if (file.toString().contains("nowhere")) {
            throw new ProfileException(Reason.said("There is no such directory."), null);
        }
        copied = file + " under " + text(secret);
    }

    @Override
    public void makeProfile(String name, Path file, Passphrase secret) {
        copied = name + " of " + file + " under " + text(secret);
    }

    /** What it opens with, null for nothing. */
    public @Nullable String passphrase() {
        return passphrase;
    }

    /** What was copied last. */
    public @Nullable String copied() {
        return copied;
    }

    private static String text(Passphrase secret) {
        return secret.isEmpty() ? "" : new String(secret.characters());
    }

    @Override
    public void submit(Command command) {
        peer.submit(command);
    }

    @Override
    public void subscribe(Consumer<Event> listener) {
        peer.subscribe(listener);
    }

    @Override
    public void close() {
        peer.close();
    }
}
