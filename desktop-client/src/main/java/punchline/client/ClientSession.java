package punchline.client;

import punchline.client.profile.ProfileDirectory;
import punchline.client.server.EmbeddedServer;
import punchline.engine.Peer;

/** A running client without its front end: the profile, the peer, and the server that it may run. */
public final class ClientSession implements AutoCloseable {
    private final ProfileDirectory profile;
    private final EmbeddedServer server;
    private final ClientLog log;
    private final Peer peer;

    ClientSession(ProfileDirectory profile, EmbeddedServer server, ClientLog log, Peer peer) {
        this.profile = profile;
        this.server = server;
        this.log = log;
        this.peer = peer;
    }

    public Peer peer() {
        return peer;
    }

    /** Closes the peer, then the server that it says goodbye to, then the profile. Idempotent. */
    @Override
    public void close() {
        peer.close();
        server.close();
        log.close();
        profile.close();
    }
}
