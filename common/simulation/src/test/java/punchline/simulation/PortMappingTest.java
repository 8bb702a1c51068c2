package punchline.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.PeerConfig;
import punchline.engine.TraversalOptions;
import punchline.protocol.Endpoint;
import punchline.protocol.NatClass;
import punchline.protocol.ServerAddress;
import punchline.simulation.NatBehaviour.PortAllocation;

/** A router that maps a port joins those whom nothing else joins. */
class PortMappingTest {
    private static final NatBehaviour RANDOM = NatBehaviour.symmetric(new PortAllocation.RandomPort());
    private static final int PORT = 40_000;

    private final TwoHomes homes = TwoHomes.behind(5, RANDOM, RANDOM, LinkQuality.ofMillis(20));

    /** A third, behind a random NAT too, which maps a port if she asks. */
    private VirtualPeer cara(boolean portMapping, long answerMillis) {
        Segment inside = homes.network.segment("Cara's home");
        VirtualNat router = homes.network.nat(
                "Cara's router", homes.network.internet(), "203.0.113.30", inside, RANDOM, LinkQuality.ofMillis(20));
        VirtualHost host =
                homes.network.host("Cara's computer", LinkQuality.ofMillis(1)).attach(inside, "192.168.3.5");
        PeerConfig usual = TwoHomes.config("Cara", true, true);
        List<ServerAddress> servers = usual.servers();
        PeerConfig config =
                new PeerConfig("Cara", PORT, servers, true, true, false, new TraversalOptions(portMapping, true));
        return new VirtualPeer(homes.network, host, 77, config)
                .behind(new VirtualGateway(homes.time, router, "192.168.3.1", "192.168.3.5", answerMillis));
    }

    private boolean areOnlineWithin(VirtualPeer one, VirtualPeer other, long millis) {
        return homes.time.runUntil(() -> one.isOnline(other.id()) && other.isOnline(one.id()), millis);
    }

    @ParameterizedTest(name = "whoever asks: Cara {0}")
    @ValueSource(booleans = {true, false})
    void twoRandomNatsAreJoinedIfOneOfThemMapsAPort(boolean caraAsks) {
        VirtualPeer cara = cara(true, 3).start();
        homes.started();
        VirtualPeer asker = caraAsks ? cara : homes.bob;
        VirtualPeer asked = caraAsks ? homes.bob : cara;

        asker.submit(new Command.Connect(null, asked.id(), null));

        assertThat(areOnlineWithin(cara, homes.bob, 2_000))
                .as("%s", homes.network.trace())
                .isTrue();
        Event.Link link = homes.bob.lastLink(cara.id());
        assertThat(link).isNotNull();
        assertThat(link.address()).isEqualTo(Endpoint.parse("203.0.113.30:" + PORT));
        homes.time.runMillis(120_000);
        assertThat(homes.bob.isOnline(cara.id())).as("two minutes later").isTrue();
    }

    @Test
    void withoutItTheyAreNot() {
        VirtualPeer cara = cara(false, 3).start();
        homes.started();
        cara.submit(new Command.Connect(null, homes.bob.id(), null));

        assertThat(areOnlineWithin(cara, homes.bob, 20_000)).isFalse();
    }

    @Test
    void aPortThatIsMappedLateEndsTheWait() {
        homes.started();
        VirtualPeer cara = cara(true, 1_600).start();
        homes.time.runMillis(200);
        cara.submit(new Command.Connect(null, homes.bob.id(), null));
        homes.time.runMillis(1_300);
        assertThat(cara.isOnline(homes.bob.id())).isFalse();

        assertThat(areOnlineWithin(cara, homes.bob, 5_000))
                .as("%s", homes.network.trace())
                .isTrue();
    }

    @Test
    void aMappedPortDoesNotPassForAComputerOnTheInternet() {
        VirtualPeer cara = cara(true, 3).start();
        homes.started();
        cara.submit(new Command.Status(null));
        homes.time.runMillis(10);

        Event.Status status = cara.last(Event.Status.class, any -> true);
        assertThat(status).isNotNull();
        assertThat(status.nat()).isEqualTo(NatClass.RANDOM);
    }
}
