package punchline.engine;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import punchline.engine.rendezvous.RendezvousAsk;
import punchline.protocol.PeerId;

/**
 * Asks that went to several servers. A peer is missing only when the last server has answered and none has found it. Holds the newest ask
 * for each peer, no more than the servers' clients hold, which answer every ask.
 */
final class OpenAsks {
    private final Map<PeerId, Open> byPeer = new HashMap<>();

    private static final class Open {
        final RendezvousAsk ask;
        int unanswered;
        boolean found;

        /** A server that knows nothing of a peer says more than one that is silent. */
        @Nullable
        Reason missing;

        Reason failed = Reason.of(Reason.Code.UNKNOWN);

        Open(RendezvousAsk ask, int servers) {
            this.ask = ask;
            this.unanswered = servers;
        }

        Reason reason() {
            return missing == null ? failed : missing;
        }
    }

    /** Goes to so many servers; what an earlier ask for the same peer comes to is of no interest from here on. */
    void open(RendezvousAsk ask, int servers) {
        if (servers > 0) {
            byPeer.put(ask.peer(), new Open(ask, servers));
        }
    }

    void onFound(PeerId peer, String attempt, int round) {
        Open open = find(peer, attempt, round);
        if (open != null) {
            open.found = true;
            var _ = close(open);
        }
    }

    /** Returns why the peer is missing, if this was the last hope. */
    @Nullable
    Reason onNotFound(PeerId peer, String attempt, int round, Reason reason) {
        Open open = find(peer, attempt, round);
        if (open == null) {
            return null;
        }
        open.missing = reason;
        return close(open);
    }

    /** As {@link #onNotFound} for a server that could not be asked. */
    @Nullable
    Reason onFailed(PeerId peer, String attempt, int round, Reason problem) {
        Open open = find(peer, attempt, round);
        if (open == null) {
            return null;
        }
        open.failed = problem;
        return close(open);
    }

    private @Nullable Open find(PeerId peer, String attempt, int round) {
        Open open = byPeer.get(peer);
        return open != null && open.ask.attempt().equals(attempt) && open.ask.round() == round ? open : null;
    }

    private @Nullable Reason close(Open answered) {
        answered.unanswered--;
        if (answered.unanswered > 0) {
            return null;
        }
        byPeer.remove(answered.ask.peer());
        return answered.found ? null : answered.reason();
    }
}
