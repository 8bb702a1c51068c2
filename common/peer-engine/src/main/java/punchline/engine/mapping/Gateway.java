package punchline.engine.mapping;

import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * The router that a default route leads to.
 *
 * @param address its address on this side, with a scope if it is link-local
 * @param own     the address from which this machine sends that way, of the same family
 */
public record Gateway(InetAddress address, InetAddress own) {
    public Gateway {
        if (address.getClass() != own.getClass()) {
            throw new IllegalArgumentException(address + " and " + own + " are of two families");
        }
    }

    boolean isIpv4() {
        return address instanceof Inet4Address;
    }
}
