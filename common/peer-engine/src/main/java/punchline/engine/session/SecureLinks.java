package punchline.engine.session;

import io.netty.buffer.ByteBuf;
import punchline.protocol.PeerId;

/**
 * The port to encrypted, authenticated, reliable byte streams, one per peer. All calls and callbacks are on the engine's
 * thread. Datagrams go out through the {@link Transport} given at construction; which address that means is not the
 * link's business, so paths may change beneath it at any time.
 */
public interface SecureLinks extends AutoCloseable {
    /**
     * Begins a link to a peer whose datagrams are expected to flow: dials as {@link Role#CLIENT}, waits to be dialled as {@link Role#SERVER}.
     * A link already there is ended silently first (no {@link Listener#onClosed}). It is open only after the other side has proven to hold the key
     * of {@code peer}; if that does not happen in time the link is closed with the reason.
     *
     * <p>If the peer connects anew (it has restarted), an open link ends by {@link Listener#onClosed}; the next call, best from
     * within that callback, takes the new connection, which waits a few seconds for it.
     */
    SecureLink open(PeerId peer, Role role, Listener listener);

    /** A datagram of a link (first byte ≥ 0x40) that came from {@code peer}'s validated path. Takes ownership of the buffer. Without a link it is dropped. */
    void onDatagram(PeerId peer, ByteBuf datagram);

    /** Ends all links. */
    @Override
    void close();

    enum Role {
        CLIENT,
        SERVER
    }

    /** Where a link's datagrams go. */
    interface Transport {
        /**
         * Sends on the path selected for that peer, or drops it if there is none. Takes ownership of the buffer.
         *
         * @param segmentBytes when positive, the buffer holds several datagrams of this size, of which the last may be shorter
         */
        void transmit(PeerId to, ByteBuf datagrams, int segmentBytes);

        /** All that was transmitted since the last flush may leave. */
        void flush();
    }

    /** What a link tells its owner. */
    interface Listener {
        /** The other side has proven its key, and both may send. Once, first. */
        void onOpen();

        /** More of the other side's byte stream. The buffer is the link's: it is valid only during the call. */
        void onBytes(ByteBuf bytes);

        /** The end of a burst of {@link #onBytes}: a good moment to answer. */
        void onReadComplete();

        /** {@link SecureLink#isWritable} became true again. */
        void onWritable();

        /** The link is over; nothing follows. {@code reason} is for logs and people. Not called after {@link SecureLink#close}. */
        void onClosed(String reason);
    }
}
