package punchline.server;

import punchline.protocol.Endpoint;

/** A datagram to send, and by which socket. */
public record Outbound(LocalPort port, Endpoint to, byte[] datagram) {}
