package punchline.engine.socket.live;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The machine's own addresses. */
public final class Interfaces {
    private static final Logger log = LoggerFactory.getLogger(Interfaces.class);

    private Interfaces() {}

    /**
     * All addresses of interfaces that are up: global IPv6 first, then IPv4, loopback last; without IPv6 link-local ones,
     * which mean nothing to others without a scope. Asks the system and may take milliseconds.
     */
    public static List<InetAddress> addresses() {
        List<InetAddress> found = new ArrayList<>();
        try {
            for (NetworkInterface one : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                if (one.isUp()) {
                    for (InetAddress address : Collections.list(one.getInetAddresses())) {
                        if (!(address instanceof Inet6Address && address.isLinkLocalAddress())) {
                            found.add(address);
                        }
                    }
                }
            }
        } catch (SocketException e) {
            log.warn("the machine's addresses cannot be read", e);
        }
        found.sort(Comparator.comparing(InetAddress::isLoopbackAddress)
                .thenComparing(address -> !(address instanceof Inet6Address))
                .thenComparing(InetAddress::getHostAddress));
        return found;
    }
}
