package punchline.simulation;

import java.util.concurrent.TimeUnit;

/**
 * How a NAT or firewall treats UDP, in the words of RFC 4787.
 *
 * @param mapping       when a new flow gets a mapping of its own (section 4.1)
 * @param ports         which port a mapping gets (section 4.2)
 * @param filtering     what may come in (section 5)
 * @param lifetimeNanos how long a mapping and a permission live without outbound traffic (section 4.3)
 * @param hairpin       whether inside hosts reach each other by their outside addresses (section 6)
 * @param remembersStrays whether an unsolicited datagram from a remote keeps a port from a later flow to that remote, as on
 *     Linux routers that do not drop new inbound datagrams; matters where flows share ports
 * @param passesUdp     false drops all UDP
 */
public record NatBehaviour(
        Mapping mapping,
        PortAllocation ports,
        Filtering filtering,
        long lifetimeNanos,
        boolean hairpin,
        boolean remembersStrays,
        boolean passesUdp) {
    /** RFC 4787, section 4.3: "REQ-5: A NAT UDP mapping timer MUST NOT expire in less than two minutes"; many do at 30 s. */
    private static final long LIFETIME_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** What shares a mapping. */
    public enum Mapping {
        /** A firewall: addresses stay as they are. */
        NONE,
        /** All flows of an inside endpoint. */
        ENDPOINT_INDEPENDENT,
        /** Those to the same address. */
        ADDRESS_DEPENDENT,
        /** Those to the same endpoint. */
        ADDRESS_AND_PORT_DEPENDENT
    }

    /** Who may send in through a mapping. */
    public enum Filtering {
        /** Anyone. */
        ENDPOINT_INDEPENDENT,
        /** Whose address was sent to. */
        ADDRESS_DEPENDENT,
        /** Who was sent to. */
        ADDRESS_AND_PORT_DEPENDENT
    }

    /** Which outside port a new mapping gets. */
    public sealed interface PortAllocation {
        /** The inside port if it is free, else the next free one. Flows to different remotes may share it, as with Linux masquerading. */
        record Preserving() implements PortAllocation {}

        /** As {@link Preserving}, but any free port if the inside port is taken, as Linux does it. */
        record PreservingElseRandom() implements PortAllocation {}

        /** The inside port for the first remote if it is free, any free port for each other: none is shared. */
        record PreservingForFirst() implements PortAllocation {}

        /** Each the last one plus a step. */
        record Sequential(int first, int step) implements PortAllocation {}

        /** Any from 1024 on. */
        record RandomPort() implements PortAllocation {}

        /** Any of a block. */
        record Block(int first, int size) implements PortAllocation {}

        /** Whether flows to different remotes may share a port, so that it is kept where it can be. */
        default boolean isShared() {
            return this instanceof Preserving || this instanceof PreservingElseRandom;
        }
    }

    /** Endpoint-independent mapping and filtering, ports kept. */
    public static NatBehaviour fullCone() {
        return of(Mapping.ENDPOINT_INDEPENDENT, new PortAllocation.Preserving(), Filtering.ENDPOINT_INDEPENDENT);
    }

    /** As {@link #fullCone}, but only addresses that were sent to may answer. */
    public static NatBehaviour addressRestricted() {
        return of(Mapping.ENDPOINT_INDEPENDENT, new PortAllocation.Preserving(), Filtering.ADDRESS_DEPENDENT);
    }

    /** As {@link #fullCone}, but only endpoints that were sent to may answer. */
    public static NatBehaviour portRestricted() {
        return of(Mapping.ENDPOINT_INDEPENDENT, new PortAllocation.Preserving(), Filtering.ADDRESS_AND_PORT_DEPENDENT);
    }

    /** Everything by endpoint, ports as given. */
    public static NatBehaviour symmetric(PortAllocation ports) {
        return of(Mapping.ADDRESS_AND_PORT_DEPENDENT, ports, Filtering.ADDRESS_AND_PORT_DEPENDENT);
    }

    /** A stateful firewall that translates nothing, as in front of IPv6 networks. */
    public static NatBehaviour firewall() {
        return of(Mapping.NONE, new PortAllocation.Preserving(), Filtering.ADDRESS_AND_PORT_DEPENDENT);
    }

    public static NatBehaviour of(Mapping mapping, PortAllocation ports, Filtering filtering) {
        return new NatBehaviour(mapping, ports, filtering, LIFETIME_NANOS, false, false, true);
    }

    public NatBehaviour withLifetimeMillis(long millis) {
        return new NatBehaviour(
                mapping, ports, filtering, TimeUnit.MILLISECONDS.toNanos(millis), hairpin, remembersStrays, passesUdp);
    }

    public NatBehaviour withHairpin() {
        return new NatBehaviour(mapping, ports, filtering, lifetimeNanos, true, remembersStrays, passesUdp);
    }

    public NatBehaviour withStraysRemembered() {
        return new NatBehaviour(mapping, ports, filtering, lifetimeNanos, hairpin, true, passesUdp);
    }

    public NatBehaviour withUdpBlocked() {
        return new NatBehaviour(mapping, ports, filtering, lifetimeNanos, hairpin, remembersStrays, false);
    }
}
