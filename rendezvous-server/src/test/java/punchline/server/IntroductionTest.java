package punchline.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import punchline.protocol.Consent;
import punchline.protocol.Endpoint;
import punchline.protocol.FailureCode;
import punchline.protocol.IdentitySigner;
import punchline.protocol.PeerId;
import punchline.protocol.RendezvousAnswer;
import punchline.protocol.RendezvousAnswer.Asked;
import punchline.protocol.RendezvousAnswer.Failure;
import punchline.protocol.RendezvousAnswer.Go;
import punchline.protocol.RendezvousAnswer.KnownPeer;
import punchline.protocol.RendezvousAnswer.Registered;
import punchline.protocol.RendezvousAnswer.UnknownPeer;
import punchline.protocol.RendezvousCodec;
import punchline.protocol.RendezvousRequest.AskPeer;
import punchline.protocol.RendezvousRequest.Bye;
import punchline.protocol.RendezvousRequest.Hello;
import punchline.protocol.RendezvousRequest.Refresh;
import punchline.protocol.Token;

class IntroductionTest {
    private final Town town = new Town(1000);
    private final Town.Resident alice = town.resident("Alice", "203.0.113.7:50001", true);
    private final Town.Resident bob = town.resident("Bob", "198.51.100.20:6000", true);
    private final Town.Resident hidden = town.resident("Hidden", "192.0.2.50:7000", false);

    private static List<RendezvousAnswer> answersTo(Town.Resident resident, List<Town.Delivery> deliveries) {
        return deliveries.stream()
                .filter(delivery -> delivery.to().equals(resident.address))
                .map(Town.Delivery::answer)
                .toList();
    }

    private static <T> T only(List<?> answers, Class<T> type) {
        List<T> found =
                answers.stream().filter(type::isInstance).map(type::cast).toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    @Test
    void askingForAListedPeerTellsBothAndLetsBothGo() {
        bob.in();
        town.send(bob.address, new Refresh("x", bob.in().token(), 100));
        AskPeer ask = alice.asking(bob.id(), "try1", 0, 40, null);
        List<Town.Delivery> deliveries = alice.ask(ask);
        assertThat(deliveries).hasSize(4);
        assertThat(deliveries.get(0).answer()).isInstanceOf(KnownPeer.class);

        List<RendezvousAnswer> toAlice = answersTo(alice, deliveries);
        assertThat(only(toAlice, KnownPeer.class))
                .isEqualTo(new KnownPeer(
                        ask.ref(),
                        bob.key,
                        "Bob",
                        bob.address,
                        bob.registration().hosts(),
                        bob.registration().nat()));
        Go aliceGo = only(toAlice, Go.class);
        assertThat(aliceGo.notice()).isEqualTo(alice.in().notice());
        assertThat(aliceGo.attempt()).isEqualTo("try1");
        assertThat(aliceGo.round()).isZero();
        assertThat(aliceGo.waitMillis()).isEqualTo(30);
        assertThat(aliceGo.peer().id()).isEqualTo(bob.id());
        assertThat(aliceGo.peer().candidates()).isEqualTo(bob.registration().hosts());

        List<RendezvousAnswer> toBob = answersTo(bob, deliveries);
        Asked asked = only(toBob, Asked.class);
        Go bobGo = only(toBob, Go.class);
        assertThat(asked.notice()).isEqualTo(bob.in().notice());
        assertThat(asked.peer().observed()).isEqualTo(alice.address);
        assertThat(asked.peer().candidates()).isEqualTo(ask.candidates());
        assertThat(asked.peer().samples()).isEqualTo(ask.samples());
        assertThat(bobGo.peer()).isEqualTo(asked.peer());
        assertThat(bobGo.waitMillis()).isZero();
    }

    @Test
    void aLaterRoundStartsOnceBothHaveAskedForTheSameOne() {
        bob.in();
        List<Town.Delivery> first = alice.ask(alice.asking(bob.id(), "try1", 1, 40, null));
        assertThat(answersTo(alice, first)).singleElement().isInstanceOf(KnownPeer.class);
        assertThat(answersTo(bob, first)).singleElement().isInstanceOf(Asked.class);

        List<Town.Delivery> other = bob.ask(bob.asking(alice.id(), "try1", 2, 40, null));
        assertThat(answersTo(alice, other)).singleElement().isInstanceOf(Asked.class);

        AskPeer same = bob.asking(alice.id(), "try1", 1, 40, null);
        List<Town.Delivery> both = bob.ask(same);
        Go aliceGo = only(answersTo(alice, both), Go.class);
        assertThat(aliceGo.round()).isEqualTo(1);
        assertThat(aliceGo.peer().samples()).isEqualTo(same.samples());
        assertThat(only(answersTo(bob, both), Go.class).round()).isEqualTo(1);
    }

    @Test
    void anUnlistedPeerIsToldWhoAsksAndTheAskerLearnsNothingUntilItAsksBack() {
        hidden.in();
        AskPeer ask = alice.asking(hidden.id(), "try1", 0, 40, null);
        List<Town.Delivery> first = alice.ask(ask);
        assertThat(answersTo(alice, first)).containsExactly(new UnknownPeer(ask.ref(), hidden.id()));
        assertThat(answersTo(hidden, first)).singleElement().isInstanceOf(Asked.class);

        AskPeer back = hidden.asking(alice.id(), "try1", 0, 40, null);
        List<Town.Delivery> second = hidden.ask(back);
        assertThat(only(answersTo(hidden, second), Go.class).peer().candidates())
                .isEqualTo(ask.candidates());
        assertThat(only(answersTo(alice, second), Go.class).peer().candidates()).isEqualTo(back.candidates());

        assertThat(answersTo(alice, alice.ask(hidden.id()))).hasAtLeastOneElementOfType(KnownPeer.class);
    }

    @Test
    void twoUnlistedPeersMeetAlthoughTheFirstAskedLongBeforeTheSecondCame() {
        alice.listed = false;
        alice.ask(hidden.id());
        for (int i = 0; i < 10; i++) {
            town.pass(60);
            town.send(alice.address, new Refresh("x", alice.in().token(), 10));
        }
        List<Town.Delivery> deliveries = hidden.ask(alice.id());
        assertThat(answersTo(hidden, deliveries)).hasAtLeastOneElementOfType(Go.class);
        Go go = only(answersTo(hidden, deliveries), Go.class);
        // Candidates of ten minutes ago are worth less than what the registration says.
        assertThat(go.peer().candidates()).isEqualTo(alice.registration().hosts());
        assertThat(go.peer().samples()).isEmpty();
        assertThat(answersTo(alice, deliveries)).hasAtLeastOneElementOfType(Go.class);
    }

    @Test
    void whoWasAskedForInVainIsIntroducedAtTheMomentItComes() {
        AskPeer ask = alice.asking(bob.id(), "try1", 0, 40, null);
        assertThat(alice.ask(ask))
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.answer()).isEqualTo(new UnknownPeer(ask.ref(), bob.id())));
        List<Town.Delivery> deliveries = bob.register();
        assertThat(deliveries.get(0).answer()).isInstanceOf(Registered.class);
        Go bobGo = only(answersTo(bob, deliveries), Go.class);
        assertThat(only(answersTo(bob, deliveries), Asked.class).peer()).isEqualTo(bobGo.peer());
        assertThat(bobGo.attempt()).isEqualTo("try1");
        assertThat(bobGo.peer().candidates()).isEqualTo(ask.candidates());
        Go aliceGo = only(answersTo(alice, deliveries), Go.class);
        assertThat(aliceGo.attempt()).isEqualTo("try1");
        assertThat(aliceGo.peer().observed()).isEqualTo(bob.address);
    }

    @Test
    void anUnlistedPeerThatComesLearnsWhoAskedAndTheAskerLearnsNothing() {
        alice.ask(hidden.id());
        List<Town.Delivery> deliveries = hidden.register();
        assertThat(answersTo(alice, deliveries)).isEmpty();
        assertThat(answersTo(hidden, deliveries)).hasExactlyElementsOfTypes(Registered.class, Asked.class);
    }

    @Test
    void whoAskedTooLongAgoIsNotIntroducedAndOfAnOldAskOnlyTheRegistrationCounts() {
        Town.Resident carol = town.resident("Carol", "192.0.2.60:7000", true);
        carol.ask(bob.id());
        town.pass(40);
        stay(carol);
        town.pass(40);
        stay(carol);
        alice.ask(bob.id());
        town.pass(40);
        stay(carol, alice);
        town.pass(40);
        stay(carol, alice);
        List<Town.Delivery> deliveries = bob.register();
        assertThat(answersTo(carol, deliveries)).isEmpty();
        Go bobGo = only(answersTo(bob, deliveries), Go.class);
        assertThat(bobGo.peer().id()).isEqualTo(alice.id());
        assertThat(bobGo.peer().candidates()).isEqualTo(alice.registration().hosts());
        assertThat(bobGo.peer().samples()).isEmpty();
    }

    private void stay(Town.Resident... residents) {
        for (Town.Resident each : residents) {
            town.send(each.address, new Refresh("x", each.in().token(), 10));
        }
    }

    @Test
    void ofManyWhoWaitTheLastEightAreIntroducedAndNobodyWhoHasLeft() {
        List<Town.Resident> crowd = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Town.Resident one = town.resident("Waiting" + i, "192.0.2." + (100 + i) + ":1", true);
            one.ask(bob.id());
            crowd.add(one);
        }
        Town.Resident gone = crowd.get(11);
        town.send(gone.address, new Bye("b", gone.in().token()));
        List<Town.Delivery> deliveries = bob.register();
        assertThat(answersTo(bob, deliveries).stream()
                        .filter(Go.class::isInstance)
                        .map(answer -> ((Go) answer).peer().id()))
                .containsExactlyElementsOf(
                        crowd.subList(4, 11).stream().map(Town.Resident::id).toList());
    }

    @Test
    void aPeerThatRegistersAgainFromItsAddressIsNotIntroducedAnew() {
        bob.in();
        alice.ask(bob.id());
        assertThat(bob.register())
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.answer()).isInstanceOf(Registered.class));
    }

    @Test
    void whatAnAskerGetsDoesNotDependOnWhetherAnUnlistedPeerIsThere() {
        List<List<String>> transcripts = new ArrayList<>();
        for (boolean present : new boolean[] {true, false}) {
            Town other = new Town(1000);
            Town.Resident there = other.new Resident("Hidden", hidden.address, false, hidden.keys);
            Town.Resident asker = other.new Resident("Alice", alice.address, true, alice.keys);
            Token token = asker.in().token();
            if (present) {
                there.in();
            }
            List<String> transcript = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                AskPeer ask = new AskPeer("ref" + i, token, hidden.id(), "try", i, List.of(), List.of(), 10, null);
                for (Town.Delivery delivery : asker.ask(ask)) {
                    if (delivery.to().equals(asker.address)) {
                        transcript.add(delivery.text());
                    }
                }
            }
            transcripts.add(transcript);
        }
        assertThat(transcripts.get(0)).hasSize(300).isEqualTo(transcripts.get(1));
    }

    @Test
    void consentIsPassedOnWithinItsAttemptOnly() {
        Consent consent = Consent.sign(
                IdentitySigner.of(bob.keys.getPrivate()), bob.id(), alice.id(), "try1", bob.address.address(), 2000);
        bob.ask(bob.asking(alice.id(), "try1", 3, 40, consent));
        alice.in();
        List<Town.Delivery> same = alice.ask(alice.asking(bob.id(), "try1", 3, 40, null));
        Consent passed = only(answersTo(alice, same), Go.class).peer().consent();
        assertThat(passed).isEqualTo(consent);
        assertThat(passed != null && passed.permits(bob.key, alice.id(), "try1", 1999))
                .isTrue();
        List<Town.Delivery> other = alice.ask(alice.asking(bob.id(), "try2", 0, 40, null));
        assertThat(only(answersTo(alice, other), Go.class).peer().consent()).isNull();
    }

    @Test
    void anAskNeedsTheTokenBecauseItRevealsTheAsker() {
        bob.in();
        alice.in();
        AskPeer forged =
                new AskPeer("f", Token.ofBytes(new byte[16]), bob.id(), "try", 0, List.of(), List.of(), 0, null);
        List<Town.Delivery> deliveries = town.send(alice.address, forged);
        assertThat(deliveries).hasSize(1);
        assertThat(deliveries.get(0).answer()).isEqualTo(new Failure("f", FailureCode.TOKEN, "register again"));
    }

    @Test
    void noticesGoToTheSocketAndAddressThatTheAskedRegisteredFrom() {
        Town.Delivery challenge = town.send(bob.address, LocalPort.SECOND, RendezvousCodec.encode(new Hello("h")))
                .get(0);
        RendezvousAnswer.Challenge answer = (RendezvousAnswer.Challenge) challenge.answer();
        town.send(bob.address, LocalPort.SECOND, RendezvousCodec.encode(bob.signed(answer.cookie())));
        assertThat(alice.ask(bob.id()))
                .filteredOn(delivery -> delivery.to().equals(bob.address))
                .hasSize(2)
                .allSatisfy(delivery -> assertThat(delivery.by()).isEqualTo(LocalPort.SECOND));
    }

    @Test
    void twoWhoAskedForEachOtherAreToldTwelveTimesAtOnceAndThenEverySecond() {
        bob.ask(alice.id());
        assertThat(noticesToBob(20)).isEqualTo(12);
        town.pass(1);
        assertThat(noticesToBob(10)).isEqualTo(1);
        assertThat(noticesToBob(10)).isZero();
    }

    private long noticesToBob(int asks) {
        return Stream.generate(() -> alice.ask(bob.id()))
                .limit(asks)
                .flatMap(deliveries -> answersTo(bob, deliveries).stream())
                .filter(Asked.class::isInstance)
                .count();
    }

    @Test
    void tenStrangersAMinuteAreAnnouncedAndThoseAskedForAlways() {
        bob.in();
        long announced = 0;
        for (int i = 0; i < 30; i++) {
            Town.Resident stranger = town.resident("Stranger", "192.0.2." + (100 + i) + ":1", true);
            announced += answersTo(bob, stranger.ask(bob.id())).stream()
                    .filter(Asked.class::isInstance)
                    .count();
        }
        assertThat(announced).isEqualTo(10);
        bob.ask(alice.id());
        assertThat(answersTo(bob, alice.ask(bob.id()))).hasAtLeastOneElementOfType(Asked.class);
    }

    @Test
    void aPeerAsksForAllItsContactsAtOnceButNotForEver() {
        alice.in();
        PeerId nobody = bob.id();
        long answered = 0;
        long busy = 0;
        for (int i = 0; i < 300; i++) {
            RendezvousAnswer answer = alice.ask(nobody).get(0).answer();
            if (answer instanceof UnknownPeer) {
                answered++;
            } else if (answer instanceof Failure failure && failure.code() == FailureCode.BUSY) {
                busy++;
            }
        }
        assertThat(answered).isEqualTo(256);
        assertThat(busy).isEqualTo(44);
    }

    @Test
    void whoLeavesHasAskedForNobody() {
        hidden.ask(alice.id());
        town.send(hidden.address, new Bye("b", hidden.in().token()));
        hidden.register();
        assertThat(answersTo(alice, alice.ask(hidden.id()))).hasOnlyElementsOfType(UnknownPeer.class);
    }

    @Test
    void aPeerIsNotIntroducedToItself() {
        assertThat(answersTo(alice, alice.ask(alice.id()))).hasOnlyElementsOfType(UnknownPeer.class);
    }

    @Test
    void aSlowLiarDelaysTheOtherByHalfASecondAtMost() {
        bob.in();
        town.send(bob.address, new Refresh("x", bob.in().token(), Integer.MAX_VALUE));
        List<Town.Delivery> deliveries = alice.ask(alice.asking(bob.id(), "try", 0, 0, null));
        assertThat(only(answersTo(alice, deliveries), Go.class).waitMillis()).isEqualTo(500);
    }

    @Test
    void unregisteredAddressesNeverGetANotice() {
        Endpoint nobody = Town.at("192.0.2.200:1");
        town.say(nobody, "punch");
        assertThat(alice.ask(bob.id()))
                .allSatisfy(delivery -> assertThat(delivery.to()).isNotEqualTo(nobody));
        assertThat(alice.ask(bob.id())).hasSize(1);
    }
}
