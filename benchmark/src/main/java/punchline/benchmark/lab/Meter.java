package punchline.benchmark.lab;

import punchline.benchmark.lab.network.LabException;
import punchline.benchmark.lab.network.Network;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Counts what crosses the server host's interface, in the kernel and so whatever the server itself says. A datagram counts
 * as rendezvous when it is at one of the server's ports and begins with a verb of the protocol; everything else that is
 * IPv4 counts as other.
 */
final class Meter {
    /** The first four letters of each verb, as they stand behind the UDP header: punch, list, peer, bye. */
    private static final String REQUESTS = "0x70756e63, 0x6c697374, 0x70656572, 0x62796520";

    /** The same for answers: punched, peer and peers, go, error. */
    private static final String ANSWERS = "0x70756e63, 0x70656572, 0x676f207b, 0x6572726f";

    private Meter() {}

    /**
     * Datagrams and bytes since the meter was installed.
     *
     * @param bytes of all of them together, IP and UDP headers included
     */
    record Reading(long requests, long answers, long otherIn, long otherOut, long bytes) {
        long datagrams() {
            return requests + answers;
        }

        Reading since(Reading before) {
            return new Reading(
                    requests - before.requests,
                    answers - before.answers,
                    otherIn - before.otherIn,
                    otherOut - before.otherOut,
                    bytes - before.bytes);
        }
    }

    static void install() {
        Network.SERVER.rules("""
                table inet counting {
                  counter requests { }
                  counter answers { }
                  counter other_in { }
                  counter other_out { }
                  chain in { type filter hook input priority filter;
                    iifname != "wan" accept
                    udp dport { %1$d, %2$d } @th,64,32 { %3$s } counter name requests accept
                    counter name other_in
                  }
                  chain out { type filter hook output priority filter;
                    oifname != "wan" accept
                    udp sport { %1$d, %2$d } @th,64,32 { %4$s } counter name answers accept
                    counter name other_out
                  }
                }
                """.formatted(RendezvousHost.PORT, RendezvousHost.PORT + 1, REQUESTS, ANSWERS));
    }

    static Reading read() {
        JsonNode listing = JsonMapper.shared().readTree(Network.SERVER.run("nft -j list counters"));
        long bytes = 0;
        for (JsonNode item : listing.path("nftables")) {
            bytes += item.path("counter").path("bytes").asLong(0);
        }
        return new Reading(
                packets(listing, "requests"),
                packets(listing, "answers"),
                packets(listing, "other_in"),
                packets(listing, "other_out"),
                bytes);
    }

    private static long packets(JsonNode listing, String counter) {
        for (JsonNode item : listing.path("nftables")) {
            if (item.path("counter").path("name").asString("").equals(counter)) {
                return item.path("counter").path("packets").asLong(0);
            }
        }
        throw new LabException("nft does not list the counter " + counter);
    }
}
