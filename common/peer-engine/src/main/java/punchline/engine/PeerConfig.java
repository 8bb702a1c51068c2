package punchline.engine;

import java.util.List;
import punchline.engine.conversation.ChatOptions;
import punchline.engine.conversation.ConversationLimits;
import punchline.protocol.ServerAddress;

/**
 * How a {@link Peer} is to run.
 *
 * @param name      what others see; empty takes the stored one
 * @param port      the UDP port, 0 for any
 * @param servers   rendezvous servers, none is allowed
 * @param listed    false hides it from those servers' lists for this run; true goes by what the profile says, which shows it, with
 *     its address, unless told otherwise
 * @param acceptAll accepts every request at once
 * @param logText   writes the text of messages to the log too
 * @param traversal what it may do to be reached
 * @param chat      what others may learn of me beside what I write
 */
public record PeerConfig(
        String name,
        int port,
        List<ServerAddress> servers,
        boolean listed,
        boolean acceptAll,
        boolean logText,
        TraversalOptions traversal,
        ChatOptions chat) {
    public PeerConfig {
        servers = List.copyOf(servers);
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("a port is between 0 and 65535, not " + port);
        }
        if (name.length() > ConversationLimits.MAX_NAME_CHARS) {
            throw new IllegalArgumentException(
                    "a name has at most " + ConversationLimits.MAX_NAME_CHARS + " characters");
        }
    }

    /** Asks no router. */
    public PeerConfig(
            String name, int port, List<ServerAddress> servers, boolean listed, boolean acceptAll, boolean logText) {
        this(name, port, servers, listed, acceptAll, logText, new TraversalOptions(false, true));
    }

    /** Lets others learn what is usual. */
    public PeerConfig(
            String name,
            int port,
            List<ServerAddress> servers,
            boolean listed,
            boolean acceptAll,
            boolean logText,
            TraversalOptions traversal) {
        this(name, port, servers, listed, acceptAll, logText, traversal, ChatOptions.standard());
    }
}
