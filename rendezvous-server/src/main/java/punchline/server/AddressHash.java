package punchline.server;

import java.nio.ByteBuffer;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;
import punchline.protocol.Endpoint;

/** A hash of addresses, which senders choose: who does not know its keys cannot find many that collide. */
final class AddressHash implements ToIntFunction<Endpoint> {
    private final long key;
    private final long otherKey;

    AddressHash(RandomGenerator random) {
        this.key = random.nextLong();
        this.otherKey = random.nextLong();
    }

    @Override
    public int applyAsInt(Endpoint endpoint) {
        long high = 0;
        // Of an IPv4 address this is the address itself.
        long low = endpoint.address().hashCode();
        if (endpoint.isIpv6()) {
            ByteBuffer words = ByteBuffer.wrap(endpoint.address().getAddress());
            high = words.getLong();
            low = words.getLong();
        }
        long mixed = mix(high ^ key, low ^ otherKey);
        return (int) (mix(mixed ^ key, endpoint.port() ^ otherKey) >>> Integer.SIZE);
    }

    /** The 128 bits of the product, folded. */
    private static long mix(long one, long other) {
        return Math.multiplyHigh(one, other) ^ one * other;
    }
}
