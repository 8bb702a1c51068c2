package punchline.simulation.networks;

import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import punchline.simulation.NatBehaviour;
import punchline.simulation.NatBehaviour.Filtering;
import punchline.simulation.NatBehaviour.Mapping;
import punchline.simulation.NatBehaviour.PortAllocation.Block;
import punchline.simulation.NatBehaviour.PortAllocation.Preserving;
import punchline.simulation.NatBehaviour.PortAllocation.PreservingElseRandom;
import punchline.simulation.NatBehaviour.PortAllocation.PreservingForFirst;
import punchline.simulation.NatBehaviour.PortAllocation.RandomPort;
import punchline.simulation.NatBehaviour.PortAllocation.Sequential;

/** What stands between one person's computer and the internet. */
public enum NatKind {
    OPEN(Group.ADMITTING),
    FULL_CONE(Group.ADMITTING),
    ADDRESS_RESTRICTED(Group.ADMITTING),
    PORT_RESTRICTED(Group.CONSISTENT),
    /** A Linux router that drops new inbound datagrams: mapped by endpoint, but the port is kept for all. */
    LINUX(Group.CONSISTENT),
    /** The same router without that drop: an early datagram of the other side takes the port away from the inside's own flow. */
    NO_WAN_DROP(Group.NO_WAN_DROP),
    /** The inside port for the first destination, a random one for each other. */
    PORT_PRESERVING(Group.PRESERVING),
    SEQUENTIAL_1(Group.SEQUENTIAL),
    SEQUENTIAL_2(Group.SEQUENTIAL),
    BLOCK_1024(Group.BLOCK),
    RANDOM(Group.RANDOM),
    /** A full cone at home, behind a port-restricted NAT of the carrier. */
    DOUBLE_CONE(Group.CONSISTENT),
    /** Port-restricted at home, behind a carrier that gives each customer a block of ports. */
    DOUBLE_BLOCK(Group.BLOCK),
    UDP_BLOCKED(Group.BLOCKED);

    /** What decides whether a pair can meet. */
    public enum Group {
        /** Lets in anyone, or anyone at an address that was sent to. */
        ADMITTING,
        /** One outside port for all destinations, open for those that were sent to. */
        CONSISTENT,
        NO_WAN_DROP,
        /** A new port for each destination but the first, any at all. */
        PRESERVING,
        /** A new port for each destination, counted up. */
        SEQUENTIAL,
        /** A new port for each destination, any of 1024. */
        BLOCK,
        /** A new port for each destination, any at all. */
        RANDOM,
        BLOCKED;

        @Override
        public String toString() {
            return words(name());
        }
    }

    private static final int LOWEST_PORT = 1024;
    private static final int PORTS = 65_536;

    /** As in the measurements in namespaces. */
    private static final Block BLOCK = new Block(20_480, 1024);

    private final Group group;

    NatKind(Group group) {
        this.group = group;
    }

    public Group group() {
        return group;
    }

    /** The NATs on the way out, the home's first; {@code random} says where a counting one begins. */
    List<NatBehaviour> layers(RandomGenerator random) {
        return switch (this) {
            case OPEN -> List.of();
            case FULL_CONE -> List.of(NatBehaviour.fullCone());
            case ADDRESS_RESTRICTED -> List.of(NatBehaviour.addressRestricted());
            case PORT_RESTRICTED -> List.of(NatBehaviour.portRestricted());
            case LINUX -> List.of(NatBehaviour.symmetric(new PreservingElseRandom()));
            case NO_WAN_DROP ->
                List.of(NatBehaviour.symmetric(new PreservingElseRandom()).withStraysRemembered());
            case PORT_PRESERVING -> List.of(NatBehaviour.symmetric(new PreservingForFirst()));
            case SEQUENTIAL_1 -> List.of(sequential(random, 1));
            case SEQUENTIAL_2 -> List.of(sequential(random, 2));
            case BLOCK_1024 -> List.of(NatBehaviour.symmetric(BLOCK));
            case RANDOM -> List.of(NatBehaviour.symmetric(new RandomPort()));
            case DOUBLE_CONE -> List.of(NatBehaviour.fullCone(), NatBehaviour.portRestricted());
            case DOUBLE_BLOCK -> List.of(NatBehaviour.portRestricted(), NatBehaviour.symmetric(BLOCK));
            case UDP_BLOCKED ->
                List.of(NatBehaviour.of(
                                Mapping.ENDPOINT_INDEPENDENT, new Preserving(), Filtering.ADDRESS_AND_PORT_DEPENDENT)
                        .withUdpBlocked());
        };
    }

    private static NatBehaviour sequential(RandomGenerator random, int step) {
        return NatBehaviour.symmetric(new Sequential(random.nextInt(LOWEST_PORT, PORTS), step));
    }

    @Override
    public String toString() {
        return words(name());
    }

    private static String words(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
