/**
 * Finds a way to one peer and keeps it alive: candidates, probes, schedule, selection, liveness. Everything here is pure:
 * datagrams, commands and the time go in; datagrams, events and the next deadline come out of {@link
 * punchline.engine.path.PathFinder}, one per peer.
 *
 * <p>A probe has exactly 63 bytes, big-endian, request and answer alike, so that no answer is longer than what earned it.
 * The first byte is below 0x40 and so never that of a QUIC datagram (RFC 9000, section 17: the fixed bit).
 *
 * <pre>
 *  0  type          1   1 request, 2 answer
 *  1  sender hint   8   first bytes of the sender's PeerId: whose key to check with
 *  9  boot id       8   random at each start of the sender
 * 17  transaction  12   counter 4, grows with each request of that boot; nonce 8, unpredictable; an answer repeats both
 * 29  observed     18   in answers where the request came from: IPv6 or IPv4-mapped address 16, port 2; else zero
 * 47  MAC          16   HMAC-SHA256 of bytes 0 to 46, cut to 16 bytes
 * </pre>
 *
 * <p>The MAC key of a direction is HKDF-SHA256 (RFC 5869) of the ECDH secret of both identity keys, with the sender's and
 * the receiver's PeerId in the info. The directions have different keys, so a reflected probe does not verify.
 */
@NullMarked
package punchline.engine.path;

import org.jspecify.annotations.NullMarked;
