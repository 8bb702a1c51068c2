package punchline.engine.session.quic;

/**
 * Limits of the QUIC adapter.
 *
 * @param handshakeMillis how long a link may take to open, and an authenticated connection may wait for its owner
 * @param idleMillis QUIC's idle timeout (RFC 9000, section 10.1)
 * @param keepaliveMillis after so long a silence the dialling side sends a datagram that earns an acknowledgement
 * @param stallMillis a link that was written to and hears nothing for so long is over, at the latest after twice that
 * @param udpPayloadBytes size of every datagram sent, and most that one may have
 * @param windowBytes what a peer may send before its bytes are acknowledged as read, per connection and for its one stream
 * @param highWaterBytes queued bytes from which a link is not writable
 * @param lowWaterBytes queued bytes to which it must fall to be writable again
 * @param maxHandshakesPerPeer handshakes of one peer at the same time
 * @param maxReasonBytes length of a reason sent or believed
 * @param maxSegments datagrams of equal size in one buffer given to the transport; 0 for one datagram per buffer
 */
public record LinkLimits(
        int handshakeMillis,
        int idleMillis,
        int keepaliveMillis,
        int stallMillis,
        int udpPayloadBytes,
        int windowBytes,
        int highWaterBytes,
        int lowWaterBytes,
        int maxHandshakesPerPeer,
        int maxReasonBytes,
        int maxSegments) {
    /**
     * The values that peers use.
     *
     * <ul>
     *   <li>Handshake 5 s: a handshake is two round trips and a few losses; strangers may not hold a place longer.
     *   <li>Idle 240 s: much more than the 30 s in which the path machine decides that a peer is offline, so QUIC never decides
     *       first. It exists for the half of a link whose other half ended while the closing datagram was lost.
     *   <li>Keepalive 80 s: probes keep the path, but QUIC does not see them; three of these fit into the idle time. Four probes
     *       a minute and these stay below one datagram in 12 s.
     *   <li>Stall 15 s: such a half, too, but with something to say, which must not wait for the idle time. Any acknowledgement
     *       counts as heard. Longer than most paths are dead before another is found.
     *   <li>UDP payload 1200: the least that QUIC allows (RFC 9000, section 14), and paths change beneath it.
     *   <li>Window 8 MiB: 100 MiB/s at a round trip of 80 ms. Bytes are handed on as they come, so it fills only behind a loss.
     *   <li>Water marks 256 and 128 KiB: enough to be busy between two acknowledgements, little for a message to wait behind.
     *   <li>4 handshakes per peer: its dial, its retry, and two from elsewhere; then the oldest gives way.
     *   <li>Reason 200 bytes: fits the closing datagram, and a line of a log.
     * </ul>
     *
     * @param maxSegments as above: 0 where the socket sends one datagram at a time, else at most 54, which is the most
     *     datagrams of 1200 bytes in one IP packet of 64 KiB
     */
    public static LinkLimits standard(int maxSegments) {
        return new LinkLimits(
                5_000, 240_000, 80_000, 15_000, 1200, 8 * 1024 * 1024, 256 * 1024, 128 * 1024, 4, 200, maxSegments);
    }
}
