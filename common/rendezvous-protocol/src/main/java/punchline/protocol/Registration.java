package punchline.protocol;

import java.util.List;

/**
 * What a peer tells of itself when it registers. The PeerId travels too, and must be the key's.
 *
 * @param key who registers
 * @param name what people read: 1 to 64 characters, none of them a control character
 * @param hosts the peer's own addresses, best first, at most 8
 * @param nat how its NAT maps
 * @param listed whether anybody may see it in lists, with its address
 */
public record Registration(PublicIdentity key, String name, List<Endpoint> hosts, NatClass nat, boolean listed) {
    public Registration {
        WireChecks.name(name);
        hosts = WireChecks.endpoints(hosts);
    }

    public PeerId id() {
        return key.peerId();
    }
}
