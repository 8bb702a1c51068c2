package punchline.simulation.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import punchline.engine.Event;
import punchline.engine.Event.Relation;
import punchline.engine.conversation.ChatService.Standing;
import punchline.engine.conversation.Contact;
import punchline.engine.invite.AskName;
import punchline.engine.invite.InviteLink;
import punchline.engine.invite.TokenHash;
import punchline.protocol.PeerId;
import punchline.protocol.ServerAddress;
import punchline.protocol.Token;

/** Invites as the conversations know them, on a store that can crash. */
class InvitesTest {
    private static final long WEEK_MILLIS = TimeUnit.DAYS.toMillis(7);

    private final TwoPeople people = new TwoPeople();
    private final Person alice = people.alice;
    private final Person bob = people.bob;

    @Test
    void aLinkIsToldOnceItsInviteIsDurable() {
        InviteLink link = link(1, WEEK_MILLIS);
        alice.chat().invite(link, "i");
        alice.drain();
        assertThat(alice.told).isEmpty();
        people.clock.settle();
        assertThat(alice.told).containsExactly(new Event.Invited("i", name(link), link.text(), link.expiresAtMillis()));
    }

    @Test
    void whoShowsAnInviteIsAcceptedOnceThatIsDurable() {
        InviteLink link = invite(1);
        assertThat(alice.greet(bob, link.token())).isEqualTo(Standing.WAITING);
        assertThat(alice.chat().tellsWanted(bob.id())).isFalse();
        assertThat(alice.greet(bob, link.token())).isEqualTo(Standing.WAITING);
        people.clock.settle();
        assertThat(alice.chat().tellsWanted(bob.id())).isTrue();
        assertThat(relation(alice, bob)).isEqualTo(Relation.ACCEPTED);
        assertThat(alice.told).contains(new Event.InviteUsed(null, name(link), bob.id(), ""));
        assertThat(alice.told).noneMatch(Event.Request.class::isInstance);
        assertThat(open(alice)).isEmpty();
        alice.crash();
        alice.start();
        assertThat(relation(alice, bob)).isEqualTo(Relation.ACCEPTED);
        assertThat(open(alice)).isEmpty();
    }

    @Test
    void aCrashBeforeItIsDurableLeavesTheInviteOpenAndTheStrangerUnknown() {
        InviteLink link = invite(1);
        alice.greet(bob, link.token());
        alice.crash();
        alice.start();
        assertThat(alice.chat().contact(bob.id())).isNull();
        assertThat(open(alice)).containsExactly(name(link));
        alice.greet(bob, link.token());
        people.clock.settle();
        assertThat(relation(alice, bob)).isEqualTo(Relation.ACCEPTED);
    }

    @Test
    void aDiskThatFailsLeavesTheInviteOpenAndTheStrangerARequest() {
        InviteLink link = invite(1);
        alice.store().failWrites(1, "The disk is full.");
        alice.greet(bob, link.token());
        people.clock.settle();
        assertThat(alice.problems()).containsExactly("The disk is full.");
        assertThat(relation(alice, bob)).isEqualTo(Relation.PENDING);
        assertThat(open(alice)).containsExactly(name(link));
        alice.greet(bob, link.token());
        people.clock.settle();
        assertThat(relation(alice, bob)).isEqualTo(Relation.ACCEPTED);
        assertThat(open(alice)).isEmpty();
    }

    @Test
    void anInviteThatIsUsedExpiredRevokedOrWasNeverMadeMakesARequestAndNothingTellsWhich() {
        InviteLink revoked = invite(2);
        alice.chat().revoke(name(revoked), null);
        InviteLink expired = invite(3);
        people.clock.time().runMillis(WEEK_MILLIS);
        for (InviteLink dead : List.of(revoked, expired, link(4, WEEK_MILLIS))) {
            assertThat(alice.greet(bob, dead.token())).isEqualTo(Standing.WAITING);
            people.clock.settle();
            assertThat(relation(alice, bob)).isEqualTo(Relation.PENDING);
            assertThat(alice.chat().tellsWanted(bob.id())).isFalse();
        }
        assertThat(alice.told.stream().filter(Event.Request.class::isInstance)).hasSize(1);
        assertThat(open(alice)).isEmpty();
    }

    @Test
    void whoAskedBeforeIsAcceptedByAnInviteAndWhoWasRejectedIsNot() {
        alice.greet(bob);
        people.clock.settle();
        assertThat(relation(alice, bob)).isEqualTo(Relation.PENDING);
        alice.greet(bob, invite(1).token());
        people.clock.settle();
        assertThat(relation(alice, bob)).isEqualTo(Relation.ACCEPTED);

        alice.chat().reject(bob.id(), null);
        InviteLink second = invite(2);
        assertThat(alice.greet(bob, second.token())).isEqualTo(Standing.REFUSED);
        people.clock.settle();
        assertThat(open(alice)).containsExactly(name(second));
    }

    @Test
    void anInviteIsUsedByAContactOfMineToo() {
        people.friends();
        InviteLink link = invite(1);
        assertThat(alice.greet(bob, link.token())).isEqualTo(Standing.ACCEPTED);
        people.clock.settle();
        assertThat(open(alice)).isEmpty();
    }

    @Test
    void anOpenInviteShowsInTheNameOfItsHoldersAttempts() {
        InviteLink link = invite(1);
        String attempt = AskName.of(TokenHash.of(link.token()), bob.id(), alice.id(), 1L << 40);
        assertThat(alice.chat().isInviteShownBy(attempt, bob.id())).isTrue();
        assertThat(alice.chat().isInviteShownBy(attempt, alice.id())).isFalse();
        assertThat(alice.chat().isInviteShownBy("zik0zj", bob.id())).isFalse();
        alice.chat().revoke(name(link), null);
        assertThat(alice.chat().isInviteShownBy(attempt, bob.id())).isFalse();
    }

    @Test
    void aTokenIsKeptUntilItsGiverAcceptsMe() {
        InviteLink link = link(1, WEEK_MILLIS);
        assertThat(bob.chat().redeem(link, "It is me", null)).isTrue();
        people.clock.settle();
        bob.crash();
        bob.start();
        Contact asked = contact(bob, alice);
        assertThat(asked.invite()).isEqualTo(link.token());
        assertThat(asked.name()).isEqualTo("Alice");
        assertThat(asked.greeting()).isEqualTo("It is me");
        bob.chat().onAccepted(alice.id());
        assertThat(contact(bob, alice).invite()).isNull();
        people.clock.settle();
        bob.crash();
        bob.start();
        assertThat(contact(bob, alice).invite()).isNull();
        assertThat(relation(bob, alice)).isEqualTo(Relation.ACCEPTED);
    }

    @Test
    void aSecondInviteTakesThePlaceOfTheFirstAndAcceptedPeopleNeedNone() {
        bob.chat().redeem(link(1, WEEK_MILLIS), null, null);
        bob.chat().redeem(link(2, WEEK_MILLIS), null, null);
        assertThat(contact(bob, alice).invite()).isEqualTo(link(2, WEEK_MILLIS).token());
        bob.chat().onAccepted(alice.id());
        bob.chat().redeem(link(3, WEEK_MILLIS), null, null);
        assertThat(contact(bob, alice).invite()).isNull();
    }

    @Test
    void whatCannotBeRedeemedIsExplainedAndChangesNothing() {
        alice.chat().redeem(link(1, WEEK_MILLIS), null, null);
        bob.chat().redeem(link(2, -TimeUnit.DAYS.toMillis(3)), null, null);
        bob.chat().redeem(link(3, WEEK_MILLIS), "x".repeat(281), null);
        alice.drain();
        bob.drain();
        assertThat(alice.problems()).containsExactly("That is an invite of your own. Give it to somebody else.");
        assertThat(bob.problems())
                .containsExactly(
                        "The time of this invite was over 3 days ago, if this computer's clock is right."
                                + " Ask for a new one.",
                        "A greeting has at most 280 characters.");
        assertThat(bob.chat().contact(alice.id())).isNull();
        assertThat(alice.chat().contact(alice.id())).isNull();
    }

    @Test
    void anInviteThatIsOverByAWrongClockOfMineIsTriedAllTheSame() {
        assertThat(bob.chat().redeem(link(1, -TimeUnit.HOURS.toMillis(13)), null, null))
                .isTrue();
    }

    @Test
    void aHundredInvitesAreOpenAtATime() {
        for (int number = 0; number < 100; number++) {
            invite(number);
        }
        alice.chat().invite(link(100, WEEK_MILLIS), "one more");
        alice.drain();
        assertThat(alice.problems()).containsExactly("There are 100 open invites. Revoke one of them first.");
        assertThat(open(alice)).hasSize(100);
        people.clock.time().runMillis(WEEK_MILLIS);
        invite(101);
        assertThat(open(alice)).hasSize(1);
    }

    @Test
    void whatIsNotOpenCannotBeRevoked() {
        InviteLink link = invite(1);
        alice.chat().revoke("nothing!", null);
        alice.chat().revoke(name(link).toUpperCase(Locale.ROOT), null);
        alice.chat().revoke(name(link), null);
        people.clock.settle();
        assertThat(alice.problems())
                .hasSize(2)
                .allMatch(problem -> problem.startsWith("No invite of that name is open"));
        assertThat(open(alice)).isEmpty();
    }

    /** An invite of Alice's that is durable. */
    private InviteLink invite(int number) {
        InviteLink link = link(number, WEEK_MILLIS);
        alice.chat().invite(link, null);
        people.clock.pass(10_000_000);
        return link;
    }

    private InviteLink link(int number, long millis) {
        byte[] token = new byte[Token.BYTES];
        token[0] = (byte) number;
        long endsMillis = people.clock.time().wallMillis() + millis;
        return new InviteLink(
                alice.id(),
                List.of(new ServerAddress("203.0.113.1", 6327)),
                "Alice",
                endsMillis / 1000 * 1000,
                Token.ofBytes(token));
    }

    private static String name(InviteLink link) {
        return TokenHash.of(link.token()).brief();
    }

    private List<String> open(Person person) {
        person.chat().invites("open");
        person.drain();
        Event.Invites answer = (Event.Invites) person.told.removeLast();
        assertThat(answer.ref()).isEqualTo("open");
        return answer.invites().stream().map(Event.OpenInvite::invite).toList();
    }

    private static Contact contact(Person person, Person other) {
        PeerId id = other.id();
        return Objects.requireNonNull(person.chat().contact(id));
    }

    private static Relation relation(Person person, Person other) {
        return contact(person, other).relation();
    }
}
