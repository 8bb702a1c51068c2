package punchline.simulation.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import punchline.engine.Event;
import punchline.engine.Event.MessageState;
import punchline.engine.HistoryMessage;

class UpkeepTest {
    private static final long DAY_NANOS = TimeUnit.DAYS.toNanos(1);

    private final TwoPeople two = new TwoPeople().friends();
    private final Person alice = two.alice;
    private final Person bob = two.bob;

    @Test
    void aClearedConversationIsEmptyHereAndWholeThere() {
        talk();
        clear(alice);
        assertThat(alice.history(bob.id())).isEmpty();
        assertThat(alice.chat().lastMessage(bob.id())).isNull();
        assertThat(bob.history(alice.id())).hasSize(2);
        alice.crash();
        alice.start();
        assertThat(alice.history(bob.id())).isEmpty();
        assertThat(bob.problems()).isEmpty();
    }

    @Test
    void theTalkGoesOnBehindAClear() {
        talk();
        clear(alice);
        alice.send(bob.id(), "and now");
        two.clock.settle();
        bob.send(alice.id(), "yes");
        two.clock.settle();
        assertThat(texts(alice, bob)).containsExactly("and now", "yes");
        assertThat(texts(bob, alice)).containsExactly("hello", "hi", "and now", "yes");
        assertThat(alice.statesOf("and now")).endsWith(MessageState.DELIVERED);
    }

    @Test
    void whatNeverLeftIsCancelledWithIt() {
        talk();
        two.disconnect();
        alice.send(bob.id(), "never mind");
        alice.send(bob.id(), "nor this");
        two.clock.settle();
        clear(alice);
        alice.send(bob.id(), "but this");
        two.connect();
        two.clock.settle();
        assertThat(texts(bob, alice)).containsExactly("hello", "hi", "but this");
        assertThat(texts(alice, bob)).containsExactly("but this");
    }

    @Test
    void whatIsWrittenWhileAClearIsStoredIsShownAndSent() {
        talk();
        two.disconnect();
        alice.send(bob.id(), "before");
        alice.chat().upkeep().clear(bob.id(), "clear");
        alice.send(bob.id(), "behind");
        two.connect();
        two.clock.settle();
        assertThat(texts(alice, bob)).containsExactly("behind");
        assertThat(texts(bob, alice)).containsExactly("hello", "hi", "behind");
    }

    @Test
    void anEditThatAClearOvertakesIsRefusedAndLeavesTheTextThereAsItWas() {
        talk();
        alice.chat().edit(0, bob.id(), alice.history(bob.id()).getFirst().id(), "hello there", "edit");
        alice.chat().upkeep().clear(bob.id(), "clear");
        two.clock.settle();
        assertThat(alice.problems()).containsExactly("The conversation was deleted meanwhile.");
        alice.crash();
        alice.start();
        two.connect();
        two.clock.settle();
        assertThat(texts(bob, alice)).containsExactly("hello", "hi");
    }

    @Test
    void whatMayHaveLeftIsDeliveredUnseen() {
        two.connect();
        two.clock.settle();
        alice.send(bob.id(), "on its way");
        two.clock.pass(Person.COMMIT_NANOS);
        assertThat(alice.statesOf("on its way")).containsExactly(MessageState.QUEUED, MessageState.SENT);
        two.disconnect();
        clear(alice);
        alice.told.clear();
        two.connect();
        two.clock.settle();
        assertThat(texts(bob, alice)).containsExactly("on its way");
        assertThat(texts(alice, bob)).isEmpty();
        assertThat(alice.statesOf("on its way"))
                .as("nobody is told of what is hidden")
                .isEmpty();
    }

    @Test
    void aCrashLeavesAClearWholeOrNotBegun() {
        talk();
        alice.chat().upkeep().clear(bob.id(), "clear");
        two.crash(alice);
        alice.start();
        assertThat(alice.history(bob.id())).hasSize(2);
        alice.chat().upkeep().clear(bob.id(), "clear");
        two.clock.pass(Person.COMMIT_NANOS);
        two.crash(alice);
        alice.start();
        assertThat(alice.history(bob.id())).isEmpty();
    }

    @Test
    void aClearThatCannotBeStoredChangesNothing() {
        talk();
        two.disconnect();
        alice.send(bob.id(), "waits");
        two.clock.settle();
        alice.store().failWrites(1, "The disk is full.");
        clear(alice);
        assertThat(alice.problems()).containsExactly("The disk is full.");
        assertThat(texts(alice, bob)).containsExactly("hello", "hi", "waits");
        two.connect();
        two.clock.settle();
        assertThat(texts(bob, alice)).containsExactly("hello", "hi", "waits");
    }

    @Test
    void anOldMessageIsRemovedWhereItIsNotKept() {
        talk();
        retain(alice, 7);
        two.clock.pass(6 * DAY_NANOS);
        bob.send(alice.id(), "six days later");
        two.clock.settle();
        look(alice);
        look(alice);
        assertThat(texts(alice, bob)).hasSize(3);
        two.clock.pass(DAY_NANOS + 1);
        look(alice);
        assertThat(texts(alice, bob)).containsExactly("six days later");
        assertThat(texts(bob, alice)).hasSize(3);
        assertThat(alice.told).contains(new Event.Expired(null, bob.id(), 2));
    }

    @Test
    void whatHasYetToBeDeliveredIsNotRemoved() {
        talk();
        two.disconnect();
        alice.send(bob.id(), "waits");
        two.clock.settle();
        retain(alice, 1);
        two.clock.pass(10 * DAY_NANOS);
        look(alice);
        assertThat(texts(alice, bob)).containsExactly("waits");
    }

    @Test
    void aClockThatJumpedRemovesNothing() {
        talk();
        retain(alice, 7);
        two.clock.time().jumpWall(TimeUnit.DAYS.toMillis(20));
        look(alice);
        assertThat(texts(alice, bob)).hasSize(2);
    }

    @Test
    void aClockForWhichNobodySpeaksRemovesNothing() {
        talk();
        retain(alice, 7);
        two.clock.time().jumpWall(TimeUnit.DAYS.toMillis(4000));
        alice.crash();
        alice.start();
        look(alice);
        look(alice);
        assertThat(texts(alice, bob)).hasSize(2);
    }

    @Test
    void aDraftIsKeptAcrossARestartAndGoneWithTheConversation() {
        alice.chat().upkeep().draft(bob.id(), "half a", "a");
        two.clock.settle();
        alice.drain();
        assertThat(alice.told).contains(new Event.Draft("a", bob.id(), "half a"));
        alice.told.clear();
        alice.crash();
        alice.start();
        alice.drain();
        assertThat(alice.told).containsExactly(new Event.Draft(null, bob.id(), "half a"));
        clear(alice);
        alice.told.clear();
        alice.crash();
        alice.start();
        alice.drain();
        assertThat(alice.told).isEmpty();
    }

    @Test
    void whatIsNoDraftOrNoNumberOfDaysGetsAClearWord() {
        alice.chat().upkeep().draft(bob.id(), "x".repeat(65_537), null);
        alice.chat().upkeep().draft(bob.id(), "\ud800", null);
        alice.chat().upkeep().retain(bob.id(), -1, null);
        alice.drain();
        assertThat(alice.problems())
                .containsExactly(
                        "A draft has at most 65536 bytes.",
                        "The draft has half a character in it, and cannot be kept.",
                        "Messages can be kept for 1 to 36500 days, or 0 for ever.");
    }

    private void talk() {
        two.connect();
        two.clock.settle();
        alice.send(bob.id(), "hello");
        two.clock.settle();
        bob.send(alice.id(), "hi");
        two.clock.settle();
    }

    private void clear(Person person) {
        person.chat().upkeep().clear(other(person).id(), "clear");
        two.clock.settle();
        person.drain();
    }

    private void retain(Person person, int days) {
        person.chat().upkeep().retain(other(person).id(), days, "retain");
        two.clock.settle();
        look(person);
    }

    /** Lets the time pass until the next look, and looks. */
    private void look(Person person) {
        two.clock.pass(TimeUnit.HOURS.toNanos(1));
        person.chat().upkeep().onDeadline(two.clock.time().nowNanos());
        two.clock.settle();
        person.drain();
    }

    private Person other(Person person) {
        return person == alice ? bob : alice;
    }

    private static List<String> texts(Person person, Person with) {
        return person.history(with.id()).stream().map(HistoryMessage::text).toList();
    }
}
