package punchline.engine.path;

import org.jspecify.annotations.Nullable;
import punchline.engine.Deadline;

/** When a later round of an attempt is wanted, and when there is none left. */
final class Rounds {
    private final LadderConfig config;
    private @Nullable Pairing pairing;
    private int left;
    /** Calls for a round since the last that came about. */
    private int unanswered;

    private @Nullable Long nextNanos;

    Rounds(LadderConfig config) {
        this.config = config;
    }

    /** An attempt begins whose plain probes start then. Without a pairing there are no rounds, for no server is there to arrange them. */
    void begin(long startNanos, @Nullable Pairing between) {
        pairing = between;
        end();
        if (between != null && between.tactic() != Tactic.NONE) {
            Tactic tactic = between.tactic();
            left = tactic.isRandom() ? 1 : config.rounds();
            long firstNanos = tactic == Tactic.FRESH_SOCKETS ? config.easyRoundNanos() : config.hardRoundNanos();
            nextNanos = startNanos + firstNanos + patience();
        }
    }

    private long patience() {
        Pairing between = pairing;
        return between == null || between.leads() ? 0 : config.followerNanos();
    }

    /** The probes of a round are on their way until then. */
    void onVolley(long endNanos) {
        if (unanswered == 0) {
            left--;
        }
        unanswered = 0;
        nextNanos = endNanos + patience();
    }

    /** True once when a round is wanted. */
    boolean take(long nowNanos) {
        Long next = nextNanos;
        if (next == null || nowNanos - next < 0) {
            return false;
        }
        if (left <= 0 || unanswered >= config.calls()) {
            nextNanos = null;
            return false;
        }
        left--;
        unanswered++;
        nextNanos = nowNanos + config.patienceNanos();
        return true;
    }

    /** Nothing more is wanted. */
    void end() {
        left = 0;
        unanswered = 0;
        nextNanos = null;
    }

    /** Whether neither a round goes on nor one is to come. */
    boolean isOver() {
        return nextNanos == null;
    }

    /** Whether no round is worth its while, for neither side can be aimed at. */
    boolean isHopeless() {
        Pairing between = pairing;
        return between != null && between.tactic() == Tactic.NONE;
    }

    @Nullable
    Pairing pairing() {
        return pairing;
    }

    @Nullable
    Deadline deadline() {
        Long next = nextNanos;
        return next == null ? null : new Deadline(next, "next round");
    }
}
