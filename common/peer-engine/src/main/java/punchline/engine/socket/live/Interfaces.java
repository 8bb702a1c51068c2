package punchline.engine.socket.live;

import java.net.Inet6Address;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.engine.path.IpPrefix;

/** The machine's own addresses. */
public final class Interfaces {
    private static final Logger log = LoggerFactory.getLogger(Interfaces.class);

    private Interfaces() {}

    /**
     * All addresses of interfaces that are up, each with its network, in a steady order; without IPv6 link-local ones, which
     * mean nothing to others without a scope. Asks the system and may take milliseconds.
     */
    public static List<IpPrefix> addresses() {
        List<IpPrefix> found = new ArrayList<>();
        try {
            for (NetworkInterface one : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                if (one.isUp()) {
                    one.getInterfaceAddresses().stream()
                            .filter(Interfaces::isOfUse)
                            .forEach(address ->
                                    found.add(new IpPrefix(address.getAddress(), address.getNetworkPrefixLength())));
                }
            }
        } catch (SocketException e) {
            log.warn("the machine's addresses cannot be read", e);
        }
        found.sort(Comparator.comparing(prefix -> prefix.address().getHostAddress()));
        return found;
    }

    private static boolean isOfUse(InterfaceAddress address) {
        return !(address.getAddress() instanceof Inet6Address
                && address.getAddress().isLinkLocalAddress());
    }
}
