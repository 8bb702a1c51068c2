package punchline.engine.diagnosis;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import punchline.engine.Event.PathKind;
import punchline.engine.path.AttemptRecord;
import punchline.engine.path.AttemptRecord.Cause;
import punchline.engine.path.AttemptRecord.Why;
import punchline.engine.path.Candidate;
import punchline.engine.path.Pairing;
import punchline.engine.path.PathFailure;
import punchline.engine.path.Refusal;
import punchline.engine.path.Tactic;
import punchline.engine.socket.LocalSocket;
import punchline.protocol.NatClass;

/**
 * What one attempt to reach a peer did and what came of it, to be printed. Times are milliseconds from its beginning.
 *
 * @param began      by the wall clock, in milliseconds since 1970
 * @param causes     what set it off
 * @param myNat      null if no server introduced the two, as {@code theirNat}
 * @param lasted     until the first path or the failure; null while it lasts
 * @param candidates addresses tried and refused
 * @param candidatesLeftOut how many more were named, beyond what is kept
 * @param rounds     those that followed the plain probes
 * @param requests   where the other side's probes came from
 * @param requestsLeftOut how many came from further addresses
 * @param paths      those taken, the last one in use
 * @param failure    null unless it has failed
 * @param reason     the failure in words
 */
public record AttemptReport(
        long began,
        List<Cause> causes,
        @Nullable NatClass myNat,
        @Nullable NatClass theirNat,
        @Nullable Long lasted,
        List<Tried> candidates,
        int candidatesLeftOut,
        List<Round> rounds,
        int roundsLeftOut,
        List<Source> requests,
        int requestsLeftOut,
        List<Taken> paths,
        @Nullable PathFailure failure,
        @Nullable String reason) {
    public AttemptReport {
        causes = List.copyOf(causes);
        candidates = List.copyOf(candidates);
        rounds = List.copyOf(rounds);
        requests = List.copyOf(requests);
        paths = List.copyOf(paths);
    }

    /**
     * An address that was tried, or not.
     *
     * @param refused  why it was not probed; null if it was admitted
     * @param probes   sent there from the long-lived socket
     * @param answered when the first answer came; null if none did
     */
    public record Tried(
            String address,
            Candidate.Kind kind,
            @Nullable Refusal refused,
            int probes,
            @Nullable Long answered) {}

    /**
     * A round after the plain probes.
     *
     * @param start    when its first probe was due
     * @param sockets  fresh ones that it sent from
     * @param target   an address, with the lowest and the highest port aimed at
     * @param ports    how many ports were aimed at
     * @param probes   sent from its sockets
     * @param answeredBy who answered first on one of them; null if nobody
     * @param answered when
     */
    public record Round(
            Tactic tactic,
            long start,
            int sockets,
            String target,
            int ports,
            int probes,
            @Nullable String answeredBy,
            @Nullable Long answered) {}

    /**
     * Where the other side's probes came from.
     *
     * @param first when the first came
     */
    public record Source(String address, long first, int requests) {}

    /**
     * A path that was taken.
     *
     * @param freshSocket whether it leads through a later round's socket
     * @param rtt         round trip in milliseconds, as measured then
     * @param why         over others
     */
    public record Taken(long at, String address, boolean freshSocket, PathKind kind, long rtt, Why why) {}

    /** What was recorded, with addresses as {@code names} shows them. */
    public static AttemptReport of(AttemptRecord record, AddressNames names) {
        Pairing pairing = record.pairing();
        PathFailure failure = record.failure();
        return new AttemptReport(
                record.beganMillis(),
                List.copyOf(record.causes()),
                pairing == null ? null : pairing.mine(),
                pairing == null ? null : pairing.theirs(),
                whenMillis(record.endedNanos()),
                record.candidates().stream().map(tried -> of(tried, names)).toList(),
                record.candidatesLeftOut(),
                record.rounds().stream().map(round -> of(round, names)).toList(),
                record.roundsLeftOut(),
                record.requestsFrom().entrySet().stream()
                        .map(each -> new Source(
                                names.of(each.getKey()),
                                millis(each.getValue().firstNanos()),
                                each.getValue().requests()))
                        .toList(),
                record.requestsLeftOut(),
                record.choices().stream().map(choice -> of(choice, names)).toList(),
                failure,
                failure == null ? null : failure.words());
    }

    private static Tried of(AttemptRecord.Tried tried, AddressNames names) {
        return new Tried(
                names.of(tried.candidate().endpoint()),
                tried.candidate().kind(),
                tried.refusal(),
                tried.probes(),
                whenMillis(tried.answeredNanos()));
    }

    private static Round of(AttemptRecord.LaterRound round, AddressNames names) {
        return new Round(
                round.tactic(),
                millis(round.startNanos()),
                round.sockets(),
                names.of(round.address(), round.lowestPort(), round.highestPort()),
                round.targets(),
                round.probes(),
                round.answeredBy() == null ? null : names.of(round.answeredBy()),
                whenMillis(round.answeredNanos()));
    }

    private static Taken of(AttemptRecord.Choice choice, AddressNames names) {
        return new Taken(
                millis(choice.atNanos()),
                names.of(choice.path().remote()),
                !choice.path().socket().equals(LocalSocket.MAIN),
                choice.kind(),
                millis(choice.rttNanos()),
                choice.why());
    }

    private static @Nullable Long whenMillis(long nanos) {
        return nanos == AttemptRecord.NEVER ? null : millis(nanos);
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }
}
