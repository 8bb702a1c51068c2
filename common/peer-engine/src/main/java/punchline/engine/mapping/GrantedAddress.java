package punchline.engine.mapping;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import punchline.engine.path.AddressScope;
import punchline.protocol.Endpoint;

/** The outside of a mapping as a gateway names it, which may be nonsense. */
final class GrantedAddress {
    private GrantedAddress() {}

    /** Whether datagrams could be sent there: neither multicast, nor loopback, nor unspecified, nor of one link only. */
    static boolean isUsable(InetAddress address) {
        return AddressScope.of(address).isOffered();
    }

    /** The endpoint, if it can be one for a client at {@code own}; else null. */
    static @Nullable Endpoint of(InetAddress own, InetAddress address, int port) {
        boolean sameFamily = own.getClass() == address.getClass();
        return sameFamily && isUsable(address) && port >= 1 && port <= 65535 ? new Endpoint(address, port) : null;
    }

    /** Whether a further NAT must stand between that address and the internet. */
    static boolean isPrivate(InetAddress address) {
        return AddressScope.of(address) == AddressScope.PRIVATE;
    }
}
