package punchline.protocol;

/** The limits that both ends of the rendezvous protocol keep, each with its reason. */
public final class ProtocolLimits {
    /** Passes every common tunnel and PPPoE link without fragments, which NATs drop. */
    public static final int MAX_DATAGRAM_BYTES = 1200;

    /** A ref, an attempt: enough for 128 bits as base64url. */
    public static final int MAX_LABEL_CHARS = 22;

    /** Fits a person's name and keeps a registration within one datagram at its worst escaping. */
    public static final int MAX_NAME_CHARS = 64;

    /** Eight of each kind of endpoint: more would make clients into reflectors of probes. */
    public static final int MAX_ENDPOINTS = 8;

    /** A self-reported round trip counts for at most a second, so that a liar delays the other side by half of that. */
    public static final int MAX_RTT_MILLIS = 1000;

    /** An attempt climbs the traversal ladder in a few rounds; this many only ever come from a broken client. */
    public static final int MAX_ROUND = 1000;

    /** {@code punch {…}} and look are padded to this, so that their answers are never longer than they are. */
    public static final int PADDED_REQUEST_BYTES = 200;

    /** A client asks a handful of servers at most. */
    public static final int MAX_SERVERS = 16;

    /** Sixteen lines and their comments fit many times over. */
    public static final int MAX_SERVER_LIST_BYTES = 64 * 1024;

    /** The port of a server that was given none; a server takes the next one too. */
    public static final int DEFAULT_PORT = 6327;

    /** Where a client sees whether its NAT maps per destination: always the first port plus one. */
    public static final int DEFAULT_SECOND_PORT = DEFAULT_PORT + 1;

    private ProtocolLimits() {}
}
