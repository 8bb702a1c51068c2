package punchline.engine.mapping;

import java.util.concurrent.TimeUnit;

/**
 * Every time and limit of a {@link PortMapper}; the reasons are with {@link #DEFAULT}. Those of XML are with {@link XmlElement},
 * those of HTTP with the adapter.
 *
 * @param stepNanos        how long a protocol is waited for before the next one is tried beside it
 * @param firstGapNanos    from a request to its first repeat; each further gap is twice as long
 * @param probeTries       sendings of a request to a gateway that may not know the protocol
 * @param renewTries       sendings to one that does
 * @param leaseSeconds     asked for, and the most that is believed
 * @param minLeaseSeconds  a shorter lease is of no use
 * @param checkNanos       between questions whether the gateway has restarted
 * @param retryNanos       from a failure to the next search
 * @param refreshNanos     least time between renewals for which others are the reason
 * @param maxLocations     device descriptions that are read in one search
 * @param maxServices      services that are asked in one search
 * @param maxPorts         external ports that are asked for one after another
 * @param httpNanos        after which an HTTP call has failed
 */
public record MappingConfig(
        long stepNanos,
        long firstGapNanos,
        int probeTries,
        int renewTries,
        long leaseSeconds,
        long minLeaseSeconds,
        long checkNanos,
        long retryNanos,
        long refreshNanos,
        int maxLocations,
        int maxServices,
        int maxPorts,
        long httpNanos) {
    public static final MappingConfig DEFAULT = new MappingConfig(
            // Gateways are a millisecond or two away, on a bad Wi-Fi some hundred.
            TimeUnit.MILLISECONDS.toNanos(250),
            // "To retransmit ... 250 ms ... doubling" (RFC 6886, section 3.1). RFC 6887, section 8.1.1, has 3 s and
            // doubling,
            // which is too slow for somebody who waits to connect.
            TimeUnit.MILLISECONDS.toNanos(250),
            // 1.75 s in all, through 20 % loss 99 times of 100.
            3,
            // Up to a minute, in which a gateway restarts.
            8,
            // "RECOMMENDED ... 7200 seconds (two hours)" (RFC 6886, section 3.3). Longer ones outlive dead programs.
            7200,
            // Renewing more often than twice a minute is a burden on a home router.
            60,
            TimeUnit.MINUTES.toNanos(5),
            // Somebody may have switched the router's mapping on.
            TimeUnit.MINUTES.toNanos(10),
            // A lying server may have this peer's address change as often as it likes.
            TimeUnit.SECONDS.toNanos(30),
            // One router has one description, or one each for both versions of IGD; more is noise.
            4,
            // WANIPConnection and WANPPPConnection of two uplinks.
            4,
            // Other programs hold a few ports, not most of them.
            4,
            // Above the adapter's own limit of 5 s, which normally speaks first.
            TimeUnit.SECONDS.toNanos(6));
}
