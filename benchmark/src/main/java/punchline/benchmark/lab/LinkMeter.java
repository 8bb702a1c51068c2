package punchline.benchmark.lab;

import punchline.benchmark.lab.network.LabException;
import punchline.benchmark.lab.network.Namespace;
import punchline.benchmark.lab.network.Topology;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Counts the UDP that a home's router forwards, in the kernel: with the server, and with all others, of whom there is one. */
final class LinkMeter {
    private final Namespace router;

    private LinkMeter(Namespace router) {
        this.router = router;
    }

    /** Datagrams since it was installed. */
    record Reading(long toPeer, long fromPeer, long toServer, long fromServer) {
        Reading since(Reading before) {
            return new Reading(
                    toPeer - before.toPeer,
                    fromPeer - before.fromPeer,
                    toServer - before.toServer,
                    fromServer - before.fromServer);
        }
    }

    static LinkMeter install(Namespace router) {
        // Before the rules that drop: what the other side sends has crossed the internet, whatever becomes of it.
        router.rules("""
                table ip link_meter {
                  counter to_peer { }
                  counter from_peer { }
                  counter to_server { }
                  counter from_server { }
                  chain forward { type filter hook forward priority -10;
                    meta l4proto != udp accept
                    oifname "wan" ip daddr %1$s counter name to_server accept
                    iifname "wan" ip saddr %1$s counter name from_server accept
                    oifname "wan" counter name to_peer accept
                    iifname "wan" counter name from_peer accept
                  }
                }
                """.formatted(Topology.SERVER_ADDRESS));
        return new LinkMeter(router);
    }

    Reading read() {
        JsonNode listing = JsonMapper.shared().readTree(router.run("nft -j list counters"));
        return new Reading(
                packets(listing, "to_peer"),
                packets(listing, "from_peer"),
                packets(listing, "to_server"),
                packets(listing, "from_server"));
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
