package punchline.client;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import punchline.engine.Event;
import punchline.engine.Peer;
import punchline.engine.TraversalOptions;
import punchline.engine.conversation.ChatOptions;
import punchline.engine.identity.Identity;
import punchline.protocol.ServerAddress;
import punchline.store.StoreKey;

/** Starts the engine. */
interface PeerStarter {
    /**
     * Opens the sockets and the store.
     *
     * @param listener hears all events, {@link Event.Ready} first
     * @throws StartException if the port is in use, or the database cannot be opened
     */
    Peer start(Settings settings, Consumer<Event> listener) throws StartException;

    /**
     * Everything that a peer needs to know.
     *
     * @param profile the directory of its database
     * @param cache   for native libraries
     * @param storeKey opens the database, and says whether it is to be encrypted
     * @param name    empty takes the one that the database knows
     * @param port    0 for any
     */
    record Settings(
            Path profile,
            Path cache,
            Identity identity,
            StoreKey storeKey,
            String name,
            int port,
            List<ServerAddress> servers,
            boolean listed,
            boolean acceptAll,
            boolean logText,
            TraversalOptions traversal,
            ChatOptions chat) {}
}
