package punchline.server;

/**
 * What the directory holds and does at most. All but the number of peers is the same for every server.
 *
 * @param maxPeers registrations of both forms together, 1 to {@link #MOST_PEERS}
 */
public record DirectoryLimits(int maxPeers) {
    /** About 2 KiB each with its asks: 20 MiB. */
    static final int DEFAULT_PEERS = 10_000;

    /** Where one thread no longer answers everybody's refresh. */
    static final int MOST_PEERS = 1_000_000;

    /** Three refreshes of 20 to 26 s may be lost, not four. */
    static final int TTL_SECONDS = 80;

    /** A cookie is good in its minute and the next. */
    static final long COOKIE_PERIOD_NANOS = 60_000_000_000L;

    /** Excess to unproven addresses, all together: 64 KiB/s is no weapon. */
    static final Rate EXCESS_BYTES = Rate.perSecond(64 * 1024, 64 * 1024);

    /** Excess to one unproven source: a few full lists at once, then six a second. */
    static final Rate EXCESS_BYTES_PER_SOURCE = Rate.perSecond(8 * 1024, 16 * 1024);

    /** One verification costs 0.3 to 0.4 ms: a tenth to a third of a core. */
    private static final int LEAST_VERIFICATIONS = 400;

    /** Half a core: the rest is for refreshes. */
    private static final int MOST_VERIFICATIONS = 1500;

    /** Enough for everybody behind one carrier's NAT, not enough to shut out the others. */
    static final Rate VERIFICATIONS_PER_SOURCE = Rate.perSecond(50, 100);

    /**
     * Between two who have asked for each other: a program that dies and is started again, over and over, needs one at each start, and
     * behind a NAT it is not found without. The rounds of one attempt's ladder follow each other faster, and a slow link repeats each ask.
     */
    static final Rate NOTICES_PER_PAIR = Rate.perSecond(1, 12);

    /** What one peer hears from those it has not asked for: ten a minute. */
    static final Rate NOTICES_OF_STRANGERS = Rate.everyNanos(6_000_000_000L, 10);

    /** Everybody asks for all accepted contacts after registering; after that only now and then. */
    static final Rate ASKS_PER_PEER = Rate.perSecond(8, 256);

    /** More accepted contacts than that are asked for again in turn. */
    static final int MAX_ASKS_PER_PEER = 256;

    /** Who asked for somebody who was away is introduced when it comes; of many, the last. */
    static final int MAX_WAITING_ASKERS = 8;

    /** Clients ask every two minutes for whom they still want; who asked longer ago may want it no more. */
    static final long ASK_WAITS_NANOS = 150_000_000_000L;

    private static final int MOST_ASKS = 200_000;

    /** Sources that are told apart; the one seen longest ago is forgotten first, and the global rates still hold. */
    static final int MAX_SOURCES = 4096;

    /** The life log names a limit that is hit at most this often, with a count. */
    static final long LIMIT_REPORT_NANOS = 10_000_000_000L;

    public DirectoryLimits {
        if (maxPeers < 1 || maxPeers > MOST_PEERS) {
            throw new IllegalArgumentException("a server holds 1 to " + MOST_PEERS + " peers, not " + maxPeers);
        }
    }

    /** Plain peers have proven nothing, so they get a quarter of the room and cannot shut out the others. */
    int maxPlainPeers() {
        return Math.max(1, maxPeers / 4);
    }

    /** Of a table that is half full one network gets no more than this, so that one host cannot shut out the others. */
    int maxPeersOfNetworkWhenHalfFull() {
        return Math.max(64, maxPeers / 16);
    }

    /** Enough to have everybody back within the life of a registration after a restart, as far as one core can. */
    Rate verifications() {
        int perSecond = Math.max(LEAST_VERIFICATIONS, Math.min(MOST_VERIFICATIONS, maxPeers / TTL_SECONDS));
        return Rate.perSecond(perSecond, perSecond);
    }

    /** Asks that are remembered, 1.5 KiB each at most: some for everybody, and of a very full house those of the last minutes, in 300 MiB. */
    int maxAsks() {
        return Math.min(MOST_ASKS, 4 * Math.max(64, maxPeers));
    }
}
