package punchline.engine.rendezvous;

import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import punchline.protocol.Endpoint;
import punchline.protocol.NatClass;

/**
 * Tells from samples of reflexive addresses how the NAT picks ports: from one socket's whether it keeps the port, from those of several
 * sockets how it picks the next. Two samples of different destinations are the least; six or more make a random NAT unlikely to
 * pass for another.
 */
public final class NatClassifier {
    /** A NAT that counts up is also used by others, who take ports between two of mine: beyond this the next one cannot be aimed at. */
    static final int MAX_STEP = 16;

    /** Blocks of carrier-grade NATs hold 512 to 4096 ports (RFC 7422, section 2.2, has 1000 and more). */
    static final int MAX_BLOCK_PORTS = 4096;

    private NatClassifier() {}

    /**
     * Classifies. IPv4 counts if it was sampled at all, for IPv6 is seldom translated.
     *
     * @param samples of those sent at the same moment the first one first; of several of one socket by one server the newest counts
     * @param hosts the main socket's own addresses on the peer's interfaces
     */
    public static NatClass classify(Collection<NatSample> samples, Collection<Endpoint> hosts) {
        List<NatSample> inOrder = inOrder(samples);
        if (!inOrder.isEmpty() && inOrder.stream().allMatch(sample -> hosts.contains(sample.observed()))) {
            return NatClass.OPEN;
        }
        if (inOrder.stream().map(NatSample::server).distinct().count() < 2) {
            return NatClass.UNKNOWN;
        }
        if (isConsistent(inOrder)) {
            return NatClass.CONSISTENT;
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

    private static List<NatSample> inOrder(Collection<NatSample> samples) {
        boolean anyIpv4 = samples.stream().anyMatch(sample -> !sample.observed().isIpv6());
        return samples.stream()
                .filter(sample -> !(anyIpv4 && sample.observed().isIpv6()))
                .filter(sample -> samples.stream()
                        .noneMatch(other -> other.server().equals(sample.server())
                                && other.socket().equals(sample.socket())
                                && other.sentAtNanos() - sample.sentAtNanos() > 0))
                .sorted((one, other) -> Long.signum(one.sentAtNanos() - other.sentAtNanos()))
                .toList();
    }

    /** Whether every socket is seen at the same address by all. */
    private static boolean isConsistent(List<NatSample> samples) {
        return samples.stream()
                .allMatch(sample -> samples.stream()
                        .filter(other -> other.socket().equals(sample.socket()))
                        .allMatch(other -> other.observed().equals(sample.observed())));
    }

    private static NatClass classifyPorts(int[] ports) {
        int[] steps = IntStream.range(1, ports.length)
                .map(i -> ports[i] - ports[i - 1])
                .toArray();
        boolean countsUp = IntStream.of(steps).allMatch(step -> step > 0 && step <= MAX_STEP);
        boolean countsDown = IntStream.of(steps).allMatch(step -> step < 0 && -step <= MAX_STEP);
        if (countsUp || countsDown) {
            return NatClass.SEQUENTIAL;
        }
        int spread = IntStream.of(ports).max().orElseThrow()
                - IntStream.of(ports).min().orElseThrow();
        return spread <= MAX_BLOCK_PORTS ? NatClass.BLOCK : NatClass.RANDOM;
    }
}
