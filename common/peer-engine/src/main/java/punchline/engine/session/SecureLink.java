package punchline.engine.session;

import io.netty.buffer.ByteBuf;

/** An encrypted ordered byte stream in both directions. Engine thread only. */
public interface SecureLink {
    /** Queues bytes behind all earlier ones; takes ownership. Leaves with the next {@link #flush}. After the end it does nothing but release them. */
    void write(ByteBuf bytes);

    /** Lets what was written leave. */
    void flush();

    /** False while so much is queued that the writer should wait for {@link SecureLinks.Listener#onWritable}. */
    boolean isWritable();

    /** A buffer to fill and {@link #write}. */
    ByteBuf allocate(int capacityBytes);

    /** Ends the link and tells the other side. Idempotent. */
    void close(String reason);
}
