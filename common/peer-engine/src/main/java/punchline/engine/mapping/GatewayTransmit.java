package punchline.engine.mapping;

import java.net.InetSocketAddress;

/**
 * A datagram to send from a gateway's own socket, which is bound to {@link Gateway#own}. The bytes are given away.
 *
 * @param to the gateway, or the multicast group of SSDP on the gateway's link
 */
public record GatewayTransmit(Gateway gateway, InetSocketAddress to, byte[] payload) {}
