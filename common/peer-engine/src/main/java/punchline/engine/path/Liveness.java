package punchline.engine.path;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import punchline.engine.Deadline;

/**
 * Judges the selected path by its silence: the time since the last authenticated datagram on it. A question is open from the first
 * unanswered keepalive, or while link data waits to be acknowledged; see {@link PathConfig.Liveness}.
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
    private long askedLastNanos;
    private @Nullable Long unacknowledgedNanos;

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
        if (askedFirstNanos != null) {
            askedFirstNanos = null;
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

    /** The peer is there, on another path: a long silence here is now a question. */
    void onHeardElsewhere(long nowNanos) {
        if (askedFirstNanos == null && nowNanos - heardNanos >= config.suspectNanos()) {
            idleNanos = nowNanos - heardNanos;
        }
    }

    /** The network changed: ask at once, and let the caller act on suspicion and new round without waiting for them. */
    void onNetworkChange(long nowNanos) {
        phase = Phase.REPUNCHING;
        askedFirstNanos = nowNanos;
        askedLastNanos = nowNanos - config.repeatNanos();
        if (unacknowledgedNanos != null) {
            // What waited while the machine slept or had no network was never a question to the peer.
            unacknowledgedNanos = nowNanos;
        }
    }

    /** Whether a new round is due, and until when the path is either heard or lost. */
    boolean isRepunching() {
        return phase == Phase.REPUNCHING;
    }

    /** The next thing to do that is due; null if nothing is. */
    @Nullable
    Step poll(long nowNanos) {
        Long question = questionNanos();
        if (question != null) {
            if (nowNanos - lostAt(question) >= 0) {
                return Step.LOST;
            }
            if (phase == Phase.TRUSTED && nowNanos - suspectAt(question) >= 0) {
                phase = Phase.SUSPECT;
                return Step.SUSPECT;
            }
            if (phase == Phase.SUSPECT && nowNanos - repunchAt(question) >= 0) {
                phase = Phase.REPUNCHING;
                return Step.REPUNCH;
            }
        }
        if (nowNanos - probeAt() >= 0) {
            askedLastNanos = nowNanos;
            if (askedFirstNanos == null) {
                askedFirstNanos = nowNanos;
            }
            return Step.PROBE;
        }
        return null;
    }

    Deadline deadline() {
        Deadline probe = new Deadline(probeAt(), "keepalive");
        Long question = questionNanos();
        if (question == null) {
            return probe;
        }
        Deadline verdict = switch (phase) {
            case TRUSTED -> new Deadline(suspectAt(question), "suspect");
            case SUSPECT -> new Deadline(repunchAt(question), "re-punch");
            case REPUNCHING -> new Deadline(lostAt(question), "lost");
        };
        return probe.atNanos() - verdict.atNanos() <= 0 ? probe : verdict;
    }

    private long suspectAt(long question) {
        return later(heardNanos + config.suspectNanos(), question + config.suspectQuestionNanos());
    }

    private long repunchAt(long question) {
        return later(heardNanos + config.repunchNanos(), question + config.repunchQuestionNanos());
    }

    private long lostAt(long question) {
        return later(heardNanos + config.lostNanos(), question + config.lostQuestionNanos());
    }

    /** Since when an answer is owed; null if nothing was asked since the peer was last heard. */
    private @Nullable Long questionNanos() {
        Long waiting = waitingNanos();
        Long asked = askedFirstNanos;
        if (waiting == null) {
            return asked;
        }
        return asked == null || waiting - asked < 0 ? waiting : asked;
    }

    private @Nullable Long waitingNanos() {
        Long unacknowledged = unacknowledgedNanos;
        return unacknowledged == null ? null : (Long) later(unacknowledged, heardNanos);
    }

    private long probeAt() {
        Long waiting = waitingNanos();
        long activeNanos = Math.max(config.activeRtts() * rttNanos, config.activeMinNanos());
        if (askedFirstNanos != null) {
            // A long round trip must not make active probes rarer than idle ones.
            return askedLastNanos
                    + (waiting == null ? config.repeatNanos() : Math.min(activeNanos, config.repeatNanos()));
        }
        long idleAt = heardNanos + idleNanos;
        if (waiting == null) {
            return idleAt;
        }
        long activeAt = waiting + activeNanos;
        return activeAt - idleAt < 0 ? activeAt : idleAt;
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
