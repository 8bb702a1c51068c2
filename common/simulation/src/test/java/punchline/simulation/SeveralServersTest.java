package punchline.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.PeerConfig;
import punchline.protocol.ServerAddress;

/** Two peers who know two servers, of which one may be silent. */
class SeveralServersTest {
    private static final String FIRST = "198.51.100.1";
    private static final String SECOND = "198.51.100.2";
    private static final int PORT = 6327;

    private final VirtualNetwork network = new VirtualNetwork(31);
    private final VirtualTime time = network.time();
    private final VirtualServer first = server("first", FIRST);
    private final VirtualServer second = server("second", SECOND);
    private final VirtualPeer ann = peer("Ann", "203.0.113.10", 62);
    private final VirtualPeer bob = peer("Bob", "203.0.113.20", 63);

    private VirtualServer server(String name, String address) {
        return VirtualServer.start(network, network.openHost(name, address, LinkQuality.ofMillis(5)), PORT);
    }

    private VirtualPeer peer(String name, String address, long seed) {
        VirtualHost host = network.openHost(name, address, LinkQuality.ofMillis(20));
        List<ServerAddress> servers = List.of(new ServerAddress(FIRST, PORT), new ServerAddress(SECOND, PORT));
        return new VirtualPeer(network, host, seed, new PeerConfig(name, 0, servers, true, true, false));
    }

    @Test
    void peersMeetThroughTheServerThatAnswersThoughTheFirstIsSilent() {
        first.stop();
        startBoth();
        ann.submit(new Command.Connect(null, bob.id(), null));
        assertThat(time.runUntil(() -> ann.isOnline(bob.id()) && bob.isOnline(ann.id()), 5_000))
                .as("%s", network.trace())
                .isTrue();
    }

    @Test
    void nobodyIsCalledMissingOrOfflineWhileOneServerKnowsHim() {
        second.stop();
        startBoth();
        ann.submit(new Command.Connect(null, bob.id(), null));
        time.runMillis(20_000);
        assertThat(ann.isOnline(bob.id())).isTrue();
        assertThat(ann.events())
                .filteredOn(Event.Link.class::isInstance)
                .extracting(event -> ((Event.Link) event).state())
                .doesNotContain(Event.LinkState.OFFLINE, Event.LinkState.UNREACHABLE);
    }

    @Test
    void whoIsKnownToOneServerButDoesNotAnswerIsNotCalledMissingByAnother() {
        // The server that answers still has him, for his program was killed.
        ann.start();
        time.runMillis(100);
        bob.start();
        time.runMillis(2_000);
        second.stop();
        bob.crash();
        ann.events().clear();
        ann.submit(new Command.Connect(null, bob.id(), null));
        time.runMillis(4_500);
        assertThat(ann.events())
                .as("%s", network.trace())
                .filteredOn(Event.Link.class::isInstance)
                .extracting(event -> ((Event.Link) event).state())
                .doesNotContain(Event.LinkState.OFFLINE);
    }

    @Test
    void aServerThatIsLeftForgetsThePeerAndIsAskedNothingMore() {
        startBoth();
        ann.submit(new Command.RemoveServer("gone", SECOND + ":" + PORT));
        time.runMillis(1_000);
        Event.Status status = ann.last(Event.Status.class, answer -> "gone".equals(answer.ref()));
        assertThat(status).isNotNull();
        assertThat(status.servers()).extracting(Event.ServerStatus::server).containsExactly(FIRST + ":" + PORT);
        // Who looks at the second one alone does not see her any more: she has said goodbye.
        bob.submit(new Command.RemoveServer(null, FIRST + ":" + PORT));
        bob.submit(new Command.ListPeers("there"));
        time.runMillis(5_000);
        Event.Peers there = bob.last(Event.Peers.class, answer -> "there".equals(answer.ref()));
        assertThat(there).as("%s", network.trace()).isNotNull();
        assertThat(there.peers()).as("%s", network.trace()).isEmpty();
        ann.submit(new Command.RemoveServer("again", SECOND + ":" + PORT));
        time.runMillis(100);
        Event.Problem again = ann.last(Event.Problem.class, answer -> "again".equals(answer.ref()));
        assertThat(again).isNotNull();
        assertThat(again.message().text()).contains("none of your servers");
    }

    @Test
    void whoeverWasAskedForAtAServerThatIsLeftIsMissingAllTheSame() {
        second.stop();
        ann.start();
        time.runMillis(1_000);
        ann.submit(new Command.Connect(null, bob.id(), null));
        time.runMillis(50);
        ann.submit(new Command.RemoveServer(null, SECOND + ":" + PORT));
        time.runMillis(10_000);
        Event.Link link = ann.lastLink(bob.id());
        assertThat(link).isNotNull();
        assertThat(link.state()).isEqualTo(Event.LinkState.OFFLINE);
    }

    @Test
    void whomNoServerKnowsIsOfflineWithAReasonOnceAllHaveAnswered() {
        second.stop();
        ann.start();
        time.runMillis(1_000);
        ann.submit(new Command.Connect(null, bob.id(), null));
        time.runMillis(10_000);
        Event.Link link = ann.lastLink(bob.id());
        assertThat(link).isNotNull();
        assertThat(link.state()).isEqualTo(Event.LinkState.OFFLINE);
        assertThat(link.reason()).contains("not at " + FIRST);
    }

    @Test
    void theListIsThatOfTheServerThatAnswersAndAnEmptyOneIsAList() {
        second.stop();
        ann.start();
        time.runMillis(1_000);
        ann.submit(new Command.ListPeers("alone"));
        time.runMillis(10_000);
        bob.start();
        time.runMillis(1_000);
        ann.submit(new Command.ListPeers("both"));
        time.runMillis(10_000);
        assertThat(listed("alone")).isEmpty();
        assertThat(listed("both")).extracting(Event.ListedPeer::id).containsExactly(bob.id());
    }

    @Test
    void withoutAnyServerThatAnswersTheListIsAProblem() {
        first.stop();
        second.stop();
        ann.start();
        time.runMillis(100);
        ann.submit(new Command.ListPeers("none"));
        time.runMillis(10_000);
        assertThat(ann.last(Event.Problem.class, problem -> "none".equals(problem.ref())))
                .isNotNull();
        assertThat(ann.last(Event.Peers.class, any -> true)).isNull();
    }

    @Test
    void theStatusShowsTheSilentServersProblemBesideTheOther() {
        second.stop();
        startBoth();
        time.runMillis(5_000);
        ann.submit(new Command.Status("s"));
        time.runMillis(100);
        Event.Status status = ann.last(Event.Status.class, any -> true);
        assertThat(status).isNotNull();
        assertThat(status.servers()).extracting(Event.ServerStatus::registered).containsExactly(true, false);
        assertThat(status.servers().getFirst().problem()).isNull();
        assertThat(status.servers().getLast().problem()).contains(SECOND);
    }

    private void startBoth() {
        ann.start();
        bob.start();
        time.runMillis(2_000);
    }

    private List<Event.ListedPeer> listed(String ref) {
        Event.Peers peers = ann.last(Event.Peers.class, answer -> ref.equals(answer.ref()));
        assertThat(peers).as("the answer to %s; %s", ref, network.trace()).isNotNull();
        return peers.peers();
    }
}
