package punchline.simulation.store;

import static org.assertj.core.api.Assertions.assertThat;
import static punchline.engine.Event.MessageState.DELIVERED;
import static punchline.engine.Event.MessageState.QUEUED;
import static punchline.engine.Event.MessageState.SENT;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import punchline.engine.Event;
import punchline.engine.HistoryMessage;
import punchline.engine.conversation.ChatConfig;
import punchline.engine.conversation.Contact;
import punchline.engine.conversation.Content;
import punchline.engine.conversation.ConversationLimits;
import punchline.engine.conversation.Entry;
import punchline.engine.conversation.HistoryPage;
import punchline.engine.conversation.MessageId;
import punchline.protocol.Endpoint;

class ChatServiceTest {
    private TwoPeople world = new TwoPeople().friends();

    @Test
    void aMessageIsQueuedThenSentThenDelivered() {
        world.connect();
        world.clock.settle();
        world.alice.send(world.bob.id(), "hello");
        assertThat(world.alice.queued).as("not before it is durable").isEmpty();

        world.clock.settle();

        assertThat(world.alice.statesOf("hello")).containsExactly(QUEUED, SENT, DELIVERED);
        assertThat(world.bob.textsReceived()).containsExactly("hello");
    }

    @Test
    void aMessageToSomeoneAwayWaitsAndGoesOutByItself() {
        world.alice.send(world.bob.id(), "hello");
        world.clock.settle();
        assertThat(world.alice.statesOf("hello")).containsExactly(QUEUED);

        world.connect();
        world.clock.settle();

        assertThat(world.alice.statesOf("hello")).containsExactly(QUEUED, SENT, DELIVERED);
    }

    @Test
    void aQueuedMessageSurvivesARestart() {
        world.alice.send(world.bob.id(), "hello");
        world.clock.settle();
        world.crash(world.alice);
        world.alice.start();

        world.connect();
        world.clock.settle();

        assertThat(world.bob.textsReceived()).containsExactly("hello");
        assertThat(world.alice.statesOf("hello")).containsExactly(QUEUED, SENT, DELIVERED);
    }

    @Test
    void aMessageThatWasNotDurableIsNotSent() {
        world.connect();
        world.clock.settle();
        world.alice.send(world.bob.id(), "lost");
        world.crash(world.alice);
        world.alice.start();
        world.connect();
        world.clock.settle();

        assertThat(world.alice.queued).isEmpty();
        assertThat(world.bob.textsReceived()).isEmpty();
    }

    @Test
    void aLostLinkTakesSentBackToQueued() {
        world.connect();
        world.clock.settle();
        world.alice.send(world.bob.id(), "hello");
        world.clock.pass(Person.COMMIT_NANOS);
        assertThat(world.alice.statesOf("hello")).containsExactly(QUEUED, SENT);

        world.disconnect();
        assertThat(world.alice.statesOf("hello")).containsExactly(QUEUED, SENT, QUEUED);

        world.connect();
        world.clock.settle();
        assertThat(world.alice.statesOf("hello")).containsExactly(QUEUED, SENT, QUEUED, SENT, DELIVERED);
        assertThat(world.bob.textsReceived()).containsExactly("hello");
    }

    @Test
    void whatThePeerHoldsIsNotSentAgainAfterAReceiptWasLost() {
        world.connect();
        world.clock.settle();
        world.alice.send(world.bob.id(), "hello");
        world.clock.pass(Person.COMMIT_NANOS + TwoPeople.LATENCY_NANOS + Person.COMMIT_NANOS);
        world.disconnect();
        world.wire.clear();

        world.connect();
        world.clock.settle();

        assertThat(world.wire).isEmpty();
        assertThat(world.alice.statesOf("hello")).containsExactly(QUEUED, SENT, QUEUED, DELIVERED);
        assertThat(world.alice.history(world.bob.id()))
                .extracting(HistoryMessage::state)
                .containsExactly(DELIVERED);
    }

    @Test
    void aBurstIsAcknowledgedByOneReceipt() {
        world.connect();
        world.clock.settle();
        IntStream.range(0, 100).forEach(i -> world.alice.send(world.bob.id(), "m" + i));
        world.clock.settle();

        assertThat(world.wire).filteredOn(line -> line.startsWith("receipt")).containsExactly("receipt 100");
    }

    @Test
    void theFirstMessageToAStrangerGreetsWithItsBeginning() {
        world = new TwoPeople();
        String emoji = "\uD83D\uDE00";
        String beginning = "x".repeat(ConversationLimits.MAX_GREETING_CHARS - 1);
        world.alice.send(world.bob.id(), beginning + emoji + " and so on");
        world.alice.send(world.bob.id(), "are you there?");
        world.clock.settle();
        assertThat(world.alice.chat().contact(world.bob.id()))
                .extracting(Contact::relation, Contact::greeting)
                .as("half a character is none, and the first message stays the greeting")
                .containsExactly(Event.Relation.REQUESTED, beginning);
    }

    @Test
    void aFirstMessageThatIsTakenBackDoesNotGreet() {
        world = new TwoPeople();
        world.alice.send(world.bob.id(), "never mind");
        world.clock.settle();
        world.alice
                .chat()
                .cancel(
                        world.bob.id(),
                        world.alice.history(world.bob.id()).getFirst().id(),
                        null);
        world.clock.settle();
        assertThat(greeting()).isEmpty();
        world.alice.crash();
        world.alice.start();
        assertThat(greeting()).as("nor after a crash").isEmpty();
    }

    @Test
    void aFirstMessageWhoseBeginningMayHaveBeenShownCanOnlyBeDeleted() {
        world = new TwoPeople();
        world.alice.send(world.bob.id(), "never mind");
        world.clock.settle();
        world.alice.chat().onHeard(1, world.bob.id(), Endpoint.parse("192.0.2.1:1"));
        MessageId first = world.alice.history(world.bob.id()).getFirst().id();
        world.alice.chat().cancel(world.bob.id(), first, null);
        world.clock.settle();
        assertThat(world.alice.problems())
                .containsExactly("The beginning of the message went with your request. Delete it instead.");
        world.alice.chat().delete(0, world.bob.id(), first, null);
        world.clock.settle();
        assertThat(greeting()).isEmpty();
    }

    @Test
    void aDeletedConversationForgetsWhatCameWithTheRequest() {
        world = new TwoPeople();
        world.alice.greet(world.bob, "it's me, Bob");
        world.alice.chat().upkeep().clear(world.bob.id(), null);
        world.clock.settle();
        assertThat(greeting()).isEmpty();
    }

    private String greeting() {
        return Objects.requireNonNull(world.alice.chat().contact(world.bob.id()))
                .greeting();
    }

    @Test
    void writingToWhoHasAskedAcceptsAndKeepsItsGreeting() {
        world = new TwoPeople();
        world.bob.greet(world.alice, "it's me, Alice");
        world.bob.send(world.alice.id(), "hello Alice");
        assertThat(world.bob.chat().contact(world.alice.id()))
                .extracting(Contact::relation, Contact::greeting)
                .containsExactly(Event.Relation.ACCEPTED, "it's me, Alice");
    }

    @Test
    void messagesToSomeoneWhoHasNotAcceptedStayQueued() {
        world = new TwoPeople();
        world.alice.send(world.bob.id(), "hello?");
        world.connect();
        world.clock.settle();
        assertThat(world.wire).isEmpty();
        assertThat(world.alice.statesOf("hello?")).containsExactly(QUEUED);

        world.bob.greet(world.alice);
        world.bob.chat().accept(world.alice.id(), null);
        world.alice.chat().onAccepted(world.bob.id());
        world.clock.settle();
        assertThat(world.bob.textsReceived()).containsExactly("hello?");
    }

    @Test
    void anUnknownKindIsKeptAndAcknowledgedAndNotShown() {
        world.connect();
        world.clock.settle();
        Entry poll = new Entry(
                new MessageId(1, 1), world.alice.id(), 5, 1, 1, 0, new Content.Unknown(99, new byte[] {1, 2}));
        world.bob.entry(world.alice.id(), poll);
        world.bob.entry(world.alice.id(), entry(5, 2, 2, "after it"));
        world.clock.settle();

        assertThat(world.bob.chat().heldBy(world.alice.id())).containsEntry(5L, 2L);
        assertThat(world.bob.textsReceived()).containsExactly("after it");
        assertThat(world.bob.history(world.alice.id()))
                .extracting(HistoryMessage::text)
                .containsExactly("after it");
    }

    @Test
    void historyReadsOnPastWhatIsNotShown() {
        world.connect();
        world.clock.settle();
        world.bob.entry(world.alice.id(), entry(5, 1, 1, "first"));
        for (int seq = 2; seq <= 10; seq++) {
            world.bob.entry(
                    world.alice.id(),
                    new Entry(
                            new MessageId(9, seq),
                            world.alice.id(),
                            5,
                            seq,
                            seq,
                            0,
                            new Content.Unknown(99, new byte[0])));
        }
        world.clock.settle();
        world.bob.chat().history(world.alice.id(), HistoryPage.last(1), "page");
        world.clock.settle();
        assertThat(world.bob.told)
                .last()
                .isInstanceOfSatisfying(
                        Event.History.class,
                        history -> assertThat(history.messages())
                                .extracting(HistoryMessage::text)
                                .containsExactly("first"));
    }

    @Test
    void aBacklogBeyondMemoryIsReadAsItDrains() {
        world = new TwoPeople(new ChatConfig(10_000, 4, ConversationLimits.MAX_TEXT_BYTES, 3, 10, 10, 10, 1000), 1)
                .friends();
        world.linkCapacity = 2;
        List<String> texts = IntStream.range(0, 50).mapToObj(i -> "m" + i).toList();
        texts.forEach(text -> world.alice.send(world.bob.id(), text));
        world.connect();
        world.clock.settle();
        assertThat(world.bob.textsReceived()).containsExactlyElementsOf(texts);
        assertThat(world.wire).filteredOn(line -> line.startsWith("entry")).hasSize(50);
        assertThat(world.alice.statesOf("m49")).containsExactly(QUEUED, SENT, DELIVERED);
    }

    @Test
    void noMoreThanTheLimitWaitsForOneContact() {
        world = new TwoPeople(new ChatConfig(3, 4, ConversationLimits.MAX_TEXT_BYTES, 3, 10, 10, 10, 1000), 1)
                .friends();
        for (int i = 0; i < 4; i++) {
            world.alice.send(world.bob.id(), "m" + i);
        }
        world.clock.settle();
        assertThat(world.alice.queued).hasSize(3);
        assertThat(world.alice.problems()).hasSize(1).first().asString().startsWith("3 messages wait");

        world.connect();
        world.clock.settle();
        world.alice.send(world.bob.id(), "once more");
        world.clock.settle();
        assertThat(world.bob.textsReceived()).containsExactly("m0", "m1", "m2", "once more");
    }

    @Test
    void textsOutsideTheLimitsAreRefused() {
        world.alice.send(world.bob.id(), "");
        world.alice.send(world.bob.id(), "ä".repeat(ConversationLimits.MAX_TEXT_BYTES / 2 + 1));
        world.alice.send(world.bob.id(), "\ud83d");
        world.clock.settle();
        assertThat(world.alice.problems()).hasSize(3);

        String longest = "ä".repeat(ConversationLimits.MAX_TEXT_BYTES / 2);
        world.alice.send(world.bob.id(), longest);
        world.connect();
        world.clock.settle();
        assertThat(world.bob.textsReceived()).containsExactly(longest);
    }

    @Test
    void aPeerWhoLostItsDatabaseGetsEverythingAgain() {
        world.connect();
        world.clock.settle();
        world.alice.send(world.bob.id(), "old times");
        world.clock.settle();
        world.disconnect();
        world.wire.clear();

        world.alice.online(
                world.bob.id(),
                new punchline.engine.conversation.EntrySender() {
                    @Override
                    public boolean isWritable() {
                        return true;
                    }

                    @Override
                    public void send(Entry entry) {
                        world.wire.add("again " + entry.seq());
                    }

                    @Override
                    public void sendReceipt(long epoch, long seq) {
                        world.wire.add("receipt " + seq);
                    }

                    @Override
                    public void sendRead(long epoch, long seq) {}

                    @Override
                    public void sendTyping() {}
                },
                Map.of());
        world.clock.settle();
        assertThat(world.wire).containsExactly("again 1");
    }

    @Test
    void bothSeeTheSameConversationThoughTheyWroteAtTheSameTime() {
        world.connect();
        world.clock.settle();
        for (int i = 0; i < 10; i++) {
            world.alice.send(world.bob.id(), "a" + i);
            world.bob.send(world.alice.id(), "b" + i);
            world.clock.pass(3_000_000);
        }
        world.clock.settle();
        List<HistoryMessage> seenByAlice = world.alice.history(world.bob.id());
        assertThat(seenByAlice).hasSize(20);
        assertThat(world.bob.history(world.alice.id()))
                .extracting(HistoryMessage::id)
                .containsExactlyElementsOf(
                        seenByAlice.stream().map(HistoryMessage::id).toList());
    }

    @Test
    void historyShowsWhatIsSentAndNotYetDelivered() {
        world.alice.send(world.bob.id(), "waiting");
        world.clock.settle();
        assertThat(world.alice.history(world.bob.id()))
                .extracting(HistoryMessage::state)
                .containsExactly(QUEUED);

        world.linkCapacity = 1;
        world.alice.online(
                world.bob.id(),
                new punchline.engine.conversation.EntrySender() {
                    @Override
                    public boolean isWritable() {
                        return true;
                    }

                    @Override
                    public void send(Entry entry) {}

                    @Override
                    public void sendReceipt(long epoch, long seq) {}

                    @Override
                    public void sendRead(long epoch, long seq) {}

                    @Override
                    public void sendTyping() {}
                },
                Map.of());
        world.clock.settle();
        assertThat(world.alice.history(world.bob.id()))
                .extracting(HistoryMessage::state)
                .containsExactly(SENT);
    }

    private Entry entry(long epoch, long seq, long lamport, String text) {
        return new Entry(new MessageId(epoch, seq), world.alice.id(), epoch, seq, lamport, 0, new Content.Text(text));
    }
}
