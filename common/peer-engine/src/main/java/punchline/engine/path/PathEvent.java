package punchline.engine.path;

import punchline.engine.Event.PathKind;
import punchline.engine.Reason;
import punchline.engine.socket.Path;

/** What a {@link PathFinder} tells its owner. */
public sealed interface PathEvent {
    /**
     * Datagrams to the peer go this way from here on. Also when a suspected path proves alive, and always after {@link PeerStarted},
     * even if the path is the same.
     */
    record Selected(Path path, long rttNanos, PathKind kind) implements PathEvent {}

    /** The selected path is silent and may be dead. It stays in use while others are tried; {@link Selected} or {@link Lost} follows. */
    record Suspect(Path path) implements PathEvent {}

    /** What is known does not lead to the peer: ask the servers for a new round, and {@link PathFinder#begin} with what they say. */
    record RepunchWanted(String why) implements PathEvent {}

    /** Plain probes have not met, or the round before has not: make a later round ready, and {@link PathFinder#climb} once both sides are. */
    record RoundWanted() implements PathEvent {}

    /** The peer is away: the selected path was silent for too long, and no other was found. New rounds are wanted from here on. */
    record Lost(Reason reason) implements PathEvent {}

    /** An attempt ended without a path. A new round is wanted after a while. */
    record Failed(PathFailure failure) implements PathEvent {}

    /**
     * The peer runs with a boot id other than before, or is met for the first time. Proven fresh by an answer to a request of mine.
     * A link to an earlier boot is over.
     */
    record PeerStarted(long bootId) implements PathEvent {}
}
