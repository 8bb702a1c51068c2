package punchline.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.PeerConfig;
import punchline.protocol.ServerAddress;

/** Where the server's name cannot be looked up, a person is told so, and it is found as soon as it can be. */
class ServerNamesTest {
    private static final String NAME = "rendezvous.example";
    private static final long ANSWER_MILLIS = 3_000;

    private final VirtualNetwork network = new VirtualNetwork(1);
    private final VirtualPeer ann = peer("Ann", "198.51.100.10", 1);
    private final VirtualPeer bob = peer("Bob", "198.51.100.20", 2);

    private VirtualPeer peer(String name, String address, long seed) {
        return new VirtualPeer(
                network,
                network.openHost(name, address, LinkQuality.ofMillis(10)),
                seed,
                new PeerConfig(name, 0, List.of(new ServerAddress(NAME, TwoHomes.SERVER_PORT)), true, true, false));
    }

    private void runServer() {
        VirtualServer.start(
                network,
                network.openHost("server", TwoHomes.SERVER_ADDRESS, LinkQuality.ofMillis(5)),
                TwoHomes.SERVER_PORT);
        network.name(NAME, TwoHomes.SERVER_ADDRESS);
    }

    private String reasonWithinThreeSecondsOfConnect() {
        ann.submit(new Command.Connect(null, bob.id(), null));
        assertThat(network.time().runUntil(this::isAnswered, ANSWER_MILLIS))
                .as("%s", network.trace())
                .isTrue();
        Event.Link answer = ann.lastLink(bob.id());
        assertThat(answer).isNotNull();
        String reason = answer.reason();
        assertThat(reason).isNotNull();
        return reason;
    }

    private boolean isAnswered() {
        Event.Link link = ann.lastLink(bob.id());
        return link != null && link.state() != Event.LinkState.CONNECTING;
    }

    @Test
    void aNameThatNobodyKnowsIsSaidSoEachTimeSomebodyConnects() {
        ann.start();
        network.time().runMillis(5_000);
        assertThat(reasonWithinThreeSecondsOfConnect()).contains(NAME).contains("cannot be found");
        assertThat(reasonWithinThreeSecondsOfConnect()).contains(NAME);
        network.time().runMillis(60_000);
        assertThat(reasonWithinThreeSecondsOfConnect()).contains(NAME);
    }

    @Test
    void aSlowNameServerIsNoReasonToLeaveAPersonWithoutAnAnswer() {
        network.setLookupMillis(20_000);
        ann.start();
        network.time().runMillis(100);
        assertThat(reasonWithinThreeSecondsOfConnect()).contains("looked up");
    }

    @Test
    void whatWasAskedBeforeTheNameIsFoundIsAskedThen() {
        network.setLookupMillis(1_500);
        runServer();
        ann.start();
        bob.start();
        network.time().runMillis(1_000);
        ann.submit(new Command.Connect(null, bob.id(), null));
        assertThat(network.time().runUntil(() -> ann.isOnline(bob.id()) && bob.isOnline(ann.id()), 5_000))
                .as("%s", network.trace())
                .isTrue();
    }

    @Test
    void whoConnectsAfterTheNetworkHasComeUpDoesNotWaitForTheNextLookup() {
        ann.start();
        network.time().runMillis(1_000);
        runServer();
        bob.start();
        network.time().runMillis(1_000);
        ann.submit(new Command.Connect(null, bob.id(), null));
        assertThat(network.time().runUntil(() -> ann.isOnline(bob.id()) && bob.isOnline(ann.id()), 3_000))
                .as("%s", network.trace())
                .isTrue();
    }
}
