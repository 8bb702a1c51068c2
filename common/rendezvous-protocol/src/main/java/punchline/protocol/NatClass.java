package punchline.protocol;

import java.util.Locale;

/** How a peer's NAT picks the public port of a new flow, as the peer itself has observed it. */
public enum NatClass {
    /** No translation: the observed endpoint is a local one. */
    OPEN,
    /** Every destination sees the same port. */
    CONSISTENT,
    /** Each destination sees the last port plus a small constant step. */
    SEQUENTIAL,
    /** Ports are random within a block of at most 4096. */
    BLOCK,
    /** Ports are random over the whole range. */
    RANDOM,
    /** Not, or not sufficiently, observed. */
    UNKNOWN;

    /** The lower-case name, as the wire has it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads {@link #text()}; a class that only a newer peer knows is {@link #UNKNOWN}. */
    public static NatClass ofText(String text) {
        for (NatClass natClass : values()) {
            if (natClass.text().equals(text)) {
                return natClass;
            }
        }
        return UNKNOWN;
    }
}
