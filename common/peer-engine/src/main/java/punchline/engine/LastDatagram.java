package punchline.engine;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The last datagram of a link to a peer, to be sent once more when the path changes. QUIC does not know of paths: after a silence
 * its next try may be seconds away (RFC 9002, section 6.2.1, doubles the pause each time), and with a full congestion window nothing
 * but that try may leave (section 7.5). A datagram that comes twice is dropped (RFC 9000, section 12.3), and one that comes for the
 * first time is acknowledged, by which QUIC finds all that was lost before it and sends it anew.
 */
final class LastDatagram {
    private @Nullable ByteBuf kept;

    /** Keeps the last of these instead of the one before. The buffer stays the caller's. */
    void keep(ByteBuf datagrams, int segmentBytes) {
        forget();
        int bytes = datagrams.readableBytes();
        if (bytes > 0) {
            int whole = segmentBytes <= 0 ? 0 : (bytes - 1) / segmentBytes * segmentBytes;
            kept = datagrams.retainedSlice(datagrams.readerIndex() + whole, bytes - whole);
        }
    }

    /** What is kept, if anything; the caller's from here on, and kept no longer. */
    @Nullable
    ByteBuf take() {
        ByteBuf taken = kept;
        kept = null;
        return taken;
    }

    void forget() {
        if (kept != null) {
            kept.release();
            kept = null;
        }
    }
}
