package punchline.server;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import punchline.protocol.ProtocolLimits;

/**
 * How to run a server.
 *
 * @param port the first port, 1 to 65534, the second is the next; 0 for any two that are free
 * @param bind the address to listen on; null for all, of IPv6 too where the machine has it
 * @param maxPeers registrations of both forms together
 */
public record ServerConfig(int port, @Nullable InetAddress bind, int maxPeers) {
    /** How many peers a server holds if nobody says otherwise. */
    public static final int DEFAULT_MAX_PEERS = DirectoryLimits.DEFAULT_PEERS;

    /** How many it may be told to hold. */
    public static final int MOST_PEERS = DirectoryLimits.MOST_PEERS;

    public ServerConfig {
        if (port < 0 || port > 65534) {
            throw new IllegalArgumentException("a server's port is between 1 and 65534, not " + port);
        }
        if (maxPeers < 1 || maxPeers > MOST_PEERS) {
            throw new IllegalArgumentException("a server holds 1 to " + MOST_PEERS + " peers, not " + maxPeers);
        }
    }

    /** All addresses, the default port. */
    public static ServerConfig defaults() {
        return new ServerConfig(ProtocolLimits.DEFAULT_PORT, null, DEFAULT_MAX_PEERS);
    }

    /** The same on another port; 0 for any two that are free. */
    public ServerConfig withPort(int newPort) {
        return new ServerConfig(newPort, bind, maxPeers);
    }

    /** The same with room for so many. */
    public ServerConfig withMaxPeers(int newMaxPeers) {
        return new ServerConfig(port, bind, newMaxPeers);
    }

    /** The same on one address. */
    public ServerConfig withBind(InetAddress newBind) {
        return new ServerConfig(port, newBind, maxPeers);
    }
}
