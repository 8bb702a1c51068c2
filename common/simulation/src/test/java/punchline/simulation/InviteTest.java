package punchline.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.HistoryMessage;
import punchline.engine.PeerConfig;
import punchline.engine.invite.InviteLink;
import punchline.protocol.ServerAddress;
import punchline.protocol.Token;

/** Invites over the whole engine: Ann invites, Bob redeems. */
class InviteTest {
    /** Whoever is away is asked for again within this time. */
    private static final long ASKED_AGAIN_MILLIS = 130_000;

    @Test
    void anUnlistedInviterLetsTheInvitedInWithoutAWord() {
        TwoHomes homes = unlisted(1).started();
        String link = invite(homes, homes.ann);
        redeem(homes.bob, link);
        homes.awaitOnline(5_000);
        homes.say(homes.ann, homes.bob, "welcome");
        homes.say(homes.bob, homes.ann, "thanks");
        homes.time.runMillis(1_000);
        assertThat(homes.bob.textsFrom(homes.ann.id())).containsExactly("welcome");
        assertThat(homes.ann.textsFrom(homes.bob.id())).containsExactly("thanks");
        assertThat(homes.ann.events()).noneMatch(Event.Request.class::isInstance);
        assertThat(homes.ann.events().stream().filter(Event.InviteUsed.class::isInstance))
                .hasSize(1);
        assertThat(open(homes, homes.ann)).isEmpty();
    }

    @Test
    void aFreshInstallationNeedsNothingButTheLink() {
        TwoHomes homes = unlisted(2).started();
        VirtualPeer carol = stranger(homes, List.of());
        carol.start();
        homes.time.runMillis(1_000);
        redeem(carol, invite(homes, homes.ann));
        awaitOnline(homes, homes.ann, carol, 10_000);
    }

    @Test
    void aListedInviterLetsTheInvitedInToo() {
        TwoHomes homes = TwoHomes.whereRequestsAreAnswered(3).started();
        redeem(homes.bob, invite(homes, homes.ann));
        homes.awaitOnline(5_000);
        assertThat(homes.ann.events()).noneMatch(Event.Request.class::isInstance);
    }

    @Test
    void aUsedInviteIsAnOrdinaryRequestToAListedInviter() {
        TwoHomes homes = TwoHomes.whereRequestsAreAnswered(4).started();
        String link = invite(homes, homes.ann);
        redeem(homes.bob, link);
        homes.awaitOnline(5_000);
        VirtualPeer carol = stranger(homes, null);
        carol.start();
        homes.time.runMillis(2_000);
        redeem(carol, link);
        homes.time.runMillis(10_000);
        Event.Request request = homes.ann.last(Event.Request.class, any -> true);
        assertThat(request).as("%s", homes.network.trace()).isNotNull();
        assertThat(request.peer()).isEqualTo(carol.id());
        assertThat(carol.isOnline(homes.ann.id())).isFalse();
        homes.ann.submit(new Command.Accept(null, carol.id()));
        awaitOnline(homes, homes.ann, carol, 5_000);
    }

    @Test
    void anUnlistedInviterIsSilentToWhoeverHoldsNoOpenInvite() {
        TwoHomes homes = unlisted(5).started();
        String used = invite(homes, homes.ann);
        redeem(homes.bob, used);
        homes.awaitOnline(5_000);
        InviteLink open = InviteLink.parse(invite(homes, homes.ann));
        String forged = new InviteLink(
                        open.peer(), open.servers(), "", open.expiresAtMillis(), Token.ofBytes(new byte[16]))
                .text();
        VirtualPeer carol = stranger(homes, null);
        carol.start();
        homes.time.runMillis(2_000);
        for (String link : List.of(used, forged)) {
            redeem(carol, link);
            homes.time.runMillis(ASKED_AGAIN_MILLIS);
        }
        carol.submit(new Command.Connect(null, homes.ann.id(), "let me in"));
        homes.time.runMillis(ASKED_AGAIN_MILLIS);
        assertThat(homes.ann.events()).noneMatch(Event.Request.class::isInstance);
        assertThat(homes.ann.events())
                .noneMatch(event -> event.toString().contains(carol.id().toString()));
        Event.Link last = carol.lastLink(homes.ann.id());
        assertThat(last).isNotNull();
        assertThat(last.reason()).as("%s", homes.network.trace()).contains("unlisted and has not asked for you");
        redeem(carol, open.text());
        awaitOnline(homes, homes.ann, carol, 5_000);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatWasWrittenBeforeTheInviterCameOnlineArrives(boolean inviterStarted) {
        TwoHomes homes = unlisted(6).started();
        String link = invite(homes, homes.ann);
        homes.ann.stop();
        homes.time.runMillis(1_000);
        redeem(homes.bob, link);
        homes.say(homes.bob, homes.ann, "one");
        homes.say(homes.bob, homes.ann, "two");
        homes.time.runMillis(20_000);
        if (inviterStarted) {
            homes.ann.start();
            homes.time.runMillis(ASKED_AGAIN_MILLIS);
        } else {
            homes.bob.stop();
            homes.ann.start();
            homes.time.runMillis(5_000);
            homes.bob.start();
            homes.time.runMillis(5_000);
        }
        assertThat(homes.ann.textsFrom(homes.bob.id()))
                .as("%s", homes.network.trace())
                .containsExactly("one", "two");
        assertThat(open(homes, homes.ann)).isEmpty();
    }

    @Test
    void anExpiredOrRevokedInviteIsAnOrdinaryRequest() {
        TwoHomes homes = TwoHomes.whereRequestsAreAnswered(7).started();
        String revoked = invite(homes, homes.ann);
        homes.ann.submit(
                new Command.Revoke("r", open(homes, homes.ann).getFirst().invite()));
        homes.ann.submit(new Command.Invite("i", 1));
        homes.time.runMillis(100);
        Event.Invited expiring = homes.ann.last(Event.Invited.class, any -> true);
        assertThat(expiring).isNotNull();
        homes.time.runMillis(3_600_000);
        redeem(homes.bob, expiring.uri());
        redeem(homes.bob, revoked);
        homes.time.runMillis(10_000);
        assertThat(homes.ann.last(Event.Request.class, any -> true)).isNotNull();
        assertThat(homes.bob.isOnline(homes.ann.id())).isFalse();
        assertThat(open(homes, homes.ann)).isEmpty();
    }

    @Test
    void whatIsNoInviteOfAnotherIsExplained() {
        TwoHomes homes = unlisted(8).started();
        String link = invite(homes, homes.ann);
        redeem(homes.ann, link);
        redeem(homes.bob, link.substring(0, link.length() - 5));
        homes.bob.submit(new Command.Invite("i", 0));
        VirtualPeer carol = stranger(homes, List.of()).start();
        homes.time.runMillis(100);
        carol.submit(new Command.Invite("i", 1));
        homes.time.runMillis(100);
        assertThat(problem(homes.ann)).startsWith("That is an invite of your own.");
        assertThat(problem(carol)).startsWith("No rendezvous server is configured");
        assertThat(homes.bob.events().stream()
                        .filter(Event.Problem.class::isInstance)
                        .map(event -> ((Event.Problem) event).message().text()))
                .containsExactly(
                        "This invite is broken or incomplete (its token has 26 characters)."
                                + " Copy all of it once more, or ask for a new one.",
                        "An invite is open for 1 to 720 hours.");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("punchline.simulation.Seeds#all")
    void anInviteIsUsedOnceWhateverCrashesWhen(long seed) {
        TwoHomes homes = TwoHomes.unlistedWhereRequestsAreAnswered(
                        seed, LinkQuality.ofMillis(20).withLoss(0.03).withJitterMillis(20))
                .started();
        String link = invite(homes, homes.ann);
        Random random = homes.network.newRandom();
        if (random.nextBoolean()) {
            homes.ann.crash();
        }
        redeem(homes.bob, link);
        homes.say(homes.bob, homes.ann, "one");
        homes.say(homes.bob, homes.ann, "two");
        // What is not durable at the moment of the crash was never promised.
        homes.time.runMillis(10);
        for (int crash = 0; crash < 6; crash++) {
            // Most of it happens within the first third of a second after both are there, each write within 2 ms.
            homes.time.runMillis(random.nextInt(500));
            VirtualPeer victim = random.nextBoolean() ? homes.ann : homes.bob;
            victim.crash();
            homes.time.runMillis(random.nextInt(200));
            homes.ann.stop();
            homes.bob.stop();
            homes.ann.start();
            homes.bob.start();
            homes.time.runMillis(5);
            boolean accepted = isContact(homes, homes.ann, homes.bob);
            assertThat(open(homes, homes.ann))
                    .as("seed %d: %s", seed, homes.network.trace())
                    .hasSize(accepted ? 0 : 1);
        }
        homes.time.runMillis(ASKED_AGAIN_MILLIS);
        assertThat(homes.ann.isOnline(homes.bob.id()))
                .as("seed %d: %s", seed, homes.network.trace())
                .isTrue();
        assertThat(open(homes, homes.ann)).isEmpty();
        assertThat(homes.ann.events()).noneMatch(Event.Request.class::isInstance);
        homes.ann.submit(new Command.History("h", homes.bob.id(), 10, null));
        homes.time.runMillis(100);
        Event.History history = homes.ann.last(Event.History.class, any -> true);
        assertThat(history).isNotNull();
        assertThat(history.messages().stream().map(HistoryMessage::text))
                .as("seed %d: %s", seed, homes.network.trace())
                .containsExactly("one", "two");
    }

    private static TwoHomes unlisted(long seed) {
        return TwoHomes.unlistedWhereRequestsAreAnswered(seed, LinkQuality.ofMillis(20));
    }

    private static String invite(TwoHomes homes, VirtualPeer inviter) {
        inviter.submit(new Command.Invite("new", Command.Invite.USUAL_HOURS));
        homes.time.runMillis(100);
        Event.Invited invited = inviter.last(Event.Invited.class, any -> "new".equals(any.ref()));
        assertThat(invited).as("%s", homes.network.trace()).isNotNull();
        return invited.uri();
    }

    private static void redeem(VirtualPeer peer, String link) {
        peer.submit(new Command.Redeem("redeem", link, null));
    }

    private static List<Event.OpenInvite> open(TwoHomes homes, VirtualPeer inviter) {
        inviter.submit(new Command.ListInvites("open"));
        homes.time.runMillis(0);
        Event.Invites answer = inviter.last(Event.Invites.class, any -> "open".equals(any.ref()));
        assertThat(answer).isNotNull();
        return answer.invites();
    }

    private static boolean isContact(TwoHomes homes, VirtualPeer one, VirtualPeer other) {
        one.submit(new Command.ListContacts("contacts"));
        homes.time.runMillis(0);
        Event.Contacts answer = one.last(Event.Contacts.class, any -> "contacts".equals(any.ref()));
        assertThat(answer).isNotNull();
        return answer.contacts().stream()
                .anyMatch(contact -> contact.id().equals(other.id()) && contact.relation() == Event.Relation.ACCEPTED);
    }

    private static String problem(VirtualPeer peer) {
        Event.Problem problem = peer.last(Event.Problem.class, any -> true);
        assertThat(problem).isNotNull();
        return problem.message().text();
    }

    /** Carol, at home elsewhere; with these servers, or null for the usual one. */
    private static VirtualPeer stranger(TwoHomes homes, @Nullable List<ServerAddress> servers) {
        Segment home = homes.behindNat("Carol", "203.0.113.30", NatBehaviour.portRestricted());
        VirtualHost host =
                homes.network.host("Carol's computer", LinkQuality.ofMillis(1)).attach(home, "192.168.3.5");
        PeerConfig usual = TwoHomes.config("Carol", false, false);
        return new VirtualPeer(
                homes.network,
                host,
                9_999,
                servers == null ? usual : new PeerConfig("Carol", 0, servers, false, false, false));
    }

    private static void awaitOnline(TwoHomes homes, VirtualPeer one, VirtualPeer other, long limitMillis) {
        assertThat(homes.time.runUntil(() -> one.isOnline(other.id()) && other.isOnline(one.id()), limitMillis))
                .as("online within %d ms; %s", limitMillis, homes.network.trace())
                .isTrue();
    }
}
