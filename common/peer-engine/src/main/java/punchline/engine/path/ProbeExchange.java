package punchline.engine.path;

import java.util.ArrayDeque;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import punchline.engine.socket.Path;
import punchline.engine.socket.Transmit;

/** The probes that go out and come in: asks, answers what the peer asks, and knows which answer belongs to which of its questions. */
final class ProbeExchange {
    private final ProbeKeys keys;
    private final long bootId;
    private final Allowance answers;
    private final Transactions transactions;
    private final Queue<Transmit> transmits = new ArrayDeque<>();

    private long sent;
    private long answered;
    private long unverified;
    private long unmatched;

    ProbeExchange(PathConfig.Limits limits, ProbeKeys keys, long bootId, RandomGenerator random) {
        this.keys = keys;
        this.bootId = bootId;
        this.answers = new Allowance(limits.answersPerSecond(), limits.answerBurst());
        this.transactions = new Transactions(limits, random);
    }

    /** A probe that the peer made; null for any other datagram. */
    @Nullable
    Probe verify(byte[] datagram) {
        Probe probe = Probe.decode(datagram, keys);
        if (probe == null) {
            unverified++;
        }
        return probe;
    }

    /** Asks on a path. */
    void ask(long nowNanos, Path path) {
        sent++;
        Probe request = new Probe(Probe.Type.REQUEST, bootId, transactions.open(nowNanos, path), null);
        transmits.add(new Transmit(path, request.encode(keys)));
    }

    /** Answers where a request came from, unless too many have come. */
    void answer(long nowNanos, Path arrived, Probe request) {
        if (answers.take(nowNanos)) {
            answered++;
            Probe answer = new Probe(Probe.Type.ANSWER, bootId, request.transaction(), arrived.remote());
            transmits.add(new Transmit(arrived, answer.encode(keys)));
        }
    }

    /** The round trip in nanoseconds if this answers what was asked on that path, which then is closed; an answer from a boot that is over counts for nothing. */
    OptionalLong close(long nowNanos, Path arrived, Probe answer, PeerBoots boots) {
        OptionalLong rttNanos = transactions.close(nowNanos, answer.transaction(), arrived);
        if (rttNanos.isEmpty() || boots.isOver(answer.bootId())) {
            unmatched++;
            return OptionalLong.empty();
        }
        return rttNanos;
    }

    @Nullable
    Transmit pollTransmit() {
        return transmits.poll();
    }

    void clear() {
        transactions.clear();
        transmits.clear();
    }

    ProbeCounts counts() {
        return new ProbeCounts(sent, answered, unverified, unmatched);
    }
}
