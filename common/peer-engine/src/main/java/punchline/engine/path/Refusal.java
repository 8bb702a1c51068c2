package punchline.engine.path;

/** Why an address that others named for a peer is not probed. */
public enum Refusal {
    /** Multicast, broadcast, unspecified or reserved. */
    NO_HOST,
    /** A rendezvous server. */
    SERVER,
    /** This peer itself. */
    MYSELF,
    /** Of another machine's loopback. */
    LOOPBACK_ELSEWHERE,
    /** Leads nowhere from here. */
    LINK_LOCAL_ELSEWHERE,
    /** In a private network that this one is not part of. */
    PRIVATE_ELSEWHERE,
    /** Named twice, or known already. */
    KNOWN,
    /** There were enough. */
    TOO_MANY
}
