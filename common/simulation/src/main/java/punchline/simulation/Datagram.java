package punchline.simulation;

import punchline.protocol.Endpoint;

/** A UDP datagram between two hops. The payload is never changed. */
public record Datagram(Endpoint source, Endpoint destination, byte[] payload) {
    Datagram withSource(Endpoint other) {
        return new Datagram(other, destination, payload);
    }

    Datagram withDestination(Endpoint other) {
        return new Datagram(source, other, payload);
    }
}
