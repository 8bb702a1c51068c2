package punchline.engine.path;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import punchline.protocol.Endpoint;
import punchline.protocol.ProtocolLimits;

/**
 * Where this peer stands.
 *
 * @param hosts     addresses of all its interfaces, loopback too, with the port of its long-lived socket
 * @param mapped    where gateways pass datagrams on to that socket
 * @param reflexive what servers saw as its address
 * @param onLink    the networks it is attached to
 * @param servers   addresses of the configured servers, all ports
 */
public record OwnNetwork(
        List<Endpoint> hosts,
        List<Endpoint> mapped,
        List<Endpoint> reflexive,
        List<IpPrefix> onLink,
        Set<Endpoint> servers) {
    /** Nothing known. */
    public static final OwnNetwork NONE = new OwnNetwork(List.of(), List.of(), List.of(), Set.of());

    public OwnNetwork {
        hosts = List.copyOf(hosts);
        mapped = List.copyOf(mapped);
        reflexive = List.copyOf(reflexive);
        onLink = List.copyOf(onLink);
        servers = Set.copyOf(servers);
    }

    /** Where no gateway maps a port. */
    public OwnNetwork(List<Endpoint> hosts, List<Endpoint> reflexive, List<IpPrefix> onLink, Set<Endpoint> servers) {
        this(hosts, List.of(), reflexive, onLink, servers);
    }

    /**
     * The candidates to offer a peer: mapped ones first, then hosts, global IPv6 before IPv4, at most {@link ProtocolLimits#MAX_ENDPOINTS}. Link-local
     * addresses say nothing outside of their link and are left out; loopback too, unless there is nothing else.
     */
    public List<Endpoint> offer() {
        Stream<Endpoint> meaningful = hosts.stream()
                .filter(host -> AddressScope.of(host.address()).isOffered())
                .sorted(Comparator.comparing((Endpoint host) -> !host.isIpv6())
                        .thenComparing(host -> AddressScope.of(host.address()) != AddressScope.PUBLIC));
        List<Endpoint> offered = Stream.concat(mapped.stream(), meaningful)
                .distinct()
                .limit(ProtocolLimits.MAX_ENDPOINTS)
                .toList();
        if (!offered.isEmpty()) {
            return offered;
        }
        return hosts.stream()
                .filter(host -> host.address().isLoopbackAddress())
                .distinct()
                .limit(ProtocolLimits.MAX_ENDPOINTS)
                .toList();
    }

    boolean isOnLink(InetAddress address) {
        return onLink.stream().anyMatch(prefix -> prefix.contains(address));
    }

    boolean isBroadcast(InetAddress address) {
        return onLink.stream().anyMatch(prefix -> prefix.isBroadcast(address));
    }

    /** Whether this machine has no network, so that only its own loopback can lead to a peer. */
    boolean hasOnlyLoopback() {
        return hosts.stream().allMatch(host -> host.address().isLoopbackAddress()) && !hosts.isEmpty();
    }

    boolean hasLoopbackServer() {
        return servers.stream().anyMatch(server -> server.address().isLoopbackAddress());
    }

    /** Whether this very socket is meant. */
    boolean isSelf(Endpoint endpoint) {
        return hosts.contains(endpoint) || mapped.contains(endpoint) || reflexive.contains(endpoint);
    }

    boolean hasHostAt(InetAddress address) {
        return hosts.stream().anyMatch(host -> host.address().equals(address));
    }

    boolean isSeenAt(InetAddress address) {
        return Stream.concat(reflexive.stream(), mapped.stream())
                .anyMatch(seen -> seen.address().equals(address));
    }
}
