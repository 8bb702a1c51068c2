package punchline.engine.path;

import punchline.protocol.Endpoint;

/** A remote address that may lead to the peer, and whose word that is. */
public record Candidate(Endpoint endpoint, Kind kind) {
    /** Whose word a candidate is. */
    public enum Kind {
        /** The peer names it as an address of one of its interfaces. */
        HOST,
        /** A server has seen the peer there. */
        REFLEXIVE,
        /** It led to the peer in an earlier run. */
        REMEMBERED,
        /** An authenticated request of the peer came from there. */
        TRIGGERED
    }
}
