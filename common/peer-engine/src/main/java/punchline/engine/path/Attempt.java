package punchline.engine.path;

import java.util.List;
import punchline.engine.socket.LocalSocket;

/**
 * One effort to reach a peer.
 *
 * @param candidates as others name them: filtered before use
 * @param waitNanos  what to wait before the first probe, so that both sides start at once
 * @param sockets    each probes each candidate
 * @param own        where this peer stands at this time
 */
public record Attempt(List<Candidate> candidates, long waitNanos, List<LocalSocket> sockets, OwnNetwork own) {
    public Attempt {
        candidates = List.copyOf(candidates);
        sockets = List.copyOf(sockets);
        if (waitNanos < 0 || sockets.isEmpty()) {
            throw new IllegalArgumentException("an attempt has a socket, and begins now or later");
        }
    }
}
