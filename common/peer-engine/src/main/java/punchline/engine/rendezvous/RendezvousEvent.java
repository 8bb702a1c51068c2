package punchline.engine.rendezvous;

import java.util.List;
import org.jspecify.annotations.Nullable;
import punchline.engine.Reason;
import punchline.engine.socket.LocalSocket;
import punchline.protocol.Endpoint;
import punchline.protocol.PeerId;
import punchline.protocol.RendezvousAnswer.Counterpart;
import punchline.protocol.RendezvousAnswer.KnownPeer;
import punchline.protocol.RendezvousAnswer.Peers;

/** What comes of talking to one server. */
public sealed interface RendezvousEvent {
    /** The standing changed. */
    record StatusChanged(RendezvousStatus status) implements RendezvousEvent {}

    /**
     * A registration was made, for the first time or again (the server forgot this peer or sees another address, the network
     * or the profile changed): the moment to ask for contacts. Refreshes are silent.
     */
    record Registered() implements RendezvousEvent {}

    /** The server sees this peer at another address than when it registered last: so may its peers. */
    record Moved() implements RendezvousEvent {}

    /** A port of the server sees this address, which is new or other than before. */
    record Sampled(NatSample sample) implements RendezvousEvent {}

    /** How a port of the server sees a probing socket; no sample if it did not say. One for each port of each {@link RendezvousClient#lookFrom}. */
    record Seen(
            LocalSocket socket, Endpoint server, @Nullable NatSample sample) implements RendezvousEvent {}

    /**
     * Who is listed, without this peer, by number. Answers all {@link RendezvousClient#list} since the last answer.
     *
     * @param complete false if there are more than the configured number of pages
     */
    record Listed(List<Peers.Listed> peers, boolean complete) implements RendezvousEvent {
        public Listed {
            peers = List.copyOf(peers);
        }
    }

    /** No list could be had. */
    record ListFailed(Reason problem) implements RendezvousEvent {}

    /** The asked peer is registered and has been told; a {@link Go} follows once it asks too. */
    record Found(String attempt, int round, KnownPeer peer) implements RendezvousEvent {}

    /** The asked peer is not registered, or unlisted and does not ask for this peer. */
    record NotFound(String attempt, int round, PeerId peer) implements RendezvousEvent {}

    /** An ask came to nothing. */
    record AskFailed(String attempt, int round, PeerId peer, Reason problem) implements RendezvousEvent {}

    /** A peer asks for this one. May come more than once. */
    record Asked(String attempt, int round, Counterpart peer) implements RendezvousEvent {}

    /** Both asked: start sending after {@code waitMillis}. May come more than once, and {@code lateNanos} later than the server's best datagrams. */
    record Go(String attempt, int round, Counterpart peer, int waitMillis, long lateNanos) implements RendezvousEvent {}

    /** The same identity registered elsewhere and won. Nothing more is sent until {@link RendezvousClient#start}. */
    record Replaced() implements RendezvousEvent {}
}
