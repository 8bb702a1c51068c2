package punchline.engine.path;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import punchline.engine.Deadline;
import punchline.engine.path.AttemptRecord.Cause;
import punchline.engine.path.AttemptRecord.Why;
import punchline.engine.path.PathSelection.Validated;
import punchline.engine.socket.LocalSocket;
import punchline.engine.socket.Path;

/** The efforts to reach the peer, one at a time: which paths are probed, when, how often, and when a new round is wanted. */
final class Punching {
    private final PathConfig config;
    private final KnownPaths known;
    private final Allowance checks;
    private final ProbeSchedule schedule;
    private final Rounds rounds;
    private final AttemptLog log;

    /** Null before the first attempt, the other side's ones included. */
    private @Nullable AttemptRecord record;

    private boolean running;
    private boolean succeeded;
    private boolean requestsHeard;
    private @Nullable Long beganNanos;
    private long startNanos;
    private long endNanos;
    private int probesLeft;
    /** The next probe's turn in the shared allowance is taken. */
    private boolean reserved;

    private int failures;
    private @Nullable Long retryNanos;

    /** Why the attempt under way will be in vain, as far as it is known before its end. */
    private @Nullable PathFailure obstacle;

    Punching(PathConfig config, AttemptLog log) {
        this.config = config;
        this.log = log;
        this.known = new KnownPaths(config.limits());
        this.checks =
                new Allowance(config.limits().checksPerSecond(), config.limits().checkBurst());
        this.schedule = new ProbeSchedule(config);
        this.rounds = new Rounds(config.ladder());
    }

    /** {@code keep} says which paths are known beyond the attempt that named them. */
    void begin(long nowNanos, Attempt attempt, Predicate<Path> keep) {
        known.moveTo(attempt.own());
        Cause cause = attempt.pairing() == null ? Cause.REMEMBERED : Cause.SERVER;
        if (open(nowNanos, nowNanos + attempt.waitNanos(), cause, attempt.pairing())) {
            known.startOver(keep);
            schedule.clear();
        }
        known.admit(attempt.candidates(), record(nowNanos));
        scheduleAll();
        rounds.begin(startNanos, attempt.pairing());
        endNanos = startNanos + lastsNanos();
    }

    private long lastsNanos() {
        return rounds.isHopeless()
                ? config.ladder().hopelessNanos()
                : config.schedule().attemptNanos();
    }

    /** Fires the volley of a later round, at those of its paths that may be probed; they have an allowance of their own. */
    void climb(long nowNanos, Volley volley, OwnNetwork here) {
        known.moveTo(here);
        // The other side may be without a path although this one is not.
        if ((!running || succeeded) && open(nowNanos, nowNanos, Cause.LATER_ROUND, null)) {
            known.forgetNamed();
        }
        obstacle = null;
        probesLeft = volley.tactic().isRandom()
                ? config.limits().probesPerRandomRound()
                : config.limits().probesPerAttempt();
        long startsNanos = nowNanos + volley.waitNanos();
        Volley permitted = volley.only(Set.copyOf(known.aimAt(volley.paths()))::contains);
        schedule.fire(permitted, startsNanos);
        record(nowNanos).onRound(nowNanos, permitted);
        rounds.onVolley(startsNanos + volley.durationNanos());
    }

    /** Unless it passes, no later round will come, and plain probes have the time that they have between hopeless NATs. */
    void onObstacle(long nowNanos, PathFailure why) {
        obstacle = why;
        if (!why.passes()) {
            rounds.end();
            long leastNanos = startNanos + config.ladder().hopelessNanos();
            endNanos = leastNanos - nowNanos > 0 ? leastNanos : nowNanos;
        }
    }

    /** True once when a later round is wanted. */
    boolean takeRound(long nowNanos) {
        return running && !succeeded && rounds.take(nowNanos);
    }

    void addCandidates(long nowNanos, List<Candidate> more) {
        if (!running) {
            return;
        }
        long from = nowNanos - startNanos > 0 ? nowNanos : startNanos;
        for (Path path : known.admit(more, record(nowNanos))) {
            schedule.add(path, from, config.schedule().rampNanos());
            endNanos = from + lastsNanos();
        }
    }

    /** An attempt with what is known, which needs no server; nothing if one is under way or nothing is known. */
    void probeKnown(long nowNanos) {
        if (!running && !known.isEmpty()) {
            open(nowNanos, nowNanos, Cause.SELF, null);
            scheduleAll();
        }
    }

    /** Probes what could be better than the selected path. */
    void look(long nowNanos, Validated selected) {
        known.rivalsOf(selected)
                .forEach(path -> schedule.add(path, nowNanos, config.schedule().lookRampNanos()));
    }

    /** A request of the peer came this way; {@code unproven} if it is to be found out whether answers do too. */
    void onRequest(long nowNanos, Path arrived, boolean unproven) {
        requestsHeard = true;
        record(nowNanos).onRequest(nowNanos, arrived);
        if (unproven && known.admitsSource(arrived) && checks.take(nowNanos)) {
            if (arrived.socket().equals(LocalSocket.MAIN)) {
                schedule.addOnce(arrived, nowNanos);
            } else {
                // Of a volley's many probes this one has hit, and the other side's next may be seconds away.
                schedule.addIfAbsent(arrived, nowNanos, config.schedule().hitRampNanos());
            }
        }
    }

    /** A request of mine was answered. */
    void onAnswer(long nowNanos, Path arrived) {
        record(nowNanos).onAnswer(nowNanos, arrived);
        failures = 0;
        retryNanos = null;
        if (running && !succeeded) {
            succeeded = true;
            rounds.end();
            schedule.ceaseFire();
            schedule.trim(config.schedule().probesAfterSuccess());
        }
    }

    /** The next path to probe; null if none is due. */
    @Nullable
    Path poll(long nowNanos, Allowance probes) {
        OptionalLong next = schedule.nextNanos();
        if (next.isEmpty() || next.getAsLong() - nowNanos > 0) {
            return null;
        }
        if (running && probesLeft <= 0) {
            schedule.clear();
            return null;
        }
        if (!reserved) {
            reserved = true;
            long waitNanos = probes.reserve(nowNanos);
            if (waitNanos > 0) {
                schedule.hold(nowNanos + waitNanos);
                return null;
            }
        }
        reserved = false;
        probesLeft--;
        Path due = schedule.poll(nowNanos);
        if (due != null) {
            record(nowNanos).onProbe(due);
        }
        return due;
    }

    /** Ends the attempt if its time is over; true if it has failed. */
    boolean conclude(long nowNanos) {
        if (!running || nowNanos - endNanos < 0 || !rounds.isOver()) {
            return false;
        }
        running = false;
        // What the shared allowance has held back comes too late.
        schedule.ceaseFire();
        if (!succeeded) {
            record(nowNanos).onFailed(nowNanos, failure());
        }
        return !succeeded;
    }

    /** Why the attempt failed. */
    PathFailure failure() {
        if (obstacle != null) {
            return obstacle;
        }
        if (rounds.isHopeless()) {
            return PathFailure.UNPREDICTABLE_PORTS;
        }
        if (requestsHeard) {
            return PathFailure.ONE_DIRECTION;
        }
        return known.isEmpty() ? PathFailure.NO_USABLE_ADDRESS : PathFailure.NO_ANSWER;
    }

    /** Wants a new round, the later the more have failed, unless an attempt is under way or one is wanted already. */
    void retryLater(long nowNanos) {
        if (!running && retryNanos == null) {
            List<Long> backoff = config.schedule().backoffNanos();
            retryNanos = nowNanos + backoff.get(Math.min(failures++, backoff.size() - 1));
        }
    }

    /** True once when a new round is due. */
    boolean takeRetry(long nowNanos) {
        Long retry = retryNanos;
        if (retry == null || nowNanos - retry < 0) {
            return false;
        }
        retryNanos = null;
        return true;
    }

    void cancelRetry() {
        retryNanos = null;
    }

    /** The next round starts from nothing; true if there was to be one. */
    boolean startOver() {
        boolean wanted = running || retryNanos != null;
        running = false;
        rounds.end();
        retryNanos = null;
        failures = 0;
        return wanted;
    }

    void clear() {
        startOver();
        known.clear();
        schedule.clear();
    }

    @Nullable
    Deadline deadline() {
        Deadline next = null;
        if (running) {
            next = rounds.isOver() ? new Deadline(endNanos, "end of attempt") : rounds.deadline();
        }
        Long retry = retryNanos;
        if (retry != null) {
            next = Deadline.earlier(next, new Deadline(retry, "new round"));
        }
        OptionalLong probe = schedule.nextNanos();
        return probe.isEmpty() ? next : Deadline.earlier(next, new Deadline(probe.getAsLong(), "probe"));
    }

    /** How good a validated path is; it is known from here on. */
    PathRank know(Path validated, Predicate<Path> keep) {
        return known.know(validated, keep);
    }

    /** A path was taken into use. */
    void onSelected(long nowNanos, Validated selected, Why why) {
        record(nowNanos).onSelected(nowNanos, selected, why);
    }

    /** That of the last attempt. If there was none, the other side has begun one. */
    private AttemptRecord record(long nowNanos) {
        AttemptRecord current = record;
        if (current == null) {
            current = log.open(nowNanos);
            current.onBegun(Cause.PEER, null);
            record = current;
        }
        return current;
    }

    /** True if the attempt has an allowance of its own. */
    private boolean open(long nowNanos, long start, Cause cause, @Nullable Pairing pairing) {
        Long began = beganNanos;
        boolean anew = began == null || nowNanos - began >= config.limits().attemptGapNanos();
        if (anew) {
            beganNanos = nowNanos;
            probesLeft = config.limits().probesPerAttempt();
            record = log.open(nowNanos);
        }
        record(nowNanos).onBegun(cause, pairing);
        running = true;
        succeeded = false;
        requestsHeard = false;
        obstacle = null;
        retryNanos = null;
        startNanos = start;
        endNanos = start + config.schedule().attemptNanos();
        return anew;
    }

    private void scheduleAll() {
        known.paths()
                .forEach(
                        path -> schedule.add(path, startNanos, config.schedule().rampNanos()));
    }
}
