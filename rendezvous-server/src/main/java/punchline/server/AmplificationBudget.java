package punchline.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import punchline.protocol.Endpoint;

/**
 * Keeps the server from being an amplifier: to an address that has proven nothing, bytes beyond the size of the request
 * come out of one global budget and one per source. An answer no longer than its request is free.
 */
final class AmplificationBudget {
    private final TokenBucket everybody = new TokenBucket(DirectoryLimits.EXCESS_BYTES);
    private final BucketTable<InetAddress> sources =
            new BucketTable<>(DirectoryLimits.EXCESS_BYTES_PER_SOURCE, DirectoryLimits.MAX_SOURCES);

    boolean permits(long nowNanos, Endpoint source, int requestBytes, int answerBytes) {
        int excess = answerBytes - requestBytes;
        return excess <= 0 || (sources.take(nowNanos, network(source), excess) && everybody.take(nowNanos, excess));
    }

    /** One host of IPv4; of IPv6 the /64, of which a host has every address. */
    static InetAddress network(Endpoint source) {
        if (!source.isIpv6()) {
            return source.address();
        }
        byte[] address = source.address().getAddress();
        Arrays.fill(address, 8, 16, (byte) 0);
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an IPv6 address has 16 bytes", e);
        }
    }

    int sources() {
        return sources.size();
    }
}
