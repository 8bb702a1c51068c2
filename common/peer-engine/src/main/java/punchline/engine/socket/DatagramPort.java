package punchline.engine.socket;

import io.netty.buffer.ByteBuf;

/** The port to the local UDP sockets. Sending never blocks: what does not fit into the system's buffer is dropped. */
public interface DatagramPort {
    /**
     * Opens a probing socket on a port that the system chooses. What arrives on it goes where the long-lived socket's datagrams go.
     *
     * @param socket a number that was never used
     * @return its port, or 0 if the system has no more sockets to give
     */
    int open(LocalSocket socket);

    /** Closes a probing socket; one that is not open changes nothing. */
    void close(LocalSocket socket);

    /**
     * Queues datagrams for the next {@link #flush}. Takes ownership of the buffer. A closed or unknown socket drops them.
     *
     * @param segmentBytes when positive, the buffer holds several datagrams of this size, of which the last may be shorter
     */
    void send(Path path, ByteBuf datagrams, int segmentBytes);

    /** Lets what was queued leave. */
    void flush();
}
