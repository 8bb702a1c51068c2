package punchline.engine.path;

import punchline.protocol.NatClass;

/**
 * The two NATs of an attempt.
 *
 * @param leads whether this side calls for the later rounds; the other does so only if it hears of none. It is the lower PeerId's part
 */
public record Pairing(NatClass mine, NatClass theirs, boolean leads) {
    /** What this side does when plain probes do not meet. */
    public Tactic tactic() {
        return Tactic.of(mine, theirs);
    }
}
