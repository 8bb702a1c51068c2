package punchline.engine.rendezvous;

import org.jspecify.annotations.Nullable;
import punchline.protocol.Endpoint;

/**
 * How this peer stands with one server.
 *
 * @param registered whether the server knows this peer and answers
 * @param observed   this peer's address as the server last saw it; null until it answered
 * @param number     the place in lists; null if unlisted or not registered
 * @param problem    plain words; null while registered, or while nothing has failed yet
 */
public record RendezvousStatus(
        boolean registered,
        @Nullable Endpoint observed,
        @Nullable Integer number,
        @Nullable String problem) {}
