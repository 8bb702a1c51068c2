package punchline.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import punchline.engine.Event;
import punchline.engine.Event.Relation;
import punchline.engine.TimeSource;
import punchline.engine.conversation.ChatService.Standing;
import punchline.engine.identity.Identity;
import punchline.engine.invite.Invite;
import punchline.engine.invite.TokenHash;
import punchline.protocol.Endpoint;
import punchline.protocol.PeerId;
import punchline.protocol.PublicIdentity;

class ContactsTest {
    private static final ChatConfig CONFIG =
            new ChatConfig(100, 8, ConversationLimits.MAX_TEXT_BYTES, 4, 6, 3, 4, 1000);
    private static final List<PublicIdentity> PEOPLE = people(10);
    private static final PublicIdentity BOB = PEOPLE.get(0);
    private static final PeerId SELF = PEOPLE.get(9).peerId();

    private final List<Contact> saved = new ArrayList<>();
    private final List<CompletableFuture<Void>> commits = new ArrayList<>();
    private boolean committing = true;
    private static final TimeSource NO_TIME = new TimeSource() {
        @Override
        public long nowNanos() {
            return 0;
        }

        @Override
        public long wallMillis() {
            return 0;
        }
    };

    private final ChatService chat = new ChatService(
            CONFIG,
            ChatOptions.standard(),
            SELF,
            new ContactStore(),
            new MessageStore.Profile(1, "", true, List.of(), Map.of(), List.of()),
            new Random(1),
            NO_TIME,
            () -> {});

    @Test
    void aRequestAndItsAcceptanceAreToldOnlyOnceTheyAreDurable() {
        committing = false;
        assertThat(chat.onHello(BOB, "Bob", true, "hi there")).isEqualTo(Standing.WAITING);
        chat.accept(BOB.peerId(), null);
        assertThat(told()).isEmpty();

        commits.getFirst().complete(null);
        assertThat(told()).containsExactly(new Event.Request(null, BOB.peerId(), "Bob", "hi there"));
        commits.getLast().complete(null);
        assertThat(chat.pollEvent()).isEqualTo(new ChatEvent.Wanted(BOB.peerId()));
    }

    @Test
    void aStrangersHelloMakesARequestOnce() {
        assertThat(chat.onHello(BOB, "Bob", true, "hi there")).isEqualTo(Standing.WAITING);
        assertThat(chat.onHello(BOB, "Bob", true, "hi there")).isEqualTo(Standing.WAITING);

        assertThat(told()).containsExactly(new Event.Request(null, BOB.peerId(), "Bob", "hi there"));
        assertThat(relation(BOB)).isEqualTo(Relation.PENDING);
        assertThat(saved).hasSize(1);
    }

    @Test
    void aStrangerWhoDoesNotAskIsNotKept() {
        assertThat(chat.onHello(BOB, "Bob", false, "")).isEqualTo(Standing.REFUSED);
        assertThat(chat.contacts()).isEmpty();
        assertThat(saved).isEmpty();
    }

    @Test
    void acceptingARequestMakesAContact() {
        chat.onHello(BOB, "Bob", true, "");
        chat.accept(BOB.peerId(), "r");
        assertThat(relation(BOB)).isEqualTo(Relation.ACCEPTED);
        assertThat(chat.onHello(BOB, "Bob", true, "")).isEqualTo(Standing.ACCEPTED);
    }

    @Test
    void aConnectWaitsUntilTheOtherAgrees() {
        chat.connect(BOB.peerId(), "it is me", null);
        assertThat(relation(BOB)).isEqualTo(Relation.REQUESTED);
        assertThat(chat.onHello(BOB, "Bob", false, "")).isEqualTo(Standing.WAITING);
        assertThat(contact(BOB).greeting()).isEqualTo("it is me");

        chat.onAccepted(BOB.peerId());
        assertThat(relation(BOB)).isEqualTo(Relation.ACCEPTED);
        assertThat(told()).as("what I asked for is no request").isEmpty();
    }

    @Test
    void someoneIWantCanTakeItBack() {
        chat.connect(BOB.peerId(), null, null);
        chat.onHello(BOB, "Bob", true, "");
        assertThat(chat.onHello(BOB, "Bob", false, "")).isEqualTo(Standing.WAITING);
        assertThat(relation(BOB)).isEqualTo(Relation.REQUESTED);
    }

    @Test
    void aRejectionHoldsUntilItIsTakenBack() {
        chat.onHello(BOB, "Bob", true, "");
        chat.reject(BOB.peerId(), null);
        assertThat(chat.onHello(BOB, "Bob", true, "please")).isEqualTo(Standing.REFUSED);
        assertThat(relation(BOB)).isEqualTo(Relation.REJECTED);
        chat.send(0, BOB.peerId(), "hello", null, "s");
        assertThat(told()).last().isInstanceOf(Event.Problem.class);

        chat.accept(BOB.peerId(), null);
        assertThat(relation(BOB)).isEqualTo(Relation.ACCEPTED);
    }

    @Test
    void acceptingSomeoneWhoNeverAskedIsAProblem() {
        chat.accept(BOB.peerId(), "r");
        assertThat(told())
                .singleElement()
                .isInstanceOfSatisfying(
                        Event.Problem.class,
                        problem -> assertThat(problem.ref()).isEqualTo("r"));
        assertThat(chat.contacts()).isEmpty();
    }

    @Test
    void connectingToOneselfIsAProblem() {
        chat.connect(SELF, null, "r");
        assertThat(told()).singleElement().isInstanceOf(Event.Problem.class);
        assertThat(chat.contacts()).isEmpty();
    }

    @Test
    void pendingRequestsAreLimitedAndAnsweringOneMakesRoom() {
        for (int i = 0; i < 4; i++) {
            chat.onHello(PEOPLE.get(i), "stranger", true, "");
        }
        assertThat(chat.contacts()).hasSize(3);
        assertThat(chat.onHello(PEOPLE.get(3), "stranger", true, "")).isEqualTo(Standing.REFUSED);

        chat.reject(PEOPLE.get(0).peerId(), null);
        assertThat(chat.onHello(PEOPLE.get(3), "stranger", true, "")).isEqualTo(Standing.WAITING);
    }

    @Test
    void contactsAreLimited() {
        for (int i = 0; i < 7; i++) {
            chat.connect(PEOPLE.get(i).peerId(), null, "r" + i);
        }
        assertThat(chat.contacts()).hasSize(6);
        assertThat(told()).singleElement().isInstanceOf(Event.Problem.class);
        assertThat(chat.onHello(PEOPLE.get(8), "stranger", true, "")).isEqualTo(Standing.REFUSED);
    }

    @Test
    void whatAStrangerCallsItselfIsCleaned() {
        chat.onHello(BOB, "\u202eBob\n", true, "line\none\u0000");
        assertThat(contact(BOB).name()).isEqualTo("Bob");
        assertThat(contact(BOB).greeting()).isEqualTo("line one");
        chat.onHello(BOB, "", true, "");
        assertThat(contact(BOB).name()).as("an empty name changes nothing").isEqualTo("Bob");
    }

    @Test
    void aGreetingHasALimit() {
        chat.connect(BOB.peerId(), "g".repeat(281), "r");
        assertThat(told()).singleElement().isInstanceOf(Event.Problem.class);
        assertThat(chat.contacts()).isEmpty();
    }

    @Test
    void theLastAddressesAreKeptNewestFirst() {
        chat.connect(BOB.peerId(), null, null);
        for (int port = 1; port <= 6; port++) {
            chat.onHeard(port, BOB.peerId(), Endpoint.parse("203.0.113.7:" + port));
        }
        chat.onHeard(7, BOB.peerId(), Endpoint.parse("203.0.113.7:4"));
        assertThat(contact(BOB).lastAddresses()).extracting(Endpoint::port).containsExactly(4, 6, 5, 3);
        assertThat(contact(BOB).lastHeardMillis()).isEqualTo(7);

        chat.onHeard(8, PEOPLE.get(1).peerId(), Endpoint.parse("203.0.113.7:4"));
        assertThat(chat.contacts()).as("nobody is remembered for being heard").hasSize(1);
    }

    @Test
    void myOwnNameForSomeoneIsUsedUntilItIsTakenAway() {
        chat.onHello(BOB, "Bob", true, "");
        chat.alias(BOB.peerId(), " Bob of the  station ", null);
        chat.reject(BOB.peerId(), null);
        assertThat(contact(BOB).shownName()).isEqualTo("Bob of the station");
        assertThat(contact(BOB).name()).isEqualTo("Bob");
        assertThat(saved).last().extracting(Contact::shownName).isEqualTo("Bob of the station");
        chat.send(0, BOB.peerId(), "hello", null, "s");
        assertThat(problems()).last().asString().contains("Bob of the station");

        chat.alias(BOB.peerId(), "", null);
        assertThat(contact(BOB).shownName()).isEqualTo("Bob");
    }

    @Test
    void aNameThatShowsNothingIsTooLongOrOfAStrangerIsRefused() {
        chat.onHello(BOB, "Bob", true, "");
        chat.alias(BOB.peerId(), "\u200b", "r");
        chat.alias(BOB.peerId(), "x".repeat(65), "r");
        chat.alias(PEOPLE.get(1).peerId(), "Eve", "r");
        assertThat(problems()).hasSize(3);
        assertThat(chat.contacts()).hasSize(1);
    }

    @Test
    void aBlockedPersonChangesNothingAndIsAsBeforeOnceUnblocked() {
        chat.onHello(BOB, "Bob", true, "hi");
        chat.accept(BOB.peerId(), null);
        chat.block(BOB.peerId(), true, null);
        int kept = saved.size();
        assertThat(relation(BOB)).isEqualTo(Relation.BLOCKED);
        assertThat(chat.onHello(BOB, "Robert", false, "")).isEqualTo(Standing.REFUSED);
        chat.onAccepted(BOB.peerId());
        chat.onHeard(5, BOB.peerId(), Endpoint.parse("203.0.113.7:4"));
        assertThat(saved).hasSize(kept);
        assertThat(problems()).isEmpty();

        chat.accept(BOB.peerId(), "r");
        chat.reject(BOB.peerId(), "r");
        chat.connect(BOB.peerId(), null, "r");
        chat.send(0, BOB.peerId(), "hello", null, "r");
        chat.react(0, BOB.peerId(), new MessageId(1, 1), "x", "r");
        assertThat(problems()).hasSize(5).allMatch(problem -> problem.contains("You blocked Bob"));

        chat.block(BOB.peerId(), false, null);
        assertThat(relation(BOB)).isEqualTo(Relation.ACCEPTED);
    }

    @Test
    void theMarkOfAComparedNumberIsKeptOfSomeoneKnown() {
        chat.verify(BOB.peerId(), true, "r");
        assertThat(problems()).hasSize(1);
        chat.verify(BOB.peerId(), null, "r");
        assertThat(told()).singleElement().isInstanceOf(Event.SafetyNumber.class);

        chat.connect(BOB.peerId(), null, null);
        chat.verify(BOB.peerId(), true, "r");
        assertThat(told())
                .singleElement()
                .isInstanceOfSatisfying(
                        Event.SafetyNumber.class,
                        number -> assertThat(number.verified()).isTrue());
        assertThat(saved).last().matches(contact -> contact.mine().verified());
        chat.verify(BOB.peerId(), false, "r");
        assertThat(contact(BOB).mine().verified()).isFalse();
    }

    private List<String> problems() {
        return told().stream()
                .filter(Event.Problem.class::isInstance)
                .map(event -> ((Event.Problem) event).message().text())
                .toList();
    }

    private Contact contact(PublicIdentity identity) {
        Contact contact = chat.contact(identity.peerId());
        assertThat(contact).isNotNull();
        return contact;
    }

    private Relation relation(PublicIdentity identity) {
        return contact(identity).relation();
    }

    private List<Event> told() {
        List<Event> told = new ArrayList<>();
        for (ChatEvent event = chat.pollEvent(); event != null; event = chat.pollEvent()) {
            if (event instanceof ChatEvent.Tell(Event tell)) {
                told.add(tell);
            }
        }
        return told;
    }

    private static List<PublicIdentity> people(int count) {
        SecureRandom random = new SecureRandom();
        List<PublicIdentity> people = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            people.add(Identity.generate(random).publicIdentity());
        }
        return people;
    }

    /** Keeps contacts, at once unless told otherwise, and nothing else, ever. */
    private final class ContactStore implements MessageStore {
        @Override
        public CompletionStage<Void> saveContact(Contact contact) {
            saved.add(contact);
            CompletableFuture<Void> stage = new CompletableFuture<>();
            commits.add(stage);
            if (committing) {
                stage.complete(null);
            }
            return stage;
        }

        @Override
        public CompletionStage<Profile> load() {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<Void> saveName(String name) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<Void> saveListed(boolean listed) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<Void> saveInvite(Invite invite) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<Void> removeInvite(TokenHash token) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<Void> acceptInvite(TokenHash token, Contact contact) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<Void> append(PeerId peer, List<Entry> entries) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<List<Arrival>> receive(PeerId peer, List<Entry> entries, long arrivedAtMillis) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<Void> acknowledge(PeerId peer, long epoch, long seq) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<Void> offer(PeerId peer, long seq) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<Void> cancel(PeerId peer, long seq) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<Void> clear(PeerId peer, long left) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<Emptied> empty(PeerId peer, long beforeMillis) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<Void> retain(PeerId peer, int days) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<Void> saveDraft(PeerId peer, String text) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<List<Shown>> historyAfter(PeerId peer, @Nullable MessageId after, int limit) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<Void> read(PeerId peer, long epoch, long seq) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<Optional<MessageId>> readByPeer(PeerId peer, long epoch, long seq) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<List<Entry>> outgoing(PeerId peer, long afterSeq, int limit) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<List<Shown>> history(PeerId peer, @Nullable MessageId before, int limit) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<List<Shown>> historyAround(PeerId peer, MessageId id, int limit) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<Findings> search(@Nullable PeerId peer, SearchQuery query, long before, int limit) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<List<Shown>> messages(PeerId peer, List<MessageId> ids) {
            return new CompletableFuture<>();
        }

        @Override
        public void close() {}
    }
}
