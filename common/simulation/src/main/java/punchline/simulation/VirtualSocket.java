package punchline.simulation;

import punchline.protocol.Endpoint;

/** A UDP socket of a {@link VirtualHost}. */
public final class VirtualSocket implements AutoCloseable {
    /** Gets what arrives. The bytes must not be changed. */
    @FunctionalInterface
    public interface Receiver {
        void onDatagram(Endpoint source, byte[] payload);
    }

    private final VirtualHost host;
    private final int port;
    private final Receiver receiver;
    private boolean closed;

    VirtualSocket(VirtualHost host, int port, Receiver receiver) {
        this.host = host;
        this.port = port;
        this.receiver = receiver;
    }

    public int port() {
        return port;
    }

    Receiver receiver() {
        return receiver;
    }

    /** Sends; after {@link #close} it does nothing. */
    public void send(Endpoint destination, byte[] payload) {
        if (!closed) {
            host.send(port, destination, payload);
        }
    }

    /** Frees the port. Idempotent. */
    @Override
    public void close() {
        closed = true;
        host.close(this);
    }
}
