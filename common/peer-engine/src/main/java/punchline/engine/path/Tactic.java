package punchline.engine.path;

import punchline.protocol.NatClass;

/**
 * What one side does in the later rounds of an attempt, when plain probes between the long-lived sockets have not met. How both NATs pick
 * ports decides it; the other side has the counterpart.
 */
public enum Tactic {
    /** Both NATs keep the port: fresh sockets at both ends, which start in turn, for a router that an early probe from outside misleads. */
    FRESH_SOCKETS,

    /** The other NAT counts: aim at the ports that come next. */
    AIM_AHEAD,

    /** The NAT here counts: send from a fresh socket to where the other side aims from. */
    BE_AIMED_AT,

    /** Both count: many sockets here and there, all aimed at the one port that some socket of the other side will get. */
    MEET_AHEAD,

    /** The other NAT picks from a block: try many ports of it. */
    SEARCH_BLOCK,

    /** The NAT here picks from a block: fill a part of it. */
    FILL_BLOCK,

    /** The other NAT picks any port: try very many. */
    SEARCH_ALL,

    /** The NAT here picks any port: hold very many. */
    FILL_ALL,

    /** Neither side can be aimed at: the number of probes it would take is that of all pairs of ports. */
    NONE;

    /** That of a side behind {@code mine} towards one behind {@code theirs}. An unknown NAT is taken for one that keeps the port. */
    public static Tactic of(NatClass mine, NatClass theirs) {
        return switch (mine) {
            case OPEN, CONSISTENT, UNKNOWN ->
                switch (theirs) {
                    case OPEN, CONSISTENT, UNKNOWN -> FRESH_SOCKETS;
                    case SEQUENTIAL -> AIM_AHEAD;
                    case BLOCK -> SEARCH_BLOCK;
                    case RANDOM -> SEARCH_ALL;
                };
            case SEQUENTIAL ->
                switch (theirs) {
                    case OPEN, CONSISTENT, UNKNOWN -> BE_AIMED_AT;
                    case SEQUENTIAL -> MEET_AHEAD;
                    case BLOCK, RANDOM -> NONE;
                };
            case BLOCK -> isAimable(theirs) ? FILL_BLOCK : NONE;
            case RANDOM -> isAimable(theirs) ? FILL_ALL : NONE;
        };
    }

    private static boolean isAimable(NatClass nat) {
        return switch (nat) {
            case OPEN, CONSISTENT, UNKNOWN -> true;
            case SEQUENTIAL, BLOCK, RANDOM -> false;
        };
    }

    /** Whether it probes random ports of the whole range, which takes the other side's consent. */
    public boolean isRandom() {
        return this == SEARCH_ALL || this == FILL_ALL;
    }
}
