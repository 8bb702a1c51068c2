package punchline.engine.diagnosis;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import punchline.engine.Reason;
import punchline.engine.diagnosis.Finding.Code;
import punchline.engine.mapping.Mapping;
import punchline.engine.path.AddressScope;
import punchline.engine.rendezvous.RendezvousStatus;
import punchline.engine.rendezvous.RendezvousStatus.Trouble;
import punchline.protocol.Endpoint;
import punchline.protocol.NatClass;

/** Says in plain words how a peer stands, and what would help. The gravest comes first. */
public final class Diagnosis {
    private final Standing standing;
    private final List<Finding> findings = new ArrayList<>();

    private Diagnosis(Standing standing) {
        this.standing = standing;
    }

    /** What there is to say. */
    public static List<Finding> of(Standing standing) {
        Diagnosis made = new Diagnosis(standing);
        made.network();
        made.identity();
        made.standing.servers().forEach(made::server);
        if (made.standing.servers().stream().anyMatch(Diagnosis::isRegistered)) {
            made.nat();
            made.mapping();
        }
        made.carrier();
        made.ipv6();
        made.standing.people().forEach(made::person);
        return List.copyOf(made.findings);
    }

    /** Why nobody can be found or reached, the gravest reason; null if nothing is known to be in the way. */
    public static @Nullable Finding obstacle(Standing standing) {
        Diagnosis made = new Diagnosis(standing);
        made.network();
        return made.findings.isEmpty() ? null : made.findings.getFirst();
    }

    private void find(Code code, String... namesAndValues) {
        findings.add(Finding.of(code, namesAndValues));
    }

    private void find(Code code, String subject, String value, String name, Reason why) {
        findings.add(Finding.of(code, subject, value, name, why));
    }

    private void network() {
        if (standing.addresses().stream().allMatch(InetAddress::isLoopbackAddress)) {
            find(Code.NO_NETWORK);
        } else if (standing.servers().isEmpty()) {
            find(Code.NO_SERVER);
        } else if (all(server -> server.lookup() != null)) {
            find(
                    Code.NAMES_UNKNOWN,
                    "servers",
                    standing.servers().stream().map(Standing.Server::name).collect(Collectors.joining(", ")));
        } else if (noServerAnswers(standing.servers())) {
            find(Code.UDP_BLOCKED);
        }
    }

    private void identity() {
        standing.servers().stream()
                .filter(server -> trouble(server) == Trouble.ELSEWHERE)
                .forEach(server -> find(Code.IDENTITY_ELSEWHERE, "server", server.name()));
    }

    /** Whether all that could be asked were silent. */
    private static boolean noServerAnswers(List<Standing.Server> servers) {
        return servers.stream().allMatch(server -> server.lookup() != null || trouble(server) == Trouble.SILENT);
    }

    private boolean all(Predicate<Standing.Server> condition) {
        return standing.servers().stream().allMatch(condition);
    }

    private static boolean isRegistered(Standing.Server server) {
        RendezvousStatus status = server.status();
        return status != null && status.registered();
    }

    private static Trouble trouble(Standing.Server server) {
        RendezvousStatus status = server.status();
        return status == null ? Trouble.NONE : status.trouble();
    }

    private void server(Standing.Server server) {
        RendezvousStatus status = server.status();
        if (server.lookup() != null) {
            find(Code.SERVER_TROUBLE, "server", server.name(), "problem", server.lookup());
        } else if (status == null) {
            find(Code.SERVER_ASKED, "server", server.name());
        } else if (status.registered() && status.observed() != null) {
            find(
                    Code.SERVER_KNOWS,
                    "server",
                    server.name(),
                    "address",
                    status.observed().toString());
        } else if (status.why() == null) {
            find(Code.SERVER_ASKED, "server", server.name());
        } else if (status.trouble() != Trouble.ELSEWHERE) {
            find(Code.SERVER_TROUBLE, "server", server.name(), "problem", status.why());
        }
    }

    private void nat() {
        find(
                switch (standing.nat()) {
                    case OPEN -> Code.NAT_OPEN;
                    case CONSISTENT -> Code.NAT_CONSISTENT;
                    case SEQUENTIAL -> Code.NAT_SEQUENTIAL;
                    case BLOCK -> Code.NAT_BLOCK;
                    case RANDOM -> Code.NAT_RANDOM;
                    case UNKNOWN -> Code.NAT_UNKNOWN;
                });
        if (!standing.randomPorts()) {
            find(Code.RANDOM_PORTS_OFF);
        }
    }

    private void mapping() {
        Mapping mapping = standing.mapping().mapping();
        Reason reason = standing.mapping().why();
        if (mapping != null) {
            find(
                    standing.mapping().doubleNat() ? Code.DOUBLE_NAT : Code.MAPPED,
                    "address",
                    mapping.external().toString(),
                    "protocol",
                    mapping.protocol().toString());
        } else if (reason != null && standing.nat() != NatClass.OPEN) {
            findings.add(Finding.of(Code.NOT_MAPPED, "reason", reason));
        }
    }

    /** Private networks between computers use these addresses too, beside another one. */
    private void carrier() {
        List<InetAddress> ipv4 = standing.addresses().stream()
                .filter(address -> address.getAddress().length == 4 && !address.isLoopbackAddress())
                .toList();
        if (!ipv4.isEmpty() && ipv4.stream().allMatch(Diagnosis::isShared)) {
            find(Code.CARRIER_NAT, "address", ipv4.getFirst().getHostAddress());
        }
    }

    /** RFC 6598: 100.64.0.0/10. */
    private static boolean isShared(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes[0] == 100 && (bytes[1] & 0xc0) == 0x40;
    }

    private void ipv6() {
        standing.addresses().stream()
                .filter(address -> address instanceof Inet6Address && AddressScope.of(address) == AddressScope.PUBLIC)
                .findFirst()
                .ifPresentOrElse(
                        address -> find(Code.IPV6, "address", new Endpoint(address, 1).host()),
                        () -> find(Code.NO_IPV6));
    }

    private void person(Standing.Person person) {
        Reason reason = Objects.requireNonNullElse(person.reason(), Reason.of(Reason.Code.UNKNOWN));
        switch (person.state()) {
            case ONLINE ->
                find(
                        Code.PEER_ONLINE,
                        "peer",
                        person.name(),
                        "way",
                        way(person),
                        "address",
                        Objects.toString(person.address(), "an unknown address"),
                        "rtt",
                        String.valueOf(TimeUnit.NANOSECONDS.toMillis(person.rttNanos())),
                        "since",
                        duration(person.onlineNanos()));
            case CONNECTING -> find(Code.PEER_CONNECTING, "peer", person.name());
            case UNREACHABLE -> find(Code.PEER_UNREACHABLE, "peer", person.name(), "reason", reason);
            case OFFLINE -> find(Code.PEER_OFFLINE, "peer", person.name(), "reason", reason);
        }
    }

    private static String way(Standing.Person person) {
        return switch (person.way()) {
            case LAN -> "within one network";
            case DIRECT -> "by a direct way";
            case null -> "by an unknown way";
        };
    }

    private static String duration(long nanos) {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(nanos);
        if (seconds < 120) {
            return seconds + " s";
        }
        return seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h";
    }
}
