package punchline.engine.rendezvous;

import punchline.protocol.Endpoint;

/**
 * One server port's word on the address of this peer's main socket.
 *
 * @param server     who saw it
 * @param observed   what it saw
 * @param sentAtNanos when the first datagram left that made the NAT choose a port for this server
 */
public record NatSample(Endpoint server, Endpoint observed, long sentAtNanos) {}
