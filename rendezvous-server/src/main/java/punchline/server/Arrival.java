package punchline.server;

import punchline.protocol.Endpoint;

/**
 * When, where and whence a datagram came in.
 *
 * @param bytes its size
 */
record Arrival(long nowNanos, LocalPort port, Endpoint source, int bytes) {}
