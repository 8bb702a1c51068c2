package punchline.simulation;

import java.util.List;
import org.assertj.core.api.Assertions;
import punchline.engine.Command;
import punchline.engine.PeerConfig;
import punchline.protocol.Endpoint;
import punchline.protocol.ServerAddress;

/** Ann and Bob, each at home behind a router, and a server on the internet. Every run is made by its seed alone. */
final class TwoHomes {
    static final int SERVER_PORT = 6327;
    static final String SERVER_ADDRESS = "198.51.100.1";

    final VirtualNetwork network;
    final VirtualTime time;
    final VirtualServer server;
    final VirtualNat annRouter;
    final VirtualNat bobRouter;
    final VirtualHost annHost;
    final VirtualHost bobHost;
    final Segment bobHome;
    final VirtualPeer ann;
    final VirtualPeer bob;

    private TwoHomes(
            long seed, NatBehaviour annNat, NatBehaviour bobNat, LinkQuality link, boolean listed, boolean acceptAll) {
        network = new VirtualNetwork(seed);
        time = network.time();
        VirtualHost serverHost = network.openHost("server", SERVER_ADDRESS, LinkQuality.ofMillis(5));
        server = VirtualServer.start(network, serverHost, SERVER_PORT);
        Segment annHome = network.segment("Ann's home");
        bobHome = network.segment("Bob's home");
        annRouter = network.nat("Ann's router", network.internet(), "203.0.113.10", annHome, annNat, link);
        bobRouter = network.nat("Bob's router", network.internet(), "203.0.113.20", bobHome, bobNat, link);
        annHost = network.host("Ann's computer", LinkQuality.ofMillis(1)).attach(annHome, "192.168.1.5");
        bobHost = network.host("Bob's computer", LinkQuality.ofMillis(1)).attach(bobHome, "192.168.2.5");
        ann = new VirtualPeer(network, annHost, 2 * seed, config("Ann", listed, acceptAll));
        bob = new VirtualPeer(network, bobHost, 2 * seed + 1, config("Bob", listed, acceptAll));
    }

    /** The inside of one more router on the internet. */
    Segment behindNat(String name, String address, NatBehaviour nat) {
        Segment inside = network.segment(name);
        network.nat(name + "'s router", network.internet(), address, inside, nat, LinkQuality.ofMillis(20));
        return inside;
    }

    static TwoHomes behind(long seed, NatBehaviour annNat, NatBehaviour bobNat, LinkQuality link) {
        return new TwoHomes(seed, annNat, bobNat, link, true, true);
    }

    /** The usual case: two port-restricted routers, 20 ms from the internet each. */
    static TwoHomes usual(long seed) {
        return behind(seed, NatBehaviour.portRestricted(), NatBehaviour.portRestricted(), LinkQuality.ofMillis(20));
    }

    /** As usual, but each decides about requests. */
    static TwoHomes whereRequestsAreAnswered(long seed) {
        return new TwoHomes(
                seed,
                NatBehaviour.portRestricted(),
                NatBehaviour.portRestricted(),
                LinkQuality.ofMillis(20),
                true,
                false);
    }

    /** As usual, but nobody is listed. */
    static TwoHomes unlisted(long seed) {
        return new TwoHomes(
                seed,
                NatBehaviour.portRestricted(),
                NatBehaviour.portRestricted(),
                LinkQuality.ofMillis(20),
                false,
                true);
    }

    /** As usual, but nobody is listed, and each decides about requests. */
    static TwoHomes unlistedWhereRequestsAreAnswered(long seed, LinkQuality link) {
        return new TwoHomes(seed, NatBehaviour.portRestricted(), NatBehaviour.portRestricted(), link, false, false);
    }

    static PeerConfig config(String name, boolean listed, boolean acceptAll) {
        Endpoint at = Endpoint.parse(SERVER_ADDRESS + ":" + SERVER_PORT);
        return new PeerConfig(
                name,
                0,
                List.of(new ServerAddress(at.address().getHostAddress(), at.port())),
                listed,
                acceptAll,
                false);
    }

    /** Both run, and have registered. */
    TwoHomes started() {
        ann.start();
        bob.start();
        time.runMillis(2_000);
        return this;
    }

    /** Both are online to each other. */
    TwoHomes online() {
        started();
        ann.submit(new Command.Connect(null, bob.id(), null));
        awaitOnline(5_000);
        return this;
    }

    void awaitOnline(long limitMillis) {
        Assertions.assertThat(time.runUntil(() -> ann.isOnline(bob.id()) && bob.isOnline(ann.id()), limitMillis))
                .as("online within %d ms; %s", limitMillis, network.trace())
                .isTrue();
    }

    void say(VirtualPeer from, VirtualPeer to, String text) {
        from.submit(new Command.Send(null, to.id(), text));
    }
}
