package punchline.engine.diagnosis;

import java.net.InetAddress;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import punchline.engine.path.AddressScope;
import punchline.protocol.Endpoint;
import punchline.protocol.PeerId;

/**
 * How addresses are shown in one report: as they are, or, so that a report can be given to anybody, as names such as {@code public-1}. The same
 * address has the same name throughout, and ports stay, for they tell what a NAT does and not where it is.
 */
public final class AddressNames {
    /** As much of a peer's id as tells two of a handful apart. */
    private static final int REDACTED_ID_CHARS = 4;

    private enum Kind {
        SERVER("server"),
        IPV6("ipv6"),
        PUBLIC("public"),
        PRIVATE("private"),
        LOOPBACK("loopback"),
        OTHER("other");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    private final boolean redacted;
    private final Set<InetAddress> servers = new HashSet<>();
    private final Map<InetAddress, String> names = new HashMap<>();
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);

    private AddressNames(boolean redacted, Collection<Endpoint> servers) {
        this.redacted = redacted;
        servers.forEach(server -> this.servers.add(server.address()));
    }

    /** Shows everything as it is. */
    public static AddressNames plain() {
        return new AddressNames(false, Set.of());
    }

    /** Shows names. Those in {@code servers} are called so. */
    public static AddressNames redacted(Collection<Endpoint> servers) {
        return new AddressNames(true, servers);
    }

    /** An address with its port. */
    String of(Endpoint endpoint) {
        return redacted ? nameOf(endpoint.address()) + ":" + endpoint.port() : endpoint.toString();
    }

    /** An address with a range of ports. */
    String of(InetAddress address, int lowestPort, int highestPort) {
        String low = of(new Endpoint(address, lowestPort));
        return lowestPort == highestPort ? low : low + "-" + highestPort;
    }

    /** A peer's id, or its beginning. */
    public String of(PeerId peer) {
        String text = peer.toString();
        return redacted ? text.substring(0, REDACTED_ID_CHARS) : text;
    }

    private String nameOf(InetAddress address) {
        return names.computeIfAbsent(address, unnamed -> {
            Kind kind = kindOf(unnamed);
            return kind.word + "-" + counts.merge(kind, 1, Integer::sum);
        });
    }

    private Kind kindOf(InetAddress address) {
        if (servers.contains(address)) {
            return Kind.SERVER;
        }
        return switch (AddressScope.of(address)) {
            case LOOPBACK -> Kind.LOOPBACK;
            case NO_HOST -> Kind.OTHER;
            case LINK_LOCAL, PRIVATE -> Kind.PRIVATE;
            case PUBLIC -> address.getAddress().length == 4 ? Kind.PUBLIC : Kind.IPV6;
        };
    }
}
