package punchline.engine.rendezvous;

import punchline.protocol.Endpoint;

/**
 * Where one rendezvous server is.
 *
 * @param primary   where everything is asked and notices come from
 * @param secondary the next port, asked only for the observed address
 */
public record ServerEndpoints(Endpoint primary, Endpoint secondary) {
    /**
     * The server at this endpoint and the port after it.
     *
     * @throws IllegalArgumentException if there is no port after it
     */
    public static ServerEndpoints of(Endpoint primary) {
        return new ServerEndpoints(primary, new Endpoint(primary.address(), primary.port() + 1));
    }

    /** Whether datagrams from there are this server's. */
    public boolean contains(Endpoint source) {
        return source.equals(primary) || source.equals(secondary);
    }
}
