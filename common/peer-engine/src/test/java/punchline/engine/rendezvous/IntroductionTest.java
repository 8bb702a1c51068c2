package punchline.engine.rendezvous;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import punchline.engine.Reason;
import punchline.engine.rendezvous.RendezvousEvent.AskFailed;
import punchline.engine.rendezvous.RendezvousEvent.Asked;
import punchline.engine.rendezvous.RendezvousEvent.Found;
import punchline.engine.rendezvous.RendezvousEvent.Go;
import punchline.engine.rendezvous.RendezvousEvent.ListFailed;
import punchline.engine.rendezvous.RendezvousEvent.Listed;
import punchline.engine.rendezvous.RendezvousEvent.NotFound;
import punchline.engine.socket.LocalSocket;
import punchline.engine.socket.Path;
import punchline.protocol.Endpoint;
import punchline.protocol.FailureCode;
import punchline.protocol.NatClass;
import punchline.protocol.PeerId;
import punchline.protocol.PublicIdentity;
import punchline.protocol.RendezvousAnswer;
import punchline.protocol.RendezvousAnswer.Counterpart;
import punchline.protocol.RendezvousAnswer.Failure;
import punchline.protocol.RendezvousAnswer.KnownPeer;
import punchline.protocol.RendezvousAnswer.Peers;
import punchline.protocol.RendezvousCodec;
import punchline.protocol.RendezvousRequest.AskPeer;
import punchline.protocol.RendezvousRequest.Hello;
import punchline.protocol.RendezvousRequest.ListPeers;
import punchline.protocol.RendezvousRequest.Refresh;
import punchline.protocol.Token;

class IntroductionTest {
    private static final Endpoint PRIMARY = ScriptedServer.ENDPOINTS.primary();
    private static final PublicIdentity BOB = ScriptedServer.BOB.publicIdentity();
    private static final PublicIdentity ALICE = ScriptedServer.ALICE.publicIdentity();

    private final ScriptedServer server = new ScriptedServer();

    @Test
    void everyPageOfTheListIsReadAndThePeerItselfLeftOut() {
        server.registered();
        server.override = (self, request) -> request instanceof ListPeers list ? List.of(page(list, 40)) : null;

        server.client.list(server.nowNanos());
        server.client.list(server.nowNanos());
        server.run(5000);

        assertThat(server.events(Listed.class)).hasSize(1);
        Listed listed = server.events(Listed.class).getFirst();
        assertThat(listed.complete()).isTrue();
        assertThat(listed.peers()).hasSize(40).isSortedAccordingTo((a, b) -> Integer.compare(a.number(), b.number()));
        assertThat(server.requests(ListPeers.class)).hasSize(5);
    }

    @Test
    void aListWithoutEndIsCut() {
        server.registered();
        server.override =
                (self, request) -> request instanceof ListPeers list ? List.of(page(list, Integer.MAX_VALUE)) : null;

        server.client.list(server.nowNanos());
        server.run(60_000);

        assertThat(server.events(Listed.class)).hasSize(1);
        assertThat(server.events(Listed.class).getFirst().complete()).isFalse();
        assertThat(server.requests(ListPeers.class)).hasSize(RendezvousConfig.DEFAULT.maxListPages());
    }

    @Test
    void aListThatLeadsBackEnds() {
        server.registered();
        server.override = (self, request) ->
                request instanceof ListPeers list ? List.of(new Peers(list.ref(), List.of(), list.from())) : null;

        server.client.list(server.nowNanos());
        server.run(60_000);

        assertThat(server.requests(ListPeers.class)).hasSize(1);
        assertThat(server.events(Listed.class)).containsExactly(new Listed(List.of(), false));
    }

    @Test
    void aListAskedForTooEarlyWaitsForTheRegistration() {
        server.start();
        server.client.list(server.nowNanos());
        server.run(1000);

        assertThat(server.events(Listed.class)).containsExactly(new Listed(List.of(), true));
    }

    @Test
    void aSilentServerHasNoListAndSaysSoEachTime() {
        server.silent = true;
        server.start();
        server.client.list(server.nowNanos());
        server.run(3000);
        server.client.list(server.nowNanos());
        server.drain();

        ListFailed failed = new ListFailed(Reason.of(Reason.Code.SERVER_SILENT, "server", "203.0.113.7:6327"));
        assertThat(server.events(ListFailed.class)).containsExactly(failed, failed);
    }

    @Test
    void anAskIsAnsweredWithWhatTheServerKnows() {
        server.registered();
        KnownPeer[] known = new KnownPeer[1];
        server.override = (self, request) -> {
            if (request instanceof AskPeer ask) {
                known[0] = new KnownPeer(
                        ask.ref(), BOB, "Bob", Endpoint.parse("192.0.2.9:999"), List.of(), NatClass.RANDOM);
                return List.of(known[0]);
            }
            return null;
        };
        List<Endpoint> candidates = List.of(Endpoint.parse("192.168.1.2:5000"));
        List<Endpoint> samples = List.of(server.seenAtPrimary);
        server.client.ask(server.nowNanos(), new RendezvousAsk(BOB.peerId(), "a1", 2, candidates, samples, null));
        server.run(100);

        assertThat(server.events(Found.class)).containsExactly(new Found("a1", 2, known[0]));
        AskPeer ask = server.requests(AskPeer.class).getFirst();
        assertThat(ask.candidates()).isEqualTo(candidates);
        assertThat(ask.samples()).isEqualTo(samples);
        assertThat(ask.rttMillis()).isEqualTo(40);
        assertThat(ask.token()).isEqualTo(server.live().token());
    }

    @Test
    void anUnknownPeerIsNotFound() {
        server.registered();
        server.client.ask(server.nowNanos(), ask(BOB.peerId()));
        server.run(100);

        assertThat(server.events(NotFound.class)).containsExactly(new NotFound("a1", 0, BOB.peerId()));
    }

    @Test
    void anAnswerAboutAnotherPeerIsNoAnswer() {
        server.registered();
        server.override = (self, request) -> request instanceof AskPeer ask
                ? List.of(new KnownPeer(ask.ref(), ALICE, "Bob", PRIMARY, List.of(), NatClass.OPEN))
                : null;
        server.client.ask(server.nowNanos(), ask(BOB.peerId()));
        server.run(100);

        assertThat(server.events(Found.class)).isEmpty();
        assertThat(server.events(AskFailed.class)).hasSize(1);
    }

    @Test
    void anUnansweredAskIsRepeatedFourTimesAndFails() {
        server.registered();
        server.loses = (index, request) -> request instanceof AskPeer;
        server.client.ask(server.nowNanos(), ask(BOB.peerId()));
        server.run(60_000);

        assertThat(server.requests(AskPeer.class)).hasSize(4);
        assertThat(server.events(AskFailed.class))
                .containsExactly(new AskFailed(
                        "a1", 0, BOB.peerId(), Reason.of(Reason.Code.SERVER_SILENT, "server", "203.0.113.7:6327")));
    }

    @Test
    void anAskOfAServerThatForgotThePeerIsRepeatedAfterANewRegistration() {
        server.registered();
        server.live = null;
        server.client.ask(server.nowNanos(), ask(BOB.peerId()));
        server.run(1000);

        assertThat(server.requests(Hello.class)).hasSize(1);
        assertThat(server.events(NotFound.class)).hasSize(1);
        assertThat(server.events(AskFailed.class)).isEmpty();
    }

    @Test
    void aServerThatRefusesEveryTokenIsNotAskedForEver() {
        server.registered();
        server.override = (self, request) ->
                request instanceof AskPeer ask ? List.of(new Failure(ask.ref(), FailureCode.TOKEN, "no")) : null;
        server.client.ask(server.nowNanos(), ask(BOB.peerId()));
        server.run(60_000);

        assertThat(server.requests(AskPeer.class)).hasSize(RendezvousConfig.DEFAULT.maxAskTries());
        assertThat(server.events(AskFailed.class)).hasSize(1);
    }

    @Test
    void aBusyServerIsGivenTime() {
        server.registered();
        server.override = (self, request) -> request instanceof AskPeer ask && self.nowMillis() < 2000
                ? List.of(new Failure(ask.ref(), FailureCode.BUSY, "later"))
                : null;
        server.client.ask(server.nowNanos(), ask(BOB.peerId()));
        server.run(1900);
        assertThat(server.requests(AskPeer.class)).hasSize(1);

        server.run(1000);
        assertThat(server.events(NotFound.class)).hasSize(1);
    }

    @Test
    void manyAsksGoEightASecondAndOneByHandGoesBeforeThem() {
        server.registered();
        List<RendezvousAsk> many = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            many.add(ask(peer(i)));
        }
        server.client.askAll(server.nowNanos(), many);
        server.run(1000);
        assertThat(server.requests(AskPeer.class)).hasSizeBetween(8, 9);

        server.client.ask(server.nowNanos(), ask(BOB.peerId()));
        server.drain();
        assertThat(server.requests(AskPeer.class).getLast().id()).isEqualTo(BOB.peerId());

        server.run(6000);
        assertThat(server.events(NotFound.class)).hasSize(51);
        assertThat(server.requests(AskPeer.class)).hasSize(51);
    }

    @Test
    void tooManyAsksFailAtOnce() {
        server.start();
        int max = RendezvousConfig.DEFAULT.maxQueuedAsks();
        for (int i = 0; i < max + 5; i++) {
            server.client.ask(server.nowNanos(), ask(peer(i)));
        }
        server.drain();

        assertThat(server.events(AskFailed.class)).hasSize(5);
    }

    @Test
    void asksOfAServerThatDoesNotAnswerFailWithTheReason() {
        server.silent = true;
        server.start();
        server.client.ask(server.nowNanos(), ask(BOB.peerId()));
        server.client.askAll(server.nowNanos(), List.of(ask(peer(1)), ask(peer(2))));
        server.run(3000);

        assertThat(server.events(AskFailed.class))
                .hasSize(3)
                .allMatch(failed -> failed.problem().text().equals("no answer from 203.0.113.7:6327"));
    }

    @Test
    void asksOnTheirWayFailWhenThePeerLeaves() {
        server.registered();
        server.loses = (index, request) -> request instanceof AskPeer;
        server.client.ask(server.nowNanos(), ask(BOB.peerId()));
        server.client.bye(server.nowNanos());
        server.run(10_000);

        assertThat(server.events(AskFailed.class)).hasSize(1);
        assertThat(server.requests(AskPeer.class)).hasSize(1);
    }

    @Test
    void noticesWithTheSecretOfTheRegistrationArePassedOn() {
        server.registered();
        Token secret = server.live().notice();
        Counterpart bob = counterpart(BOB);
        server.send(PRIMARY, new RendezvousAnswer.Asked(secret, "b1", 0, bob));
        server.send(PRIMARY, new RendezvousAnswer.Go(secret, "b1", 0, bob, 17, server.clockMillis() - 40));
        server.run(100);

        assertThat(server.events(Asked.class)).containsExactly(new Asked("b1", 0, bob));
        assertThat(server.events(Go.class)).containsExactly(new Go("b1", 0, bob, 17, 40_000_000));
        assertThat(server.client.droppedDatagrams()).isZero();
    }

    @Test
    void whatDoesNotComeFromTheServerOrCarryItsSecretIsDroppedAndCounted() {
        server.registered();
        Token secret = server.live().notice();
        Counterpart bob = counterpart(BOB);
        List<Runnable> forgeries = List.of(
                () -> server.send(
                        PRIMARY, new RendezvousAnswer.Go(server.token(), "b1", 0, bob, 0, RendezvousAnswer.NO_CLOCK)),
                () -> server.send(
                        ScriptedServer.ENDPOINTS.secondary(),
                        new RendezvousAnswer.Go(secret, "b1", 0, bob, 0, RendezvousAnswer.NO_CLOCK)),
                () -> server.send(
                        Endpoint.parse("203.0.113.66:6327"),
                        new RendezvousAnswer.Go(secret, "b1", 0, bob, 0, RendezvousAnswer.NO_CLOCK)),
                () -> server.send(
                        PRIMARY,
                        new RendezvousAnswer.Go(secret, "b1", 0, counterpart(ALICE), 0, RendezvousAnswer.NO_CLOCK)),
                () -> server.send(PRIMARY, new RendezvousAnswer.Replaced(server.token())),
                () -> server.send(PRIMARY, new Failure("guess", FailureCode.TOKEN, "gone")),
                () -> server.send(PRIMARY, new RendezvousAnswer.PlainPunched()),
                () -> server.send(PRIMARY, new byte[0]),
                () -> server.send(PRIMARY, new byte[65_507]),
                () -> server.send(PRIMARY, "peer {\"notice\":".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        RendezvousStatus before = server.client.status();
        forgeries.forEach(Runnable::run);
        server.run(1000);

        assertThat(server.client.droppedDatagrams()).isEqualTo(forgeries.size());
        assertThat(server.events).isEmpty();
        assertThat(server.client.status()).isEqualTo(before);
        assertThat(server.received).isEmpty();
    }

    @Test
    void aReplyCountsOnceAndOnlyFromThePortThatWasAsked() {
        server.registered();
        server.silent = true;
        server.client.ask(server.nowNanos(), ask(BOB.peerId()));
        server.drain();
        String ref = server.requests(AskPeer.class).getFirst().ref();
        byte[] answer = RendezvousCodec.encode(new RendezvousAnswer.UnknownPeer(ref, BOB.peerId()));

        server.send(ScriptedServer.ENDPOINTS.secondary(), answer);
        server.send(Endpoint.parse("203.0.113.66:6327"), answer);
        server.run(100);
        server.client.onDatagram(server.nowNanos(), new Path(new LocalSocket(1), PRIMARY), answer);
        server.drain();
        assertThat(server.events).isEmpty();

        server.send(PRIMARY, answer);
        server.send(PRIMARY, answer);
        server.run(100);
        assertThat(server.events).hasSize(1);
        assertThat(server.client.droppedDatagrams()).isEqualTo(4);
    }

    @Test
    void aLateAnswerToAnEarlierSendingStillCounts() {
        server.registered();
        server.silent = true;
        server.client.ask(server.nowNanos(), ask(BOB.peerId()));
        server.run(2200);
        String first = server.requests(AskPeer.class).getFirst().ref();
        server.send(PRIMARY, new RendezvousAnswer.UnknownPeer(first, BOB.peerId()));
        server.run(100);

        assertThat(server.events(NotFound.class)).hasSize(1);
        assertThat(server.requests(Refresh.class)).isEmpty();
    }

    private static RendezvousAsk ask(PeerId peer) {
        return new RendezvousAsk(peer, "a1", 0, List.of(), List.of(), null);
    }

    private static PeerId peer(int number) {
        byte[] bytes = new byte[PeerId.BYTES];
        bytes[0] = (byte) (number >> 8);
        bytes[1] = (byte) number;
        return PeerId.ofBytes(bytes);
    }

    private static Counterpart counterpart(PublicIdentity key) {
        return new Counterpart(
                key, "Bob", Endpoint.parse("192.0.2.9:999"), NatClass.CONSISTENT, List.of(), List.of(), null);
    }

    /** Ten peers a page, the third of all being the asker itself. */
    private static Peers page(ListPeers list, int total) {
        List<Peers.Listed> entries = new ArrayList<>();
        for (int i = list.from(); i < list.from() + 10 && i <= total; i++) {
            entries.add(new Peers.Listed(i, i == 2 ? ALICE.peerId() : peer(i), "n" + i));
        }
        return new Peers(list.ref(), entries, list.from() + 10 <= total ? list.from() + 10 : null);
    }
}
