package punchline.engine.rendezvous;

import punchline.engine.socket.LocalSocket;
import punchline.protocol.Endpoint;

/**
 * One server port's word on the address of one of this peer's sockets.
 *
 * @param socket     whose address it is
 * @param server     who saw it
 * @param observed   what it saw
 * @param sentAtNanos when the first datagram left that made the NAT choose a port for this server
 */
public record NatSample(LocalSocket socket, Endpoint server, Endpoint observed, long sentAtNanos) {}
