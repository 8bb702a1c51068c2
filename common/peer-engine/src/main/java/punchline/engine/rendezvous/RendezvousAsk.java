package punchline.engine.rendezvous;

import java.util.List;
import org.jspecify.annotations.Nullable;
import punchline.protocol.Consent;
import punchline.protocol.Endpoint;
import punchline.protocol.PeerId;

/**
 * A wish to be introduced to a peer.
 *
 * @param attempt    names one effort to connect: 1 to 22 letters, digits, - and _
 * @param round      from 0, a step of the traversal ladder each
 * @param candidates where this peer may be reached, best first, at most 8
 * @param samples    what servers saw as this peer's address, oldest first, at most 8
 * @param consent    lets the other probe random ports of this peer
 */
public record RendezvousAsk(
        PeerId peer,
        String attempt,
        int round,
        List<Endpoint> candidates,
        List<Endpoint> samples,
        @Nullable Consent consent) {
    public RendezvousAsk {
        candidates = List.copyOf(candidates);
        samples = List.copyOf(samples);
    }
}
