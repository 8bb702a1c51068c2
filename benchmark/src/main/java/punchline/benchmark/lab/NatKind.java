package punchline.benchmark.lab;

import java.util.Locale;

/** A kind of NAT in the words of RFC 4787, and the nftables rules that make a Linux router be one. */
enum NatKind {
    /** Any address may answer through a mapping, once it is there. */
    FULL_CONE(Mapping.ENDPOINT_INDEPENDENT, Filtering.ENDPOINT_INDEPENDENT, """
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
            """),

    /** Only an address that was sent to may answer, from any of its ports. */
    ADDRESS_RESTRICTED(Mapping.ENDPOINT_INDEPENDENT, Filtering.ADDRESS_DEPENDENT, FULL_CONE.rules + """
            table ip filter {
              set seen { type ipv4_addr . inet_service . ipv4_addr; flags dynamic,timeout; timeout 60s; }
              chain forward { type filter hook forward priority filter;
                oifname "wan" meta l4proto udp update @seen { ip saddr . udp sport . ip daddr timeout 60s }
                iifname "wan" ct state new ip daddr . udp dport . ip saddr @seen accept
                iifname "wan" ct state new drop
              }
            }
            """),

    /** Only an address and port that was sent to may answer: most home routers. */
    PORT_RESTRICTED(Mapping.ENDPOINT_INDEPENDENT, Filtering.ADDRESS_AND_PORT_DEPENDENT, """
            table ip nat {
              chain out { type nat hook postrouting priority srcnat; oifname "wan" masquerade; }
            }
            table ip filter {
              chain forward { type filter hook forward priority filter; iifname "wan" ct state new drop; }
            }
            """),

    /** A new random port for each destination. */
    SYMMETRIC_RANDOM(Mapping.ADDRESS_AND_PORT_DEPENDENT, Filtering.ADDRESS_AND_PORT_DEPENDENT, """
            table ip nat {
              chain out { type nat hook postrouting priority srcnat; oifname "wan" masquerade fully-random; }
            }
            table ip filter {
              chain forward { type filter hook forward priority filter; iifname "wan" ct state new drop; }
            }
            """);

    /** RFC 4787, section 4.1: when the same inner address keeps its outer one. */
    enum Mapping {
        ENDPOINT_INDEPENDENT,
        ADDRESS_AND_PORT_DEPENDENT
    }

    /** RFC 4787, section 5: who may send through a mapping. */
    enum Filtering {
        ENDPOINT_INDEPENDENT,
        ADDRESS_DEPENDENT,
        ADDRESS_AND_PORT_DEPENDENT
    }

    /**
     * What every router does to datagrams for itself. Without it, an early probe from outside makes a connection tracking
     * entry of its own, and the inner host's flow is then moved to another port.
     */
    private static final String DROP_NEW_FROM_OUTSIDE = """
            table ip router {
              chain input { type filter hook input priority filter; iifname "wan" ct state new drop; }
            }
            """;

    private final Mapping mapping;
    private final Filtering filtering;
    private final String rules;

    NatKind(Mapping mapping, Filtering filtering, String rules) {
        this.mapping = mapping;
        this.filtering = filtering;
        this.rules = rules;
    }

    Mapping mapping() {
        return mapping;
    }

    Filtering filtering() {
        return filtering;
    }

    /** For {@code nft -f}, on a router whose outer interface is called {@code wan}. */
    String ruleset() {
        return DROP_NEW_FROM_OUTSIDE + rules;
    }

    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
