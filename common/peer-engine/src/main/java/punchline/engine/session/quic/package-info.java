/**
 * The QUIC adapter of the secure link port, on Netty.
 *
 * <p>Netty wants a datagram channel per codec; it gets a {@link punchline.engine.session.quic.VirtualChannel} for dialling
 * and another for being dialled, because client and server codec match datagrams by connection id only and do not forward
 * to each other. Neither has a socket: datagrams come in by {@code SecureLinks.onDatagram} and go out at {@code
 * SecureLinks.Transport}. Each peer has one synthetic address there, whatever path is in use.
 *
 * <pre>
 *   QuicSecureLinks 1 ── * PeerBinding 1 ── 0..1 QuicLink        what the owner holds
 *                                      1 ── *    QuicConnection  Netty's side: handshaking ones, and at most one authenticated
 * </pre>
 *
 * <p>On the one bidirectional stream, which the dialled side opens once it has judged the dialler's key:
 *
 * <pre>
 *   dialled → dialler   opening 1 (the byte 1) │ the owner's bytes …
 *   dialler → dialled   the owner's bytes …
 * </pre>
 *
 * <p>TLS 1.3 lets the dialler finish before the dialled side has judged it; the opening byte tells it that it was accepted.
 */
@NullMarked
package punchline.engine.session.quic;

import org.jspecify.annotations.NullMarked;
