package punchline.engine;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.engine.rendezvous.NatClassifier;
import punchline.engine.rendezvous.NatSample;
import punchline.engine.socket.LocalSocket;
import punchline.protocol.Endpoint;
import punchline.protocol.NatClass;

/**
 * Finds out how this peer's NAT picks ports. Where the main socket's samples differ, a few fresh sockets are sampled too: a random NAT
 * shows itself only in several choices, and a NAT that keeps ports may just have found the main socket's taken.
 */
final class NatObservation {
    /** Who asks servers on this class's behalf. */
    interface Sampler {
        void sample(List<LocalSocket> sockets, SocketSamples.Taken taken);
    }

    /** With two ports of a server, six choices of the NAT: that a random one stays within 4096 ports has a chance of 1 in 300,000. */
    private static final int SOCKETS = 3;

    private static final Set<NatClass> CERTAIN = Set.of(NatClass.OPEN, NatClass.CONSISTENT, NatClass.UNKNOWN);

    private static final Logger log = LoggerFactory.getLogger("punchline.connections");

    private final ProbingSockets sockets;
    private final Sampler sampler;
    private final Runnable onChange;
    private NatClass nat = NatClass.UNKNOWN;
    /** Counted up with each network; what an earlier one showed says nothing of this. */
    private int network;

    private boolean examined;

    NatObservation(ProbingSockets sockets, Sampler sampler, Runnable onChange) {
        this.sockets = sockets;
        this.sampler = sampler;
        this.onChange = onChange;
    }

    NatClass nat() {
        return nat;
    }

    /** The network is another. The class of the last one stays until servers have seen this one. */
    void startOver() {
        network++;
        examined = false;
    }

    /** What servers see of the main socket. */
    void onSampled(Collection<NatSample> samples, Collection<Endpoint> hosts) {
        NatClass seen = NatClassifier.classify(samples, hosts);
        if (CERTAIN.contains(seen)) {
            become(seen);
        } else if (!examined) {
            examined = true;
            become(seen);
            examine();
        }
    }

    private void examine() {
        int examinedNetwork = network;
        List<LocalSocket> fresh = sockets.open(SOCKETS);
        sampler.sample(fresh, samples -> {
            sockets.close(fresh);
            NatClass seen = NatClassifier.classify(samples, List.of());
            if (examinedNetwork == network && seen != NatClass.UNKNOWN) {
                become(seen);
            }
        });
    }

    private void become(NatClass seen) {
        if (seen != nat) {
            log.info("the NAT here is {}", seen);
            nat = seen;
            onChange.run();
        }
    }
}
