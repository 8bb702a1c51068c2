package punchline.engine.path;

import java.net.InetAddress;
import punchline.engine.Event.PathKind;
import punchline.engine.path.Candidate.Kind;

/** How good a path is before its round trip is known; the first is the best. */
enum PathRank {
    /** Within one machine or network: no NAT, no provider. */
    LAN,
    /** Global IPv6: at most firewalls between, whose states are kept longer than NAT mappings. */
    IPV6,
    /** IPv4, through holes in NATs unless both are open. */
    IPV4;

    static PathRank of(Candidate candidate, OwnNetwork own) {
        InetAddress address = candidate.endpoint().address();
        AddressScope scope = AddressScope.of(address);
        if (scope == AddressScope.LOOPBACK || own.isOnLink(address) || own.hasHostAt(address)) {
            return LAN;
        }
        // The outside of a NAT may have a private address too.
        if (scope == AddressScope.PRIVATE && candidate.kind() != Kind.REFLEXIVE) {
            return LAN;
        }
        return candidate.endpoint().isIpv6() ? IPV6 : IPV4;
    }

    PathKind kind() {
        return this == LAN ? PathKind.LAN : PathKind.DIRECT;
    }
}
