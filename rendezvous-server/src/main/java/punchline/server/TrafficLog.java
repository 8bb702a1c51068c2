package punchline.server;

import punchline.protocol.Endpoint;

/** Told of every datagram that the server receives or sends. Called on the server's one thread, so it must never block. */
@FunctionalInterface
public interface TrafficLog {
    /** Keeps nothing. */
    TrafficLog NONE = (direction, localPort, peer, verb, bytes) -> {};

    /** Which way a datagram went. */
    enum Direction {
        IN,
        OUT,
        /** Handed to the socket, which had no room for it or refused it. */
        DROPPED
    }

    /**
     * One datagram.
     *
     * @param localPort the server's own port
     * @param verb the first word if it is one of the protocol, else {@code ?}, or {@code plain} for an answer without one
     * @param bytes the size of the payload
     */
    void onDatagram(Direction direction, int localPort, Endpoint peer, String verb, int bytes);
}
