package punchline.engine.path;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One effort to reach a peer.
 *
 * @param candidates as others name them: filtered before use
 * @param waitNanos  what to wait before the first probe, so that both sides start at once
 * @param own        where this peer stands at this time
 * @param pairing    what both NATs are; null if no server has said, and then there are no later rounds
 */
public record Attempt(
        List<Candidate> candidates,
        long waitNanos,
        OwnNetwork own,
        @Nullable Pairing pairing) {
    public Attempt {
        candidates = List.copyOf(candidates);
        if (waitNanos < 0) {
            throw new IllegalArgumentException("an attempt begins now or later");
        }
    }
}
