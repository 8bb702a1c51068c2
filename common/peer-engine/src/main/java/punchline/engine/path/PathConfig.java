package punchline.engine.path;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/**
 * All numbers of path finding. Unless another source is named they are the project's own choice, from measurements in network
 * namespaces and from what Tailscale, iroh and ICE (RFC 8445) do.
 *
 * @param schedule   how an attempt sends
 * @param liveness   how a path is kept and judged
 * @param preference when one path is better than another
 * @param limits     what hostile or broken others may cost
 * @param ladder     the rounds that follow when plain probes do not meet
 */
public record PathConfig(
        Schedule schedule, Liveness liveness, Preference preference, Limits limits, LadderConfig ladder) {
    public static final PathConfig DEFAULT = new PathConfig(
            Schedule.DEFAULT, Liveness.DEFAULT, Preference.DEFAULT, Limits.DEFAULT, LadderConfig.DEFAULT);

    /**
     * How an attempt sends.
     *
     * @param rampNanos when a candidate is probed, after its start: dense at first, because both sides start together and the
     *     first to cross opens the hole; then rare, for lost datagrams and the other side's lateness
     * @param lookRampNanos the same for a look for a better path, where nothing is urgent: three against loss
     * @param hitRampNanos the same for the way on which a request came to one of many sockets: against loss, for the other side may ask
     *     there only once
     * @param attemptNanos an attempt without success has failed
     * @param spacingNanos between two probes: a burst overruns the flow tables of small routers (RFC 8445, section 14.2, the Ta of
     *     ICE, 5 ms at least)
     * @param probesAfterSuccess to each candidate after the first success: the other side may need them to open its own hole, and a better
     *     path may answer later
     * @param backoffNanos from a failed attempt to the next; the last repeats. A network change starts over
     */
    public record Schedule(
            List<Long> rampNanos,
            List<Long> lookRampNanos,
            List<Long> hitRampNanos,
            long attemptNanos,
            long spacingNanos,
            int probesAfterSuccess,
            List<Long> backoffNanos) {
        public static final Schedule DEFAULT = new Schedule(
                LongStream.concat(
                                LongStream.of(0, 50, 100, 200, 400, 800),
                                LongStream.iterate(1300, at -> at <= 5000, at -> at + 500))
                        .map(millis -> millis * 1_000_000)
                        .boxed()
                        .toList(),
                List.of(millis(0), millis(500), millis(1000)),
                List.of(millis(0), millis(100), millis(300), millis(700)),
                millis(5000),
                millis(5),
                3,
                LongStream.of(1, 1, 2, 4, 8, 16, 60)
                        .map(seconds -> seconds * 1_000_000_000)
                        .boxed()
                        .toList());
    }

    /**
     * How the selected path is kept alive and judged. Silence is the time since the last authenticated datagram on it. In a quiet
     * conversation silence alone means nothing, so every verdict waits until a question (a keepalive, or data to be acknowledged) has
     * been open for a while. A false alarm costs some probes and an ask at the servers, so that it may be quick.
     *
     * @param keepaliveNanos silence after which the lower PeerId sends a keepalive; below the 20–30 s after which the
     *     shortest-lived NATs forget a mapping (RFC 4787, section 4.3 wants 120 s, many routers give 30)
     * @param keepaliveJitter the share by which that varies, so that many paths do not fall into step
     * @param deputyNanos how much later than the latest keepalive due from the lower PeerId the higher one asks itself
     * @param repeatNanos between unanswered keepalives
     * @param activeRtts round trips after which unacknowledged data lets a probe go out
     * @param activeMinNanos but not before this: most commits at the other side, which come before the acknowledgement, take less
     * @param repeatActiveNanos between unanswered probes while data waits
     * @param suspectActiveNanos how long data must wait before suspicion: all candidates are probed while sending goes on. Not before
     *     two probes have been unanswered for one and a half round trips, either
     * @param repunchActiveNanos from there to asking the servers for a new round, if no candidate answers, a round trip at least
     * @param suspectIdleNanos how long a keepalive must be unanswered before suspicion: two repeats lost in a row
     * @param repunchIdleNanos the same before a new round
     * @param roundPauseNanos from asking for a new round to asking again if none begins; doubled each time
     * @param elsewhereNanos silence that is in question when the peer is heard on another path meanwhile
     * @param lostNanos silence after which the peer is offline; a person should not believe longer
     * @param lostQuestionNanos how long a question must be open before that, so that a machine that slept asks first
     * @param lookNanos between looks for a better path, while the path is in use
     */
    public record Liveness(
            long keepaliveNanos,
            double keepaliveJitter,
            long deputyNanos,
            long repeatNanos,
            int activeRtts,
            long activeMinNanos,
            long repeatActiveNanos,
            long suspectActiveNanos,
            long repunchActiveNanos,
            long suspectIdleNanos,
            long repunchIdleNanos,
            long roundPauseNanos,
            long elsewhereNanos,
            long lostNanos,
            long lostQuestionNanos,
            long lookNanos) {
        public static final Liveness DEFAULT = new Liveness(
                millis(15_000),
                0.2,
                millis(1000),
                millis(1000),
                2,
                millis(300),
                millis(250),
                millis(800),
                millis(200),
                millis(2000),
                millis(3000),
                millis(1000),
                millis(500),
                millis(30_000),
                millis(6000),
                millis(60_000));
    }

    /**
     * When one path is better than another: hysteresis, so that two equal paths do not take turns.
     *
     * @param rankSlackNanos a path of a better rank wins unless its round trip is longer by more than this, as that of a
     *     distant virtual private network is
     * @param gainNanos a path of the same rank wins only if its round trip is shorter by this
     * @param gainShare and by this share
     * @param mutualNanos how long a validated path waits for a request of the other side before it may be selected without. The
     *     other side refuses link data on a path that it has not validated, and the first loss of a QUIC handshake costs a second
     *     (RFC 9002, section 6.2.2); its triggered check usually comes right behind its answer
     */
    public record Preference(long rankSlackNanos, long gainNanos, double gainShare, long mutualNanos) {
        public static final Preference DEFAULT = new Preference(millis(30), millis(5), 0.2, millis(200));
    }

    /**
     * What hostile or broken others may cost. Candidates come from others, and a false one turns this peer into a reflector.
     *
     * @param remoteCandidates that a peer or server may name in one attempt
     * @param publicAddresses distinct public IP addresses among them: IPv6, IPv4 and one more of a host with two providers
     * @param rememberedCandidates addresses validated in earlier runs, tried beside the named ones
     * @param probesPerAttempt 14 to each of 12 candidates, and room for triggered checks; as many in each later round
     * @param probesPerRandomRound in a round over random ports, which takes the other side's consent
     * @param probesPerSecond in all, for all peers together: see {@link Allowance}
     * @param attemptGapNanos an attempt that follows another within this shares its allowance of probes
     * @param knownPaths paths probed in suspicion and in looks: those candidates and some that probes came from
     * @param scheduledPaths ramps in a schedule: the known paths and triggered checks
     * @param outstanding transactions awaiting an answer: as many as all probes of that time together may be
     * @param transactionNanos how long one is awaited; the slowest mobile links take 2 s
     * @param answersPerSecond authenticated requests answered, well above what an honest peer's schedule asks
     * @param answerBurst the same at once: a whole attempt of the other side
     * @param checksPerSecond triggered checks, which a replay from a forged source could ask for
     * @param checkBurst the same at once: a few for each candidate
     * @param retiredBoots former boot ids of the peer that are known to be over
     */
    public record Limits(
            int remoteCandidates,
            int publicAddresses,
            int rememberedCandidates,
            int probesPerAttempt,
            int probesPerRandomRound,
            int probesPerSecond,
            long attemptGapNanos,
            int knownPaths,
            int scheduledPaths,
            int outstanding,
            long transactionNanos,
            int answersPerSecond,
            int answerBurst,
            int checksPerSecond,
            int checkBurst,
            int retiredBoots) {
        public static final Limits DEFAULT =
                new Limits(8, 3, 4, 200, 1800, 200, millis(1000), 16, 48, 1000, millis(5000), 50, 200, 4, 24, 16);
    }

    private static long millis(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }
}
