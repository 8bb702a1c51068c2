package punchline.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.client.profile.OwnProfile;
import punchline.client.profile.Passphrase;
import punchline.client.profile.ProfileDirectory;
import punchline.client.profile.ProfileException;
import punchline.client.server.EmbeddedServer;
import punchline.client.server.ServerFile;
import punchline.client.settings.Settings;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.Peer;
import punchline.engine.invite.InviteLink;
import punchline.protocol.ServerAddress;

/** A running client without its front end: a peer that, when closed, closes all that was opened for it. */
final class ClientSession implements Peer, OwnProfile {
    private static final Logger LOG = LoggerFactory.getLogger(ClientSession.class);

    private final ProfileDirectory profile;
    private final @Nullable Path ownServerFile;
    private final Settings settings;
    private final EmbeddedServer server;
    private final LiveTransfers transfers;
    private final ClientLog log;
    private final Peer peer;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Takes what is open.
     *
     * @param ownServerFile where servers that the person names are kept, null if other settings go before it
     */
    ClientSession(
            ProfileDirectory profile,
            @Nullable Path ownServerFile,
            Settings settings,
            EmbeddedServer server,
            ClientLog log,
            LiveTransfers transfers,
            Peer peer) {
        this.transfers = transfers;
        this.ownServerFile = ownServerFile;
        this.profile = profile;
        this.settings = settings;
        this.server = server;
        this.log = log;
        this.peer = peer;
    }

    /** Does what the peer does, and keeps a server that a person, or an invite, names, if it would be looked at, for the next start. */
    @Override
    public void submit(Command command) {
        if (ownServerFile != null) {
            servers(command).forEach(server -> remember(ownServerFile, server));
        }
        switch (command) {
            case Command.RemoveServer remove -> {
                forget(remove);
                peer.submit(remove);
            }
            case Command.Disclose disclose -> {
                keep(disclose);
                peer.submit(disclose);
            }
            case Command.Backup backup -> transfers.write(backup);
            case Command.Import made -> transfers.read(made);
            default -> peer.submit(command);
        }
    }

    private void forget(Command.RemoveServer remove) {
        try {
            if (ownServerFile != null) {
                ServerFile.forget(
                        ownServerFile, ServerAddress.parse(remove.server().strip()));
            }
        } catch (IOException e) {
            LOG.warn("{} is looked for again at the next start: {}", remove.server(), e.toString());
        } catch (IllegalArgumentException e) {
            LOG.debug("the peer tells what is wrong with it", e);
        }
    }

    private void keep(Command.Disclose disclose) {
        Map<String, @Nullable String> changes = new HashMap<>();
        if (disclose.typing() != null) {
            changes.put(Settings.TYPING, disclose.typing().toString());
        }
        if (disclose.readReceipts() != null) {
            changes.put(Settings.READ_RECEIPTS, disclose.readReceipts().toString());
        }
        settings.put(changes);
    }

    @Override
    public Path directory() {
        return profile.path();
    }

    @Override
    public boolean keepsServers() {
        return ownServerFile != null;
    }

    @Override
    public boolean hasPassphrase() throws ProfileException {
        return profile.isLocked();
    }

    @Override
    public void changePassphrase(@Nullable Passphrase current, @Nullable Passphrase next) throws ProfileException {
        profile.protect(profile.identity(current), next);
    }

    @Override
    public void backUp(Path file, Passphrase passphrase) throws ProfileException {
        transfers.writeNow(file, passphrase);
    }

    @Override
    public void makeProfile(String name, Path file, Passphrase passphrase) throws ProfileException {
        transfers.readNow(name, file, passphrase);
    }

    private static List<ServerAddress> servers(Command command) {
        try {
            return switch (command) {
                case Command.AddServer add ->
                    List.of(ServerAddress.parse(add.server().strip()));
                case Command.Redeem redeem -> InviteLink.parse(redeem.invite()).servers();
                default -> List.of();
            };
        } catch (IllegalArgumentException e) {
            LOG.debug("the peer tells what is wrong with it", e);
            return List.of();
        }
    }

    private static void remember(Path file, ServerAddress server) {
        try {
            ServerFile.remember(file, server);
        } catch (IOException e) {
            LOG.warn("{} is not kept: {}", server, e.toString());
        }
    }

    @Override
    public void subscribe(Consumer<Event> listener) {
        peer.subscribe(listener);
    }

    /** Closes the peer, then the server that it says goodbye to, and the profile last. Idempotent. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        transfers.close();
        peer.close();
        server.close();
        log.close();
        profile.close();
    }
}
