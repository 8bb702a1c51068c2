package punchline.simulation.store;

import static org.assertj.core.api.Assertions.assertThat;
import static punchline.engine.Event.MessageState.CANCELLED;
import static punchline.engine.Event.MessageState.DELIVERED;
import static punchline.engine.Event.MessageState.QUEUED;
import static punchline.engine.Event.MessageState.READ;
import static punchline.engine.Event.MessageState.SENT;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import punchline.engine.Event;
import punchline.engine.Happening;
import punchline.engine.Happening.Step;
import punchline.engine.HistoryMessage;
import punchline.engine.Reason;
import punchline.engine.conversation.ChatOptions;
import punchline.engine.conversation.MessageId;

/** Reading, writing, cancelling, and what became of a message, between two people. */
class AttentionTest {
    private TwoPeople world = new TwoPeople().friends();

    @Test
    void whatWasReadIsSaidAndSurvivesRestartsOfBoth() {
        connect();
        say("one");
        say("two");
        world.bob.chat().read(world.alice.id(), null, null);
        world.clock.settle();
        assertThat(world.alice.statesOf("one")).containsExactly(QUEUED, SENT, DELIVERED);
        assertThat(world.alice.statesOf("two"))
                .as("told of the last one, with which the others are read")
                .containsExactly(QUEUED, SENT, DELIVERED, READ);
        assertThat(states()).containsExactly(READ, READ);

        world.crash(world.alice);
        world.alice.start();
        assertThat(states()).containsExactly(READ, READ);
    }

    @Test
    void onlyWhatWasReadIsRead() {
        connect();
        say("one");
        say("two");
        world.bob.chat().read(world.alice.id(), id("one"), null);
        world.clock.settle();
        assertThat(states()).containsExactly(READ, DELIVERED);
    }

    @Test
    void whatWasReadWhileTheOtherWasAwayIsSaidLater() {
        connect();
        say("one");
        world.disconnect();
        world.bob.chat().read(world.alice.id(), null, null);
        world.clock.settle();
        world.crash(world.bob);
        world.bob.start();
        assertThat(states()).containsExactly(DELIVERED);
        connect();
        assertThat(states()).containsExactly(READ);
    }

    @Test
    void readingIsNotSaidByWhoHasSwitchedItOff() {
        world = new TwoPeople(new ChatOptions(false, false)).friends();
        connect();
        say("one");
        world.bob.chat().read(world.alice.id(), null, null);
        world.bob.chat().typing(world.alice.id());
        world.clock.settle();
        connect();
        assertThat(states()).containsExactly(DELIVERED);
        assertThat(world.wire).doesNotContain("typing", "read 1");
    }

    @Test
    void whatDoesNotExistOrIsOnesOwnCannotBeRead() {
        connect();
        say("one");
        world.bob.chat().read(world.alice.id(), new MessageId(4, 2), null);
        world.alice.chat().read(world.bob.id(), id("one"), null);
        world.clock.settle();
        assertThat(world.bob.problems()).containsExactly("There is no such message in this conversation.");
        assertThat(world.alice.problems()).containsExactly("That message is your own.");
    }

    @Test
    void readingWhatWasNeverWrittenMakesTheLinkUnusable() {
        connect();
        say("one");
        long epoch =
                world.bob.chat().heldBy(world.alice.id()).keySet().iterator().next();
        world.alice.chat().onRead(world.bob.id(), epoch, 1000);
        world.alice.drain();
        assertThat(world.alice.unusable)
                .extracting("reason")
                .containsExactly("it has read messages that were never written here");
    }

    @Test
    void readingOfUnknownDatabasesChangesNothingAndIsBounded() {
        connect();
        say("one");
        for (int epoch = 1; epoch <= 10; epoch++) {
            world.alice.chat().onRead(world.bob.id(), epoch, 1);
        }
        world.clock.settle();
        assertThat(world.alice.unusable).isEmpty();
        assertThat(states()).containsExactly(DELIVERED);
        for (int epoch = 1; epoch <= 1000; epoch++) {
            world.alice.chat().onRead(world.bob.id(), epoch, 1);
        }
        world.alice.drain();
        assertThat(world.alice.unusable)
                .extracting("reason")
                .containsExactly("it has read messages of too many of my databases");
    }

    @Test
    void typingIsSaidEveryThreeSecondsAtMostAndNotWhileOffline() {
        world.alice.chat().typing(world.bob.id());
        connect();
        assertThat(world.wire).isEmpty();
        for (int i = 0; i < 70; i++) {
            world.alice.chat().typing(world.bob.id());
            world.clock.pass(100_000_000);
        }
        assertThat(world.wire).containsExactly("typing", "typing", "typing");
        assertThat(world.bob.told)
                .hasSize(3)
                .allSatisfy(event -> assertThat(event).isEqualTo(new Event.Typing(null, world.alice.id(), 5000)));
    }

    @Test
    void aPeerThatSaysItAllTheTimeIsHeardOncePerSecond() {
        connect();
        for (int i = 0; i < 100; i++) {
            world.bob.chat().onTyping(world.alice.id());
        }
        world.bob.drain();
        assertThat(world.bob.told).hasSize(1);
    }

    @Test
    void aQueuedMessageCanBeCancelledAndIsNeverSeenOnTheOtherSide() {
        say("one");
        say("two");
        say("three");
        world.alice.chat().cancel(world.bob.id(), id("two"), null);
        world.clock.settle();
        assertThat(world.alice.statesOf("two")).containsExactly(QUEUED, CANCELLED);
        connect();
        assertThat(world.bob.textsReceived()).containsExactly("one", "three");
        assertThat(texts(world.alice)).containsExactly("one", "three");
        assertThat(texts(world.bob)).containsExactly("one", "three");
        assertThat(world.alice.statesOf("two")).containsExactly(QUEUED, CANCELLED);
        assertThat(states()).containsExactly(DELIVERED, DELIVERED);
    }

    @Test
    void theLastMessageCancelledGivesWayToTheOneBeforeIt() {
        say("one");
        say("two");
        world.alice.chat().cancel(world.bob.id(), id("two"), null);
        world.clock.settle();
        assertThat(Objects.requireNonNull(world.alice.chat().lastMessage(world.bob.id()))
                        .text())
                .isEqualTo("one");
    }

    @Test
    void cancellingSurvivesARestartAndIsPossibleAfterOne() {
        say("one");
        say("two");
        world.alice.chat().cancel(world.bob.id(), id("one"), null);
        world.clock.settle();
        world.crash(world.alice);
        world.alice.start();
        world.alice.chat().cancel(world.bob.id(), id("two"), null);
        world.clock.settle();
        connect();
        assertThat(texts(world.alice)).isEmpty();
        assertThat(texts(world.bob)).isEmpty();
        assertThat(world.alice.problems()).isEmpty();
    }

    @Test
    void whatMayHaveLeftCanOnlyBeDeleted() {
        connect();
        say("one");
        world.alice.chat().cancel(world.bob.id(), id("one"), null);
        world.alice.send(world.bob.id(), "two");
        world.clock.pass(Person.COMMIT_NANOS);
        MessageId two = id("two");
        world.alice.chat().cancel(world.bob.id(), two, null);
        world.clock.pass(Person.COMMIT_NANOS);
        world.disconnect();
        world.clock.settle();
        world.alice.chat().cancel(world.bob.id(), two, null);
        world.clock.settle();
        world.crash(world.alice);
        world.alice.start();
        world.alice.chat().cancel(world.bob.id(), two, null);
        world.bob.chat().cancel(world.alice.id(), id("one"), null);
        world.alice.chat().cancel(world.bob.id(), new MessageId(4, 2), null);
        world.clock.settle();
        assertThat(world.alice.problems())
                .containsExactly(
                        "The message has been delivered. Delete it instead.",
                        "The message is on its way. Delete it instead.",
                        "The message was on its way when the link was lost, and may have arrived. Delete it instead.",
                        "The message was on its way when the link was lost, and may have arrived. Delete it instead.",
                        "There is no such message in this conversation.");
        assertThat(world.bob.problems()).containsExactly("You can cancel only what you wrote yourself.");
    }

    @Test
    void aLinkThatComesWhileOneCancelsCarriesNothingOfIt() {
        say("one");
        world.alice.chat().cancel(world.bob.id(), id("one"), null);
        connect();
        assertThat(world.bob.textsReceived()).isEmpty();
        assertThat(world.alice.statesOf("one")).containsExactly(QUEUED, CANCELLED);
        say("two");
        assertThat(world.bob.textsReceived()).containsExactly("two");
    }

    @Test
    void aMessageThatCouldNotBeCancelledIsSentAfterAll() {
        say("one");
        world.alice.store().failWrites(1, "The disk is full.");
        world.alice.chat().cancel(world.bob.id(), id("one"), null);
        world.clock.settle();
        assertThat(world.alice.problems()).containsExactly("The disk is full.");
        connect();
        assertThat(world.bob.textsReceived()).containsExactly("one");
    }

    @Test
    void aTimelineTellsWhatHappenedToAMessageAndToTheLinkItWaitedFor() {
        world.alice.chat().onLink(world.bob.id(), Step.OFFLINE, Reason.said("said goodbye"));
        world.clock.pass(1_000_000_000);
        say("one");
        world.alice.chat().onLink(world.bob.id(), Step.CONNECTING, null);
        world.alice.chat().onLink(world.bob.id(), Step.UNREACHABLE, Reason.said("no path was found"));
        world.clock.pass(1_000_000_000);
        world.alice.chat().onLink(world.bob.id(), Step.ONLINE, Reason.said("direct, 203.0.113.7:50001"));
        connect();
        world.alice.chat().onLink(world.bob.id(), Step.OFFLINE, Reason.said("said goodbye"));
        assertThat(timeline("one"))
                .extracting(Happening::step)
                .containsExactly(
                        Step.QUEUED, Step.CONNECTING, Step.UNREACHABLE, Step.ONLINE, Step.SENT, Step.DELIVERED);
        assertThat(timeline("one")).extracting(Happening::time).isSorted().doesNotContain(0L);
        assertThat(timeline("one")).extracting(Happening::detail).contains("no path was found");

        world.crash(world.alice);
        world.alice.start();
        assertThat(timeline("one")).extracting(Happening::step).containsExactly(Step.QUEUED, Step.DELIVERED);
    }

    @Test
    void aTimelineIsBounded() {
        say("one");
        for (int i = 0; i < 500; i++) {
            world.alice.chat().onLink(world.bob.id(), Step.CONNECTING, null);
            world.alice.chat().onLink(world.bob.id(), Step.UNREACHABLE, Reason.said("no path was found"));
        }
        assertThat(timeline("one")).hasSizeLessThanOrEqualTo(20);
    }

    @Test
    void whatHasArrivedNeedsNoRetry() {
        connect();
        say("one");
        world.alice.chat().retry(world.bob.id(), id("one"), null);
        world.clock.settle();
        assertThat(world.alice.problems()).containsExactly("The message has been sent already.");
    }

    private void connect() {
        world.connect();
        world.clock.settle();
    }

    private void say(String text) {
        world.alice.send(world.bob.id(), text);
        world.clock.settle();
    }

    private MessageId id(String text) {
        return Objects.requireNonNull(world.alice.queued.get(text));
    }

    private List<Event.MessageState> states() {
        return world.alice.history(world.bob.id()).stream()
                .map(message -> Objects.requireNonNull(message.state()))
                .toList();
    }

    private List<String> texts(Person person) {
        return person.history(person == world.alice ? world.bob.id() : world.alice.id()).stream()
                .map(HistoryMessage::text)
                .toList();
    }

    private List<Happening> timeline(String text) {
        world.alice.told.clear();
        world.alice.chat().timeline(world.bob.id(), id(text), "t");
        world.clock.settle();
        return ((Event.Timeline) world.alice.told.getLast()).happenings();
    }
}
