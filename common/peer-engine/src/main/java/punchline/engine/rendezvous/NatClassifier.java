package punchline.engine.rendezvous;

import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import punchline.protocol.Endpoint;
import punchline.protocol.NatClass;

/**
 * Tells from samples of one socket's reflexive address how the NAT picks ports. Two samples of different destinations
 * are the least; four or more make a random NAT unlikely to pass for another.
 */
public final class NatClassifier {
    /** A NAT that counts up is also used by others: a larger step tells nothing about the next port. */
    static final int MAX_STEP = 16;

    /** Blocks of carrier-grade NATs hold 512 to 4096 ports (RFC 7422, section 2.2, has 1000 and more). */
    static final int MAX_BLOCK_PORTS = 4096;

    private NatClassifier() {}

    /**
     * Classifies. IPv4 counts if it was sampled at all, for IPv6 is seldom translated.
     *
     * @param samples in any order; of several by one server the newest counts
     * @param hosts this socket's own addresses on the peer's interfaces
     */
    public static NatClass classify(Collection<NatSample> samples, Collection<Endpoint> hosts) {
        boolean anyIpv4 = samples.stream().anyMatch(sample -> !sample.observed().isIpv6());
        List<NatSample> inOrder = samples.stream()
                .filter(sample -> !(anyIpv4 && sample.observed().isIpv6()))
                .filter(sample -> samples.stream()
                        .noneMatch(other -> other.server().equals(sample.server())
                                && other.sentAtNanos() - sample.sentAtNanos() > 0))
                .sorted((one, other) -> Long.signum(one.sentAtNanos() - other.sentAtNanos()))
                .toList();
        if (!inOrder.isEmpty() && inOrder.stream().allMatch(sample -> hosts.contains(sample.observed()))) {
            return NatClass.OPEN;
        }
        if (inOrder.stream().map(NatSample::server).distinct().count() < 2) {
            return NatClass.UNKNOWN;
        }
        if (inOrder.stream()
                        .map(sample -> sample.observed().address())
                        .distinct()
                        .count()
                > 1) {
            return NatClass.RANDOM;
        }
        return classifyPorts(
                inOrder.stream().mapToInt(sample -> sample.observed().port()).toArray());
    }

    private static NatClass classifyPorts(int[] ports) {
        int[] steps = IntStream.range(1, ports.length)
                .map(i -> ports[i] - ports[i - 1])
                .distinct()
                .toArray();
        if (steps.length == 1 && steps[0] == 0) {
            return NatClass.CONSISTENT;
        }
        if (steps.length == 1 && Math.abs(steps[0]) <= MAX_STEP) {
            return NatClass.SEQUENTIAL;
        }
        int spread = IntStream.of(ports).max().orElseThrow()
                - IntStream.of(ports).min().orElseThrow();
        return spread <= MAX_BLOCK_PORTS ? NatClass.BLOCK : NatClass.RANDOM;
    }
}
