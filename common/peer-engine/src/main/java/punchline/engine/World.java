package punchline.engine;

import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import punchline.engine.conversation.MessageStore;
import punchline.engine.mapping.GatewayPort;
import punchline.engine.path.IpPrefix;
import punchline.engine.session.SecureLinks;
import punchline.engine.socket.DatagramPort;
import punchline.engine.transcript.TranscriptPort;
import punchline.protocol.Endpoint;
import punchline.protocol.ServerAddress;

/** All that the engine sees of the world: the real one in {@link LivePeer}, a virtual one in simulations. Engine thread only. */
public interface World {
    TimeSource time();

    /** Cryptographically strong in the real world. */
    RandomGenerator random();

    DatagramPort sockets();

    /** The routers that may map a port for this peer. */
    GatewayPort gateways();

    /** The port of the long-lived socket. */
    int port();

    /** The machine's addresses and their networks at this moment. Changes are told by {@link PeerEngine#onAddressesChanged}. */
    List<IpPrefix> addresses();

    MessageStore store();

    /** Where conversations are written to for people and programs. */
    TranscriptPort transcripts();

    /** Called once, at the start. */
    SecureLinks links(SecureLinks.Transport transport);

    /** Turns a server's name into its address, off the engine's thread; {@code found} is called on it, with null if there is none. */
    void resolve(ServerAddress server, Resolved found);

    /** Runs a task on the engine's thread, after what runs now. */
    void later(Runnable task);

    /** Calls {@link PeerEngine#onDeadline} at that time. Only the last call counts. */
    void wakeAt(long nanos);

    /** Takes what the engine has to tell. */
    Consumer<Event> events();

    /** The outcome of {@link #resolve}. */
    interface Resolved {
        void onResolved(@Nullable Endpoint address);
    }
}
