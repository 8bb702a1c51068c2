package punchline.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.client.profile.ProfileDirectory;
import punchline.client.server.EmbeddedServer;
import punchline.client.server.ServerFile;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.Peer;
import punchline.engine.invite.InviteLink;
import punchline.protocol.ServerAddress;

/** A running client without its front end: a peer that, when closed, closes all that was opened for it. */
final class ClientSession implements Peer {
    private static final Logger LOG = LoggerFactory.getLogger(ClientSession.class);

    private final ProfileDirectory profile;
    private final @Nullable Path ownServerFile;
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
            EmbeddedServer server,
            ClientLog log,
            LiveTransfers transfers,
            Peer peer) {
        this.transfers = transfers;
        this.ownServerFile = ownServerFile;
        this.profile = profile;
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
            case Command.Backup backup -> transfers.write(backup);
            case Command.Import made -> transfers.read(made);
            default -> peer.submit(command);
        }
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
