package punchline.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a rendezvous server sends. */
public sealed interface RendezvousAnswer {
    /** An answer to a request of the JSON form, and to nothing else. */
    sealed interface Reply extends RendezvousAnswer {
        /** The request's own. A client drops a reply whose ref it does not await. */
        String ref();
    }

    /** Something that the server says unasked. */
    sealed interface Notice extends RendezvousAnswer {
        /** The secret of the receiver's registration. A client drops a notice that does not carry it. */
        Token notice();
    }

    /** An answer of the plain form. */
    sealed interface Plain extends RendezvousAnswer {}

    /** {@code punched} to a {@link RendezvousRequest.Hello}, or a {@link RendezvousRequest.Register} whose cookie is too old. */
    record Challenge(String ref, Token cookie, Endpoint observed) implements Reply {}

    /**
     * {@code punched} to a registration and to each refresh.
     *
     * @param observed the source address as the server sees it
     * @param number the place in lists; null if unlisted
     * @param ttlSeconds how long it lives without a refresh
     * @param token what a refresh, an ask and a bye must carry
     * @param notice what notices to this registration carry
     * @param clockMillis as in {@link Looked}
     */
    record Registered(
            String ref,
            Endpoint observed,
            @Nullable Integer number,
            int ttlSeconds,
            Token token,
            Token notice,
            long clockMillis)
            implements Reply {}

    /**
     * {@code punched} to a look.
     *
     * @param clockMillis when it was sent, by a clock of the server's that only goes on; {@link #NO_CLOCK} if the server does not say. From
     *     several of them a client knows how late a {@link Go} is
     */
    record Looked(String ref, Endpoint observed, long clockMillis) implements Reply {}

    /** The clock of a server that does not tell it. */
    long NO_CLOCK = -1;

    /**
     * {@code peers}: one page, in order of number.
     *
     * @param next where the next page starts; null if this is the last
     */
    record Peers(String ref, List<Listed> peers, @Nullable Integer next) implements Reply {
        public Peers {
            peers = List.copyOf(peers);
        }

        /** A listed peer. */
        public record Listed(int number, PeerId id, String name) {
            public Listed {
                WireChecks.number(number);
                WireChecks.name(name);
            }
        }
    }

    /** {@code peer} about a peer that the asker may know of. */
    record KnownPeer(String ref, PublicIdentity key, String name, Endpoint observed, List<Endpoint> hosts, NatClass nat)
            implements Reply {
        public KnownPeer {
            WireChecks.name(name);
            hosts = WireChecks.endpoints(hosts);
        }

        public PeerId id() {
            return key.peerId();
        }
    }

    /** {@code peer} about any other: not registered, or unlisted and not asking for the asker. */
    record UnknownPeer(String ref, PeerId id) implements Reply {}

    /**
     * The other peer of an introduction, as the server knows it.
     *
     * @param key whose PeerId it is
     * @param observed its address as the server sees it
     * @param nat its own word on its NAT
     * @param candidates from its last ask in this attempt, else its registered hosts
     * @param samples from its last ask in this attempt, else none
     * @param consent from its last ask in this attempt, unverified: check {@link Consent#permits}
     */
    record Counterpart(
            PublicIdentity key,
            String name,
            Endpoint observed,
            NatClass nat,
            List<Endpoint> candidates,
            List<Endpoint> samples,
            @Nullable Consent consent) {
        public Counterpart {
            WireChecks.name(name);
            candidates = WireChecks.endpoints(candidates);
            samples = WireChecks.endpoints(samples);
        }

        public PeerId id() {
            return key.peerId();
        }
    }

    /** {@code peer} to the asked one: who asks for it. */
    record Asked(Token notice, String attempt, int round, Counterpart peer) implements Notice {
        public Asked {
            WireChecks.label("attempt", attempt);
            WireChecks.round(round);
        }
    }

    /**
     * {@code go} to both: start sending. For an attempt and round already under way it only brings more candidates.
     * In a round after the first it comes once both have asked for that round.
     *
     * @param waitMillis what to wait first, (the larger round trip − the own) / 2, so that both start at once
     * @param clockMillis when it was sent; see {@link Looked}
     */
    record Go(Token notice, String attempt, int round, Counterpart peer, int waitMillis, long clockMillis)
            implements Notice {
        public Go {
            WireChecks.label("attempt", attempt);
            WireChecks.round(round);
            if (waitMillis < 0 || waitMillis > ProtocolLimits.MAX_RTT_MILLIS) {
                throw new IllegalArgumentException("wait is 0 to " + ProtocolLimits.MAX_RTT_MILLIS);
            }
        }
    }

    /** {@code error} with code {@code replaced}: a newer registration of the same PeerId, elsewhere, has won. */
    record Replaced(Token notice) implements Notice {}

    /** {@code error {…}}: why a request of the JSON form was not done. */
    record Failure(String ref, FailureCode code, String message) implements Reply {}

    /** {@code punched}, plain. */
    record PlainPunched() implements Plain {}

    /** Lines such as {@code 0: ('203.0.113.7', 50001)}; no line, an empty datagram, if there is nobody. */
    record PlainPeers(List<Line> peers) implements Plain {
        public PlainPeers {
            peers = List.copyOf(peers);
        }

        /** One line. */
        public record Line(int number, Endpoint address) {}
    }

    /** {@code ["203.0.113.7", 50001]}. */
    record PlainPeer(Endpoint address) implements Plain {}

    /** {@code error} and some words. */
    record PlainError(String message) implements Plain {}
}
