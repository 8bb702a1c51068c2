package punchline.benchmark.lab.network;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A kind of NAT in the words of RFC 4787, and the nftables rules that make a Linux router be one. From the mildest to the
 * strictest: of two in a row the later one decides.
 */
public enum NatKind {
    /** No NAT: the home's hosts have public addresses. */
    OPEN(Mapping.ENDPOINT_INDEPENDENT, Filtering.ENDPOINT_INDEPENDENT, Ports.PRESERVED, ""),

    /** Any address may answer through a mapping, once it is there. */
    FULL_CONE(
            Mapping.ENDPOINT_INDEPENDENT,
            Filtering.ENDPOINT_INDEPENDENT,
            Ports.PRESERVED,
            Rules.DROP_NEW_FROM_OUTSIDE + Rules.FULL_CONE),

    /** Only an address that was sent to may answer, from any of its ports. */
    ADDRESS_RESTRICTED(
            Mapping.ENDPOINT_INDEPENDENT,
            Filtering.ADDRESS_DEPENDENT,
            Ports.PRESERVED,
            Rules.DROP_NEW_FROM_OUTSIDE + Rules.FULL_CONE + Rules.ONLY_ADDRESSES_SENT_TO),

    /** Only an address and port that was sent to may answer: most home routers. */
    PORT_RESTRICTED(
            Mapping.ENDPOINT_INDEPENDENT,
            Filtering.ADDRESS_AND_PORT_DEPENDENT,
            Ports.PRESERVED,
            Rules.DROP_NEW_FROM_OUTSIDE + Rules.onlyFlowsFromInside("masquerade")),

    /**
     * The same on a router that also talks to the outside itself: a datagram that is early takes the port for the router, and the
     * inner host's flow is then moved to another.
     */
    PORT_RESTRICTED_SKEW(
            Mapping.ENDPOINT_INDEPENDENT,
            Filtering.ADDRESS_AND_PORT_DEPENDENT,
            Ports.PRESERVED,
            Rules.onlyFlowsFromInside("masquerade")),

    /** The same, and inner hosts may reach each other through their outer addresses. */
    PORT_RESTRICTED_HAIRPIN(
            Mapping.ENDPOINT_INDEPENDENT,
            Filtering.ADDRESS_AND_PORT_DEPENDENT,
            Ports.PRESERVED,
            Rules.DROP_NEW_FROM_OUTSIDE + Rules.HAIRPIN + Rules.DROP_FLOWS_FROM_OUTSIDE),

    /** An inner port stays what it is for its first destination, and becomes a random one for each other. */
    SYMMETRIC_PRESERVING(
            Mapping.ADDRESS_AND_PORT_DEPENDENT,
            Filtering.ADDRESS_AND_PORT_DEPENDENT,
            Ports.PRESERVED,
            Rules.DROP_NEW_FROM_OUTSIDE + Rules.PRESERVE_FIRST + Rules.DROP_FLOWS_FROM_OUTSIDE),

    /** The next port for each destination. */
    SYMMETRIC_SEQUENTIAL(
            Mapping.ADDRESS_AND_PORT_DEPENDENT,
            Filtering.ADDRESS_AND_PORT_DEPENDENT,
            Ports.SEQUENTIAL,
            Rules.DROP_NEW_FROM_OUTSIDE
                    + Rules.onlyFlowsFromInside("masquerade to : numgen inc mod 4096 map { "
                            + Rules.consecutivePorts(4096, 30_000) + " }")),

    /** A random port out of a block of 1024 for each destination. */
    SYMMETRIC_BLOCK(
            Mapping.ADDRESS_AND_PORT_DEPENDENT,
            Filtering.ADDRESS_AND_PORT_DEPENDENT,
            Ports.BLOCK,
            Rules.DROP_NEW_FROM_OUTSIDE + Rules.onlyFlowsFromInside("masquerade to :20480-21503 fully-random")),

    /** A random port for each destination. */
    SYMMETRIC_RANDOM(
            Mapping.ADDRESS_AND_PORT_DEPENDENT,
            Filtering.ADDRESS_AND_PORT_DEPENDENT,
            Ports.RANDOM,
            Rules.DROP_NEW_FROM_OUTSIDE + Rules.onlyFlowsFromInside("masquerade fully-random")),

    /** A firewall that lets no UDP through. */
    UDP_BLOCKED(Mapping.NONE, Filtering.ADDRESS_AND_PORT_DEPENDENT, Ports.NONE, """
            table ip filter {
              chain forward { type filter hook forward priority filter; meta l4proto udp drop; }
            }
            """);

    /** RFC 4787, section 4.1: when the same inner address keeps its outer one. */
    public enum Mapping {
        ENDPOINT_INDEPENDENT,
        ADDRESS_AND_PORT_DEPENDENT,
        NONE
    }

    /** RFC 4787, section 5: who may send through a mapping. */
    public enum Filtering {
        ENDPOINT_INDEPENDENT,
        ADDRESS_DEPENDENT,
        ADDRESS_AND_PORT_DEPENDENT
    }

    /** Which outer ports a new inner port gets, one destination after the other (RFC 4787, section 4.2). */
    public enum Ports {
        /** The inner one, as far as it is free. */
        PRESERVED,
        SEQUENTIAL,
        /** Random, within 4096 of each other. */
        BLOCK,
        RANDOM,
        NONE
    }

    private final Mapping mapping;
    private final Filtering filtering;
    private final Ports ports;
    private final String rules;

    NatKind(Mapping mapping, Filtering filtering, Ports ports, String rules) {
        this.mapping = mapping;
        this.filtering = filtering;
        this.ports = ports;
        this.rules = rules;
    }

    Mapping mapping() {
        return mapping;
    }

    Filtering filtering() {
        return filtering;
    }

    Ports ports() {
        return ports;
    }

    /** Whether inner hosts reach each other through their outer addresses (RFC 4787, section 6). */
    boolean hairpins() {
        return this == OPEN || this == PORT_RESTRICTED_HAIRPIN;
    }

    /** Whether a datagram that comes before the inner host's own spoils the mapping. */
    boolean isSpoiltByEarlyDatagrams() {
        return this == PORT_RESTRICTED_SKEW;
    }

    /** For {@code nft -f}, on a router whose interface to the outside is called {@code wan}. */
    String ruleset(String outerAddress) {
        return rules.replace(Rules.OUTER_ADDRESS, outerAddress);
    }

    /**
     * The rules of a port-restricted router that has forgotten what it knew, and gives other ports than before: each inner port has
     * one, and another one for each {@code generation}.
     */
    static String portRestrictedAgain(int generation) {
        return Rules.DROP_NEW_FROM_OUTSIDE
                + Rules.onlyFlowsFromInside("masquerade to : jhash udp sport mod 4096 seed " + generation + " map { "
                        + Rules.consecutivePorts(4096, 40_000) + " }");
    }

    /** As it is called on the command line and in tables. */
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace("symmetric_", "").replace('_', '-');
    }

    /** The pieces that rules are made of. */
    private static final class Rules {
        static final String OUTER_ADDRESS = "OUTER_ADDRESS";

        /**
         * What most routers do to datagrams for themselves. Without it, an early probe from outside makes a connection tracking
         * entry of its own, and the inner host's flow is then moved to another port.
         */
        static final String DROP_NEW_FROM_OUTSIDE = """
                table ip router {
                  chain input { type filter hook input priority filter; iifname "wan" ct state new drop; }
                }
                """;

        /** What a gateway has opened on request is translated, and passes. */
        static final String DROP_FLOWS_FROM_OUTSIDE = """
                table ip filter {
                  chain forward { type filter hook forward priority filter;
                    iifname "wan" ct state new ct status dnat accept
                    iifname "wan" ct state new drop
                  }
                }
                """;

        static final String FULL_CONE = """
                table ip nat {
                  map cone { type inet_service : ipv4_addr . inet_service; flags dynamic,timeout; timeout 60s; }
                  chain out { type nat hook postrouting priority srcnat;
                    oifname "wan" meta l4proto udp update @cone { udp sport timeout 60s : ip saddr . udp sport }
                    oifname "wan" masquerade
                  }
                  chain in { type nat hook prerouting priority dstnat;
                    iifname "wan" meta l4proto udp dnat to udp dport map @cone
                  }
                }
                """;

        static final String ONLY_ADDRESSES_SENT_TO = """
                table ip filter {
                  set seen { type ipv4_addr . inet_service . ipv4_addr; flags dynamic,timeout; timeout 60s; }
                  chain forward { type filter hook forward priority filter;
                    oifname "wan" meta l4proto udp update @seen { ip saddr . udp sport . ip daddr timeout 60s }
                    iifname "wan" ct state new ip daddr . udp dport . ip saddr @seen accept
                    iifname "wan" ct state new drop
                  }
                }
                """;

        /** RFC 4787, REQ-9: a hairpinned datagram comes from the outer address of its sender. */
        static final String HAIRPIN = """
                table ip nat {
                  map cone { type inet_service : ipv4_addr . inet_service; flags dynamic,timeout; timeout 60s; }
                  chain out { type nat hook postrouting priority srcnat;
                    oifname "wan" meta l4proto udp update @cone { udp sport timeout 60s : ip saddr . udp sport }
                    oifname "wan" masquerade
                    oifname "lan" ct status dnat snat to OUTER_ADDRESS
                  }
                  chain in { type nat hook prerouting priority dstnat;
                    iifname "lan" ip daddr OUTER_ADDRESS meta l4proto udp dnat to udp dport map @cone
                  }
                }
                """;

        static final String PRESERVE_FIRST = """
                table ip nat {
                  set used { type ipv4_addr . inet_service; flags dynamic,timeout; timeout 60s; }
                  chain out { type nat hook postrouting priority srcnat;
                    oifname "wan" meta l4proto udp ip saddr . udp sport @used masquerade fully-random
                    oifname "wan" meta l4proto udp update @used { ip saddr . udp sport timeout 60s }
                    oifname "wan" masquerade
                  }
                }
                """;

        private Rules() {}

        static String onlyFlowsFromInside(String translation) {
            return """
                    table ip nat {
                      chain out { type nat hook postrouting priority srcnat; oifname "wan" meta l4proto udp %s; }
                    }
                    """.formatted(translation) + DROP_FLOWS_FROM_OUTSIDE;
        }

        /** The elements of a map from a count to a port: nft's own offset comes out with its bytes swapped. */
        static String consecutivePorts(int count, int first) {
            return IntStream.range(0, count)
                    .mapToObj(i -> i + ": " + (first + i))
                    .collect(Collectors.joining(", "));
        }
    }
}
