package punchline.engine.path;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import punchline.engine.Deadline;

/**
 * Judges the selected path by its silence since the last authenticated datagram on it. Silence means something only while a question
 * is open: an unanswered keepalive, or, more urgent, link data that waits to be acknowledged or a peer that is heard elsewhere. See
 * {@link PathConfig.Liveness}.
 */
final class Liveness {
    /** What to do at this moment. Suspicion comes before a new round, that before the loss. */
    enum Step {
        PROBE,
        SUSPECT,
        REPUNCH,
        LOST
    }

    private enum Phase {
        TRUSTED,
        SUSPECT,
        REPUNCHING
    }

    private final PathConfig.Liveness config;
    private final RandomGenerator random;
    private final boolean asksFirst;
    private Phase phase = Phase.TRUSTED;
    private long rttNanos;
    private long heardNanos;
    private long idleNanos;
    private @Nullable Long askedFirstNanos;
    private @Nullable Long askedAgainNanos;
    private long askedLastNanos;
    private @Nullable Long unacknowledgedNanos;
    private @Nullable Long checkNanos;
    private long suspectedNanos;
    private @Nullable Long nextRoundNanos;
    private long roundPauseNanos;

    /** A path that was heard at this moment. {@code asksFirst} is true for the lower PeerId. */
    Liveness(PathConfig.Liveness config, RandomGenerator random, boolean asksFirst, long nowNanos, long rttNanos) {
        this.config = config;
        this.random = random;
        this.asksFirst = asksFirst;
        this.rttNanos = rttNanos;
        this.heardNanos = nowNanos;
        this.idleNanos = drawIdleNanos();
    }

    /** An authenticated datagram came on the path; true if that ended a suspicion. */
    boolean onHeard(long nowNanos) {
        heardNanos = nowNanos;
        checkNanos = null;
        nextRoundNanos = null;
        if (askedFirstNanos != null) {
            askedFirstNanos = null;
            askedAgainNanos = null;
            idleNanos = drawIdleNanos();
        }
        boolean wasSuspect = phase != Phase.TRUSTED;
        phase = Phase.TRUSTED;
        return wasSuspect;
    }

    void onRtt(long smoothedNanos) {
        rttNanos = smoothedNanos;
    }

    /** Link data waits for an acknowledgement, or no longer does. Said again it changes nothing. */
    void onUnacknowledged(long nowNanos, boolean waiting) {
        if (!waiting) {
            unacknowledgedNanos = null;
        } else if (unacknowledgedNanos == null) {
            unacknowledgedNanos = nowNanos;
        }
    }

    /** The peer is there, on another path: silence here is a question. */
    void onHeardElsewhere(long nowNanos) {
        if (nowNanos - heardNanos >= config.elsewhereNanos()) {
            check(nowNanos);
        }
    }

    /** There is reason to doubt the path: ask at once, and be as quick to judge as if data waited. */
    void check(long nowNanos) {
        if (checkNanos == null) {
            checkNanos = nowNanos - activeNanos();
        }
    }

    /** The network changed: ask at once, and let the caller act on suspicion and new round without waiting for them. */
    void onNetworkChange(long nowNanos) {
        phase = Phase.REPUNCHING;
        suspectedNanos = nowNanos;
        askedFirstNanos = nowNanos;
        askedAgainNanos = null;
        askedLastNanos = nowNanos - config.repeatNanos();
        if (unacknowledgedNanos != null) {
            // What waited while the machine slept or had no network was never a question to the peer.
            unacknowledgedNanos = nowNanos;
        }
        roundPauseNanos = 0;
    }

    /** A new round was asked for; unless it begins it is asked for again after a while, each time a longer one. */
    void awaitRound(long nowNanos) {
        roundPauseNanos = Math.max(config.roundPauseNanos(), 2 * roundPauseNanos);
        nextRoundNanos = nowNanos + roundPauseNanos;
    }

    /** The round has begun. */
    void onRound() {
        nextRoundNanos = null;
    }

    /** Whether a round is under way that is to bring the path back, so that its failure calls for another. */
    boolean hasRound() {
        return phase == Phase.REPUNCHING && nextRoundNanos == null;
    }

    /** The next thing to do that is due; null if nothing is. */
    @Nullable
    Step poll(long nowNanos) {
        Long question = questionNanos();
        if (question != null) {
            if (nowNanos - lostAt(question) >= 0) {
                return Step.LOST;
            }
            Long verdict = verdictAt();
            if (verdict != null && nowNanos - verdict >= 0) {
                return judge(nowNanos);
            }
        }
        if (nowNanos - probeAt() >= 0) {
            askedLastNanos = nowNanos;
            if (askedFirstNanos == null) {
                askedFirstNanos = nowNanos;
            } else if (askedAgainNanos == null) {
                askedAgainNanos = nowNanos;
            }
            return Step.PROBE;
        }
        return null;
    }

    private Step judge(long nowNanos) {
        if (phase == Phase.TRUSTED) {
            phase = Phase.SUSPECT;
            suspectedNanos = nowNanos;
            return Step.SUSPECT;
        }
        if (phase == Phase.SUSPECT) {
            phase = Phase.REPUNCHING;
            roundPauseNanos = 0;
        }
        // The caller asks for the round and says so; until then there is nothing to wait for.
        nextRoundNanos = null;
        return Step.REPUNCH;
    }

    Deadline deadline() {
        Deadline next = new Deadline(probeAt(), "keepalive");
        Long question = questionNanos();
        if (question == null) {
            return next;
        }
        Long verdict = verdictAt();
        if (verdict != null) {
            next = earlier(next, new Deadline(verdict, phase == Phase.TRUSTED ? "suspect" : "re-punch"));
        }
        return earlier(next, new Deadline(lostAt(question), "lost"));
    }

    private static Deadline earlier(Deadline one, Deadline other) {
        return one.atNanos() - other.atNanos() <= 0 ? one : other;
    }

    /** When the phase ends unless the path is heard; null while too little was asked for that, or a round is under way. */
    private @Nullable Long verdictAt() {
        return switch (phase) {
            case TRUSTED -> suspectAt();
            case SUSPECT -> repunchAt();
            case REPUNCHING -> nextRoundNanos;
        };
    }

    private @Nullable Long suspectAt() {
        Long askedAgain = askedAgainNanos;
        Long askedFirst = askedFirstNanos;
        if (askedAgain == null || askedFirst == null) {
            return null;
        }
        long idleAt = askedFirst + config.suspectIdleNanos();
        Long urgent = urgentNanos();
        if (urgent == null) {
            return idleAt;
        }
        long answersAt = askedAgain + rttNanos + rttNanos / 2;
        long urgentAt = later(urgent + config.suspectActiveNanos(), answersAt);
        return urgentAt - idleAt < 0 ? (Long) urgentAt : (Long) later(idleAt, answersAt);
    }

    private @Nullable Long repunchAt() {
        Long askedFirst = askedFirstNanos;
        if (askedFirst == null) {
            return null;
        }
        return urgentNanos() == null
                ? (Long) (askedFirst + config.repunchIdleNanos())
                : (Long) (suspectedNanos + Math.max(config.repunchActiveNanos(), rttNanos));
    }

    private long lostAt(long question) {
        return later(heardNanos + config.lostNanos(), question + config.lostQuestionNanos());
    }

    /** Since when an answer is owed; null if nothing was asked since the peer was last heard. */
    private @Nullable Long questionNanos() {
        Long urgent = urgentNanos();
        Long asked = askedFirstNanos;
        if (urgent == null) {
            return asked;
        }
        return asked == null || urgent - asked < 0 ? urgent : asked;
    }

    /** Since when something urgent is owed: an acknowledgement, or a sign of life from a path in question. */
    private @Nullable Long urgentNanos() {
        Long unacknowledged = unacknowledgedNanos;
        Long check = checkNanos;
        if (unacknowledged == null) {
            return check;
        }
        long waiting = later(unacknowledged, heardNanos);
        return check == null || waiting - check < 0 ? (Long) waiting : check;
    }

    private long probeAt() {
        Long urgent = urgentNanos();
        if (askedFirstNanos != null) {
            return askedLastNanos + (urgent == null ? config.repeatNanos() : repeatActiveNanos());
        }
        long idleAt = heardNanos + idleNanos;
        if (urgent == null) {
            return idleAt;
        }
        long activeAt = urgent + activeNanos();
        return activeAt - idleAt < 0 ? activeAt : idleAt;
    }

    private long activeNanos() {
        return Math.max(config.activeRtts() * rttNanos, config.activeMinNanos());
    }

    /** Once a new round is under way the path is as good as dead, and a probe a second will do. */
    private long repeatActiveNanos() {
        return phase == Phase.REPUNCHING ? config.repeatNanos() : config.repeatActiveNanos();
    }

    private long drawIdleNanos() {
        double jitter = config.keepaliveJitter();
        double longest = config.keepaliveNanos() * (1 + jitter);
        return asksFirst
                ? (long) (longest - random.nextDouble() * 2 * jitter * config.keepaliveNanos())
                : (long) longest + config.deputyNanos();
    }

    private static long later(long one, long other) {
        return one - other >= 0 ? one : other;
    }
}
