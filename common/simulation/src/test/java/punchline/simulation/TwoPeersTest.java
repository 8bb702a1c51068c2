package punchline.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import punchline.engine.Command;
import punchline.engine.Event;

/** The whole engine, twice, in a virtual world. */
class TwoPeersTest {
    @Test
    void twoPeersBehindPortRestrictedRoutersMeetDirectly() {
        TwoHomes homes = TwoHomes.usual(1).online();
        Event.Link link = homes.ann.lastLink(homes.bob.id());
        assertThat(link).isNotNull();
        assertThat(link.path()).isEqualTo(Event.PathKind.DIRECT);
        // To the server and back is 52 ms, between the two 84 ms.
        assertThat(link.millis()).as("%s", homes.network.trace()).isLessThan(52 + 4 * 84 + 100);
    }

    @Test
    void aHundredMessagesEachWayArriveInOrderOnce() {
        TwoHomes homes = TwoHomes.usual(2).online();
        for (int i = 0; i < 100; i++) {
            homes.say(homes.ann, homes.bob, "a" + i);
            homes.say(homes.bob, homes.ann, "b" + i);
            homes.time.runMillis(10);
        }
        homes.time.runMillis(2_000);
        assertThat(homes.bob.textsFrom(homes.ann.id())).isEqualTo(numbered("a", 100));
        assertThat(homes.ann.textsFrom(homes.bob.id())).isEqualTo(numbered("b", 100));
        assertThat(delivered(homes.ann)).isEqualTo(100);
        assertThat(delivered(homes.bob)).isEqualTo(100);
    }

    @Test
    void theServerSeesNothingOfTheChat() {
        TwoHomes quiet = TwoHomes.usual(3).online();
        quiet.time.runMillis(30_000);
        TwoHomes chatty = TwoHomes.usual(3).online();
        for (int i = 0; i < 300; i++) {
            chatty.say(chatty.ann, chatty.bob, "a" + i);
            chatty.time.runMillis(100);
        }
        assertThat(chatty.server.datagramsIn())
                .isBetween(quiet.server.datagramsIn() - 4, quiet.server.datagramsIn() + 4);
    }

    @Test
    void chatGoesOnWithoutTheServer() {
        TwoHomes homes = TwoHomes.usual(4).online();
        homes.server.stop();
        homes.time.runMillis(120_000);
        homes.say(homes.ann, homes.bob, "still here?");
        homes.time.runMillis(1_000);
        assertThat(homes.bob.textsFrom(homes.ann.id()))
                .as("%s", homes.network.trace())
                .containsExactly("still here?");
        assertThat(homes.ann.isOnline(homes.bob.id())).isTrue();
    }

    @Test
    void aKilledPeerIsBackWithinThreeSecondsOfItsStart() {
        TwoHomes homes = TwoHomes.usual(5).online();
        homes.bob.crash();
        homes.time.runMillis(1_000);
        homes.bob.events().clear();
        homes.bob.start();
        homes.awaitOnline(3_000);
        homes.say(homes.ann, homes.bob, "welcome back");
        homes.time.runMillis(1_000);
        assertThat(homes.bob.textsFrom(homes.ann.id())).containsExactly("welcome back");
    }

    @Test
    void messagesToSomeoneAwayGoOutByThemselvesWhenBothAreThere() {
        TwoHomes homes = TwoHomes.usual(6).online();
        homes.bob.stop();
        homes.time.runMillis(5_000);
        homes.say(homes.ann, homes.bob, "while you were away");
        homes.time.runMillis(5_000);
        homes.ann.stop();
        homes.time.runMillis(5_000);
        homes.bob.start();
        homes.time.runMillis(5_000);
        homes.ann.start();
        assertThat(homes.time.runUntil(
                        () -> homes.bob.textsFrom(homes.ann.id()).contains("while you were away"), 5_000))
                .as("%s", homes.network.trace())
                .isTrue();
    }

    @Test
    void aFirstMessageToAStrangerMakesARequestAndArrivesOnceAccepted() {
        TwoHomes homes = TwoHomes.whereRequestsAreAnswered(7).started();
        homes.say(homes.ann, homes.bob, "hello, stranger");
        homes.time.runMillis(5_000);
        Event.Request request = homes.bob.last(Event.Request.class, any -> true);
        assertThat(request).as("%s", homes.network.trace()).isNotNull();
        assertThat(request.name()).isEqualTo("Ann");
        assertThat(request.greeting()).isEqualTo("hello, stranger");
        assertThat(homes.bob.textsFrom(homes.ann.id())).isEmpty();
        assertThat(homes.ann.isOnline(homes.bob.id())).isFalse();

        homes.bob.submit(new Command.Accept(null, homes.ann.id()));
        homes.awaitOnline(3_000);
        homes.time.runMillis(1_000);
        assertThat(homes.bob.textsFrom(homes.ann.id())).containsExactly("hello, stranger");
    }

    @Test
    void whoIsRejectedDoesNotComeOnline() {
        TwoHomes homes = TwoHomes.whereRequestsAreAnswered(8).started();
        homes.ann.submit(new Command.Connect(null, homes.bob.id(), "please"));
        homes.time.runMillis(3_000);
        homes.bob.submit(new Command.Reject(null, homes.ann.id()));
        homes.time.runMillis(60_000);
        assertThat(homes.ann.isOnline(homes.bob.id())).isFalse();
        assertThat(homes.bob.isOnline(homes.ann.id())).isFalse();
        homes.bob.submit(new Command.Accept(null, homes.ann.id()));
        homes.awaitOnline(10_000);
    }

    @Test
    void unlistedContactsFindEachOther() {
        TwoHomes homes = TwoHomes.unlisted(9).started();
        homes.ann.submit(new Command.Connect(null, homes.bob.id(), null));
        homes.time.runMillis(2_000);
        homes.bob.submit(new Command.Connect(null, homes.ann.id(), null));
        homes.awaitOnline(5_000);
        homes.bob.stop();
        homes.time.runMillis(3_000);
        homes.bob.events().clear();
        homes.bob.start();
        homes.awaitOnline(5_000);
    }

    @Test
    void aRouterThatForgetsItsMappingsIsOvercome() {
        TwoHomes homes = TwoHomes.usual(10).online();
        homes.annRouter.forgetMappings();
        homes.bobRouter.forgetMappings();
        homes.say(homes.ann, homes.bob, "through a new hole");
        assertThat(homes.time.runUntil(
                        () -> homes.bob.textsFrom(homes.ann.id()).contains("through a new hole"), 30_000))
                .as("%s", homes.network.trace())
                .isTrue();
    }

    @Test
    void aVanishedPeerIsOfflineWithinHalfAMinuteAndAnUnacknowledgedMessageIsQueuedAgain() {
        TwoHomes homes = TwoHomes.usual(11).online();
        homes.bob.crash();
        homes.say(homes.ann, homes.bob, "anyone?");
        assertThat(homes.time.runUntil(() -> !homes.ann.isOnline(homes.bob.id()), 31_000))
                .isTrue();
        homes.time.runMillis(100);
        Event.State state = homes.ann.last(Event.State.class, any -> true);
        assertThat(state).isNotNull();
        assertThat(state.state()).isEqualTo(Event.MessageState.QUEUED);
    }

    @Test
    void twoRandomSymmetricNatsAreToldSoInPlainWords() {
        NatBehaviour random = NatBehaviour.symmetric(new NatBehaviour.PortAllocation.RandomPort());
        TwoHomes homes =
                TwoHomes.behind(12, random, random, LinkQuality.ofMillis(20)).started();
        homes.ann.submit(new Command.Connect(null, homes.bob.id(), null));
        homes.time.runMillis(12_000);
        Event.Link link = homes.ann.last(Event.Link.class, any -> any.state() == Event.LinkState.UNREACHABLE);
        assertThat(link).as("%s", homes.network.trace()).isNotNull();
        assertThat(link.reason()).isNotBlank();
    }

    @Test
    void neighboursInOneNetworkTakeTheShortWay() {
        VirtualNetwork network = new VirtualNetwork(13);
        VirtualServer.start(
                network, network.openHost("server", "198.51.100.1", LinkQuality.ofMillis(5)), TwoHomes.SERVER_PORT);
        Segment home = network.segment("home");
        network.nat(
                "router",
                network.internet(),
                "203.0.113.10",
                home,
                NatBehaviour.portRestricted(),
                LinkQuality.ofMillis(20));
        VirtualPeer ann = new VirtualPeer(
                network,
                network.host("one", LinkQuality.ofMillis(1)).attach(home, "192.168.1.5"),
                1,
                TwoHomes.config("Ann", true, true));
        VirtualPeer bob = new VirtualPeer(
                network,
                network.host("two", LinkQuality.ofMillis(1)).attach(home, "192.168.1.6"),
                2,
                TwoHomes.config("Bob", true, true));
        ann.start();
        bob.start();
        network.time().runMillis(2_000);
        ann.submit(new Command.Connect(null, bob.id(), null));
        network.time().runMillis(3_000);
        Event.Link link = ann.lastLink(bob.id());
        assertThat(link).isNotNull();
        assertThat(link.state()).as("%s", network.trace()).isEqualTo(Event.LinkState.ONLINE);
        assertThat(link.path()).isEqualTo(Event.PathKind.LAN);
    }

    @Test
    void theSameSeedIsTheSameRun() {
        assertThat(runOf(14)).isEqualTo(runOf(14));
    }

    private static List<String> runOf(long seed) {
        TwoHomes homes = TwoHomes.behind(
                        seed,
                        NatBehaviour.portRestricted(),
                        NatBehaviour.portRestricted(),
                        LinkQuality.ofMillis(20).withLoss(0.1).withJitterMillis(15))
                .started();
        homes.ann.submit(new Command.Connect(null, homes.bob.id(), null));
        homes.time.runMillis(5_000);
        homes.say(homes.ann, homes.bob, "same?");
        homes.time.runMillis(5_000);
        return homes.ann.events().stream().map(Event::toString).toList();
    }

    private static List<String> numbered(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }

    private static long delivered(VirtualPeer peer) {
        return peer.events().stream()
                .filter(event -> event instanceof Event.State state && state.state() == Event.MessageState.DELIVERED)
                .count();
    }
}
