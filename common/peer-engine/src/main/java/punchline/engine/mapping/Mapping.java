package punchline.engine.mapping;

import punchline.protocol.Endpoint;

/**
 * The gateway passes what comes to {@code external} on to this peer's long-lived socket.
 *
 * @param external        a private address means that another NAT stands behind the gateway: good for others in that network only
 * @param lifetimeSeconds granted, unless renewed
 */
public record Mapping(MappingProtocol protocol, Endpoint external, long lifetimeSeconds) {}
