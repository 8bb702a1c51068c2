package punchline.engine.rendezvous;

import org.jspecify.annotations.Nullable;
import punchline.engine.Reason;
import punchline.protocol.Endpoint;

/**
 * How this peer stands with one server.
 *
 * @param registered whether the server knows this peer and answers
 * @param observed   this peer's address as the server last saw it; null until it answered
 * @param number     the place in lists; null if unlisted or not registered
 * @param why        what is wrong; null while registered, or while nothing has failed yet
 * @param trouble    the kind of that problem
 */
public record RendezvousStatus(
        boolean registered,
        @Nullable Endpoint observed,
        @Nullable Integer number,
        @Nullable Reason why,
        Trouble trouble) {
    /** {@code why} in plain words. */
    public @Nullable String problem() {
        return why == null ? null : why.text();
    }

    /** What kind of problem there is. */
    public enum Trouble {
        NONE,
        /** It does not answer. */
        SILENT,
        /** It answers, but will not or cannot. */
        REFUSED,
        /** The same identity has registered from another place, and won. */
        ELSEWHERE
    }
}
