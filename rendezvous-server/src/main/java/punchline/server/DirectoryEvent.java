package punchline.server;

import org.jspecify.annotations.Nullable;
import punchline.protocol.Endpoint;
import punchline.protocol.PeerId;

/** What the life log tells of the directory. */
public sealed interface DirectoryEvent {
    /** A peer has registered; a plain one has no id, an unlisted one no number. */
    record PeerIn(
            @Nullable PeerId id, Endpoint address, @Nullable Integer number, int peers) implements DirectoryEvent {}

    /** A peer is gone. */
    record PeerOut(@Nullable PeerId id, Endpoint address, Departure why, int peers) implements DirectoryEvent {}

    /** Something was refused for a limit's sake, so many times since the last report. */
    record LimitHit(Limit limit, long times) implements DirectoryEvent {}

    /** Why a peer is gone. */
    enum Departure {
        EXPIRED,
        LEFT,
        /** A newer registration of its identity, or at its address. */
        REPLACED
    }

    /** What may be hit. */
    enum Limit {
        PEERS,
        PLAIN_PEERS,
        UNPROVEN_EXCESS,
        VERIFICATIONS,
        ASKS,
        NOTICES
    }
}
