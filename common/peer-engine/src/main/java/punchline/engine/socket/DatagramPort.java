package punchline.engine.socket;

import io.netty.buffer.ByteBuf;

/** The port to the local UDP sockets. Sending never blocks: what does not fit into the system's buffer is dropped. */
public interface DatagramPort {
    /**
     * Queues datagrams for the next {@link #flush}. Takes ownership of the buffer. A closed or unknown socket drops them.
     *
     * @param segmentBytes when positive, the buffer holds several datagrams of this size, of which the last may be shorter
     */
    void send(Path path, ByteBuf datagrams, int segmentBytes);

    /** Lets what was queued leave. */
    void flush();
}
