package punchline.engine.path;

import java.net.InetAddress;

/** How far an IP address reaches (IANA special-purpose registries, RFC 6890). */
public enum AddressScope {
    /** Names many, or nobody: unspecified, "this network", multicast, broadcast, reserved. */
    NO_HOST,
    LOOPBACK,
    LINK_LOCAL,
    /** RFC 1918, RFC 4193, and RFC 6598, the provider's side of carrier-grade NAT. */
    PRIVATE,
    PUBLIC;

    public static AddressScope of(InetAddress address) {
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        if (address.isAnyLocalAddress() || address.isMulticastAddress()) {
            return NO_HOST;
        }
        if (address.isLoopbackAddress()) {
            return LOOPBACK;
        }
        if (address.isLinkLocalAddress()) {
            return LINK_LOCAL;
        }
        if (bytes.length == 4) {
            if (first == 0 || first >= 240) {
                return NO_HOST;
            }
            boolean shared = first == 100 && (second & 0xc0) == 64;
            return shared || address.isSiteLocalAddress() ? PRIVATE : PUBLIC;
        }
        return (first & 0xfe) == 0xfc || address.isSiteLocalAddress() ? PRIVATE : PUBLIC;
    }

    /** Whether others can be told of it: it means something outside of one link. */
    public boolean isOffered() {
        return this == PRIVATE || this == PUBLIC;
    }
}
