package punchline.simulation.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import punchline.engine.Event;
import punchline.engine.HistoryMessage;
import punchline.engine.HistoryMessage.Reaction;
import punchline.engine.conversation.Content;
import punchline.engine.conversation.ConversationLimits;
import punchline.engine.conversation.Entry;
import punchline.engine.conversation.MessageId;

/** Replies, edits, deletions and reactions, between two people and across crashes. */
class MessageOperationsTest {
    private final TwoPeople world = new TwoPeople().friends();
    private final Person alice = world.alice;
    private final Person bob = world.bob;
    private MessageId hello = new MessageId(0, 0);

    @BeforeEach
    void aliceSaysHello() {
        world.connect();
        world.clock.settle();
        alice.send(bob.id(), "hello");
        world.clock.settle();
        hello = idOf("hello");
        alice.told.clear();
        bob.told.clear();
    }

    @Test
    void anEditShowsOnBothSidesAndIsToldToBoth() {
        alice.chat().edit(0, bob.id(), hello, "hello Bob", "ref");
        world.clock.settle();

        assertThat(alice.told).singleElement().isInstanceOfSatisfying(Event.Changed.class, changed -> {
            assertThat(changed.ref()).isEqualTo("ref");
            assertThat(changed.message()).isEqualTo(only(alice));
        });
        assertThat(bob.told)
                .singleElement()
                .isInstanceOfSatisfying(
                        Event.Changed.class,
                        changed -> assertThat(changed.message()).isEqualTo(only(bob)));
        assertThat(only(alice))
                .extracting(HistoryMessage::text, HistoryMessage::edited)
                .containsExactly("hello Bob", true);
        assertThat(only(bob))
                .extracting(HistoryMessage::text, HistoryMessage::edited)
                .containsExactly("hello Bob", true);
        assertThat(bob.chat().lastMessage(alice.id())).isEqualTo(only(bob));
    }

    @Test
    void aDeletionLeavesATraceOnBothSides() {
        alice.chat().delete(0, bob.id(), hello, null);
        world.clock.settle();
        for (Person person : List.of(alice, bob)) {
            assertThat(only(person))
                    .extracting(HistoryMessage::text, HistoryMessage::deleted)
                    .containsExactly("", true);
        }
    }

    @Test
    void eachReactsOnceAndCanTakeItBack() {
        alice.chat().react(0, bob.id(), hello, "👍", null);
        bob.chat().react(0, alice.id(), hello, "👎", null);
        bob.chat().react(0, alice.id(), hello, "🦊", null);
        world.clock.settle();
        assertThat(only(alice).reactions())
                .containsExactlyInAnyOrder(new Reaction(true, "👍"), new Reaction(false, "🦊"));
        assertThat(only(bob).reactions())
                .containsExactlyInAnyOrder(new Reaction(false, "👍"), new Reaction(true, "🦊"));

        bob.chat().react(0, alice.id(), hello, "", null);
        world.clock.settle();
        assertThat(only(alice).reactions()).containsExactly(new Reaction(true, "👍"));
    }

    @Test
    void aReplySaysWhatItAnswers() {
        bob.chat().send(0, alice.id(), "hello yourself", hello, null);
        world.clock.settle();
        assertThat(alice.told)
                .singleElement()
                .isInstanceOfSatisfying(
                        Event.Message.class,
                        message -> assertThat(message.replyTo()).isEqualTo(hello));
        assertThat(alice.history(bob.id()).getLast().replyTo()).isEqualTo(hello);
        assertThat(bob.history(alice.id()).getLast().replyTo()).isEqualTo(hello);
    }

    @Test
    void allOfItWaitsForSomeoneAwayAndSurvivesARestart() {
        world.disconnect();
        alice.chat().edit(0, bob.id(), hello, "hello Bob", null);
        alice.chat().react(0, bob.id(), hello, "👍", null);
        world.clock.settle();
        world.crash(alice);
        alice.start();
        assertThat(only(alice).text()).isEqualTo("hello Bob");
        assertThat(only(bob).text()).isEqualTo("hello");

        world.connect();
        world.clock.settle();
        assertThat(only(bob)).extracting(HistoryMessage::text).isEqualTo("hello Bob");
        assertThat(only(bob).reactions()).containsExactly(new Reaction(false, "👍"));
    }

    @Test
    void aMessageThatComesAfterWhatAmendsItIsShownAmendedAtOnce() {
        MessageId late = new MessageId(5, 1);
        bob.entry(alice.id(), said(1, new MessageId(5, 2), new Content.Edit(late, "better")));
        bob.entry(alice.id(), said(2, new MessageId(5, 3), new Content.Reaction(late, "👍")));
        // Before alice learns of receipts for what she never wrote.
        world.clock.pass(2 * Person.COMMIT_NANOS);
        assertThat(bob.told).isEmpty();

        bob.entry(alice.id(), said(3, late, new Content.Text("worse")));
        world.clock.settle();

        assertThat(bob.textsReceived()).containsExactly("better");
        assertThat(bob.told).last().isInstanceOfSatisfying(Event.Changed.class, changed -> {
            assertThat(changed.message().edited()).isTrue();
            assertThat(changed.message().reactions()).containsExactly(new Reaction(false, "👍"));
        });
    }

    @Test
    void whatIsNotOnesOwnCannotBeEditedOrDeleted() {
        bob.chat().edit(0, alice.id(), hello, "forged", "e");
        bob.chat().delete(0, alice.id(), hello, "d");
        world.clock.settle();
        assertThat(bob.problems())
                .containsExactly(
                        "You can edit only what you wrote yourself.", "You can delete only what you wrote yourself.");
        assertThat(only(alice).text()).isEqualTo("hello");
    }

    @Test
    void aPeerThatTriesAllTheSameIsTakenNoNoticeOf() {
        bob.send(alice.id(), "hello Alice");
        world.clock.settle();
        MessageId ofBob = bob.history(alice.id()).getLast().id();
        MessageId itself = new MessageId(5, 3);
        bob.entry(alice.id(), said(1, new MessageId(5, 1), new Content.Edit(ofBob, "forged")));
        bob.entry(alice.id(), said(2, new MessageId(5, 2), new Content.Deletion(ofBob)));
        bob.entry(alice.id(), said(3, itself, new Content.Deletion(itself)));
        bob.entry(alice.id(), said(4, new MessageId(5, 4), new Content.Reaction(new MessageId(6, 6), "👍")));
        bob.entry(alice.id(), said(5, new MessageId(5, 5), new Content.Reaction(ofBob, "\u202egpj.exe")));
        world.clock.settle();

        assertThat(bob.unusable).isEmpty();
        assertThat(bob.chat().heldBy(alice.id()))
                .as("all of it is acknowledged")
                .containsEntry(77L, 5L);
        assertThat(bob.history(alice.id()).getLast())
                .extracting(HistoryMessage::text, HistoryMessage::deleted, HistoryMessage::reactions)
                .containsExactly("hello Alice", false, List.of());
    }

    @Test
    void whatWasDeletedOrNeverWasCannotBeChanged() {
        alice.chat().delete(0, bob.id(), hello, null);
        world.clock.settle();
        alice.chat().edit(0, bob.id(), hello, "after all", null);
        alice.chat().delete(0, bob.id(), hello, null);
        bob.chat().react(0, alice.id(), hello, "👍", null);
        alice.chat().edit(0, bob.id(), new MessageId(9, 9), "of nothing", null);
        alice.chat().react(0, alice.id(), hello, "👍", null);
        world.clock.settle();
        assertThat(alice.problems())
                .containsExactly(
                        "The message has been deleted.",
                        "The message has been deleted.",
                        "There is no such message in this conversation.",
                        "There is no such message in this conversation.");
        assertThat(bob.problems()).containsExactly("The message has been deleted.");
    }

    @Test
    void whatIsTooLongIsRefused() {
        alice.chat().edit(0, bob.id(), hello, "", null);
        alice.chat().edit(0, bob.id(), hello, "x".repeat(ConversationLimits.MAX_TEXT_BYTES + 1), null);
        alice.chat().react(0, bob.id(), hello, "What a wonderful thing to say to me", null);
        alice.chat().react(0, bob.id(), hello, "\n", null);
        alice.drain();
        assertThat(alice.problems())
                .containsExactly(
                        "A message needs some text.",
                        "A message has at most 65536 bytes. Send it in parts.",
                        "A reaction is one emoji, or some signs of at most 32 bytes.",
                        "A reaction is one emoji, or some signs of at most 32 bytes.");

        String longest = "ä".repeat(ConversationLimits.MAX_TEXT_BYTES / 2);
        alice.chat().edit(0, bob.id(), hello, longest, null);
        world.clock.settle();
        assertThat(only(bob).text()).isEqualTo(longest);
    }

    @Test
    void controlAndDirectionCharactersArriveAsTheyWere() {
        String odd = "a\u0000b\u202ec\u001b[2Jd\r\n\u2066e\ufeff\ufffd";
        alice.chat().edit(0, bob.id(), hello, odd, null);
        alice.send(bob.id(), odd);
        world.clock.settle();
        assertThat(bob.history(alice.id())).extracting(HistoryMessage::text).containsExactly(odd, odd);
    }

    @Test
    void aFloodOfAmendmentsIsToldInFewEvents() {
        IntStream.range(0, 500).forEach(i -> alice.chat().edit(0, bob.id(), hello, "edit " + i, null));
        world.clock.settle();
        assertThat(only(bob).text()).isEqualTo("edit 499");
        assertThat(bob.told)
                .hasSizeLessThan(20)
                .last()
                .isInstanceOfSatisfying(
                        Event.Changed.class,
                        changed -> assertThat(changed.message().text()).isEqualTo("edit 499"));
    }

    @Test
    void bothSeeTheSameOrderByItsKeys() {
        world.disconnect();
        alice.send(bob.id(), "a");
        bob.send(alice.id(), "b");
        alice.send(bob.id(), "c");
        world.clock.settle();
        world.connect();
        world.clock.settle();
        List<String> keys =
                alice.history(bob.id()).stream().map(HistoryMessage::order).toList();
        assertThat(keys).isSorted().doesNotHaveDuplicates().hasSize(4);
        assertThat(bob.history(alice.id())).extracting(HistoryMessage::order).isEqualTo(keys);
        assertThat(alice.told.stream()
                        .filter(Event.Message.class::isInstance)
                        .map(event -> ((Event.Message) event).order()))
                .as("told with the message too")
                .hasSize(1)
                .allMatch(keys::contains);
    }

    /** As alice's program would say it from another database. */
    private Entry said(long seq, MessageId id, Content content) {
        return new Entry(id, alice.id(), 77, seq, 100 + seq, 0, content);
    }

    private MessageId idOf(String ref) {
        return Objects.requireNonNull(alice.queued.get(ref));
    }

    private HistoryMessage only(Person person) {
        List<HistoryMessage> all = person.history(person == alice ? bob.id() : alice.id());
        assertThat(all).hasSize(1);
        return all.getFirst();
    }
}
