package punchline.engine.path;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import punchline.engine.Event.PathKind;
import punchline.engine.socket.LocalSocket;
import punchline.engine.socket.Path;
import punchline.protocol.Endpoint;

/**
 * What one effort to reach a peer did, and what came of it. Grows while the effort lasts, within limits whatever others send; makes no
 * strings. Times are nanoseconds since the beginning. Engine thread only.
 */
public final class AttemptRecord {
    /** A peer's and a server's word, remembered addresses, and some that its probes came from. */
    static final int MAX_CANDIDATES = 24;

    /** Where requests came from; behind a NAT that picks a port for each destination there are many. */
    static final int MAX_SOURCES = 16;

    /** An attempt makes four rounds at most, and the other side may call for as many. */
    static final int MAX_ROUNDS = 8;

    /** Paths that took over from each other. */
    static final int MAX_CHOICES = 4;

    /** Never: where a time is expected. */
    public static final long NEVER = -1;

    /** What set it off. */
    public enum Cause {
        /** A server's word to start. */
        SERVER,
        /** Addresses that led to the peer before. */
        REMEMBERED,
        /** The path in use fell silent, the network changed, or the last attempt failed: what is known is tried. */
        SELF,
        /** The other side's probes, before this one has begun. */
        PEER,
        /** The other side's wish for a later round. */
        LATER_ROUND
    }

    /** Why a path was taken. */
    public enum Why {
        /** There was none. */
        FIRST,
        /** The one before was silent. */
        OTHER_SILENT,
        /** A nearer network, or fewer translations on the way. */
        BETTER_KIND,
        /** The same kind, with a shorter round trip. */
        FASTER
    }

    /** An address that was tried, or was not. */
    public static final class Tried {
        private final Candidate candidate;
        private @Nullable Refusal refusal;
        private int probes;
        private long answeredNanos = NEVER;

        private Tried(Candidate candidate) {
            this.candidate = candidate;
        }

        public Candidate candidate() {
            return candidate;
        }

        /** Null if it was admitted. */
        public @Nullable Refusal refusal() {
            return refusal;
        }

        public int probes() {
            return probes;
        }

        /** When the first answer came, or {@link #NEVER}. */
        public long answeredNanos() {
            return answeredNanos;
        }
    }

    /** A later round. */
    public static final class LaterRound {
        private final Tactic tactic;
        private final long startNanos;
        private final int sockets;
        private final InetAddress address;
        private final int lowestPort;
        private final int highestPort;
        private final int targets;
        private int probes;
        private @Nullable Endpoint answeredBy;
        private long answeredNanos = NEVER;

        private LaterRound(Volley volley, long startNanos) {
            List<Endpoint> remotes =
                    volley.paths().stream().map(Path::remote).distinct().toList();
            this.tactic = volley.tactic();
            this.startNanos = startNanos;
            this.sockets =
                    (int) volley.paths().stream().map(Path::socket).distinct().count();
            this.address = remotes.getFirst().address();
            this.lowestPort = remotes.stream().mapToInt(Endpoint::port).min().orElseThrow();
            this.highestPort = remotes.stream().mapToInt(Endpoint::port).max().orElseThrow();
            this.targets = remotes.size();
        }

        public Tactic tactic() {
            return tactic;
        }

        /** When its first probe was due. */
        public long startNanos() {
            return startNanos;
        }

        /** How many sockets it sent from. */
        public int sockets() {
            return sockets;
        }

        /** The address aimed at, the same for all targets. */
        public InetAddress address() {
            return address;
        }

        public int lowestPort() {
            return lowestPort;
        }

        public int highestPort() {
            return highestPort;
        }

        /** How many ports were aimed at. */
        public int targets() {
            return targets;
        }

        public int probes() {
            return probes;
        }

        /** Who answered first on one of the fresh sockets; null if nobody. */
        public @Nullable Endpoint answeredBy() {
            return answeredBy;
        }

        public long answeredNanos() {
            return answeredNanos;
        }
    }

    /** Where requests of the peer came from, and how many. */
    public static final class Source {
        private final long firstNanos;
        private int requests;

        private Source(long firstNanos) {
            this.firstNanos = firstNanos;
        }

        public long firstNanos() {
            return firstNanos;
        }

        public int requests() {
            return requests;
        }
    }

    /** A path that was taken. */
    public record Choice(long atNanos, Path path, PathKind kind, long rttNanos, Why why) {}

    private final long beganMillis;
    private final long beganNanos;
    private final Set<Cause> causes = EnumSet.noneOf(Cause.class);
    private @Nullable Pairing pairing;
    private final Map<Endpoint, Tried> tried = new LinkedHashMap<>();
    private final List<LaterRound> rounds = new ArrayList<>();
    private final Map<Endpoint, Source> sources = new LinkedHashMap<>();
    private final List<Choice> choices = new ArrayList<>();
    private int candidatesLeftOut;
    private int roundsLeftOut;
    private int requestsLeftOut;
    private @Nullable PathFailure failure;
    private long endedNanos = NEVER;

    AttemptRecord(long beganMillis, long beganNanos) {
        this.beganMillis = beganMillis;
        this.beganNanos = beganNanos;
    }

    void onBegun(Cause cause, @Nullable Pairing between) {
        causes.add(cause);
        pairing = between == null ? pairing : between;
        failure = null;
        endedNanos = NEVER;
    }

    void onAdmitted(Candidate candidate) {
        note(candidate);
    }

    void onRefused(Candidate candidate, Refusal why) {
        if (!tried.containsKey(candidate.endpoint())) {
            Tried refused = note(candidate);
            if (refused != null) {
                refused.refusal = why;
            }
        }
    }

    private @Nullable Tried note(Candidate candidate) {
        Tried known = tried.get(candidate.endpoint());
        if (known == null && tried.size() < MAX_CANDIDATES) {
            known = new Tried(candidate);
            tried.put(candidate.endpoint(), known);
        } else if (known == null) {
            candidatesLeftOut++;
        } else {
            known.refusal = null;
        }
        return known;
    }

    void onRound(long nowNanos, Volley volley) {
        if (rounds.size() < MAX_ROUNDS && !volley.paths().isEmpty()) {
            rounds.add(new LaterRound(volley, nowNanos - beganNanos + volley.waitNanos()));
        } else {
            roundsLeftOut++;
        }
    }

    void onProbe(Path path) {
        LaterRound round = roundOf(path);
        if (round != null) {
            round.probes++;
            return;
        }
        Tried to = tried.get(path.remote());
        if (to == null) {
            to = note(new Candidate(path.remote(), Candidate.Kind.TRIGGERED));
        }
        if (to != null) {
            to.probes++;
        }
    }

    void onAnswer(long nowNanos, Path path) {
        long atNanos = nowNanos - beganNanos;
        LaterRound round = roundOf(path);
        if (round != null && round.answeredBy == null) {
            round.answeredBy = path.remote();
            round.answeredNanos = atNanos;
        }
        Tried to = tried.get(path.remote());
        if (round == null && to != null && to.answeredNanos == NEVER) {
            to.answeredNanos = atNanos;
        }
    }

    /** Fresh sockets are those of the round that goes on. */
    private @Nullable LaterRound roundOf(Path path) {
        return path.socket().equals(LocalSocket.MAIN) || rounds.isEmpty() ? null : rounds.getLast();
    }

    void onRequest(long nowNanos, Path path) {
        Source source = sources.get(path.remote());
        if (source == null && sources.size() < MAX_SOURCES) {
            source = new Source(nowNanos - beganNanos);
            sources.put(path.remote(), source);
        }
        if (source == null) {
            requestsLeftOut++;
        } else {
            source.requests++;
        }
    }

    void onSelected(long nowNanos, PathSelection.Validated selected, Why why) {
        if (choices.size() >= MAX_CHOICES) {
            // The first says how it was met, the last how it stands.
            choices.remove(1);
        }
        choices.add(new Choice(
                nowNanos - beganNanos, selected.path(), selected.rank().kind(), selected.rttNanos(), why));
        end(nowNanos);
    }

    void onFailed(long nowNanos, PathFailure why) {
        failure = why;
        end(nowNanos);
    }

    private void end(long nowNanos) {
        if (endedNanos == NEVER) {
            endedNanos = nowNanos - beganNanos;
        }
    }

    /** When it began, by the wall clock in milliseconds. */
    public long beganMillis() {
        return beganMillis;
    }

    public Set<Cause> causes() {
        return Collections.unmodifiableSet(causes);
    }

    /** The two NATs; null if no server introduced the two. */
    public @Nullable Pairing pairing() {
        return pairing;
    }

    /** What was named at once stands together, the refused first. */
    public Collection<Tried> candidates() {
        return Collections.unmodifiableCollection(tried.values());
    }

    public List<LaterRound> rounds() {
        return Collections.unmodifiableList(rounds);
    }

    /** By address, in the order of their first request. */
    public Map<Endpoint, Source> requestsFrom() {
        return Collections.unmodifiableMap(sources);
    }

    /** The paths taken, the last in use; there may be some after the attempt's end. */
    public List<Choice> choices() {
        return Collections.unmodifiableList(choices);
    }

    /** Candidates named beyond {@link #MAX_CANDIDATES}. */
    public int candidatesLeftOut() {
        return candidatesLeftOut;
    }

    public int roundsLeftOut() {
        return roundsLeftOut;
    }

    /** Requests from addresses beyond {@link #MAX_SOURCES}. */
    public int requestsLeftOut() {
        return requestsLeftOut;
    }

    /** Null unless it has failed. */
    public @Nullable PathFailure failure() {
        return failure;
    }

    /** From the beginning to the first path or to the failure; {@link #NEVER} while it lasts. */
    public long endedNanos() {
        return endedNanos;
    }
}
