package punchline.simulation.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import punchline.engine.Event.MessageState;
import punchline.engine.conversation.MessageStore;

class BurstTest {
    private final TwoPeople people = new TwoPeople().friends();

    @Test
    void whatIsWrittenInOneTurnGoesToTheStoreInFewCalls() {
        int before = people.alice.store().writes();
        IntStream.range(0, 1000).forEach(this::write);
        people.alice.drain();
        assertThat(people.alice.store().writes() - before)
                .isEqualTo((1000 + MessageStore.MAX_TOGETHER - 1) / MessageStore.MAX_TOGETHER);

        people.connect();
        people.clock.settle();
        assertThat(people.bob.textsReceived())
                .containsExactlyElementsOf(
                        IntStream.range(0, 1000).mapToObj(i -> "m" + i).toList());
        assertThat(people.alice.statesOf("m999"))
                .containsExactly(MessageState.QUEUED, MessageState.SENT, MessageState.DELIVERED);
    }

    @Test
    void whatWasWrittenInATurnAndCouldNotBeStoredIsToldEachAndTheNextIsWell() {
        people.alice.store().failWrites(1, "the disk is full");
        IntStream.range(0, 3).forEach(this::write);
        people.alice.drain();
        people.clock.settle();
        assertThat(people.alice.problems()).containsExactly("the disk is full", "the disk is full", "the disk is full");

        people.connect();
        people.alice.send(people.bob.id(), "after it");
        people.clock.settle();
        assertThat(people.bob.textsReceived()).containsExactly("after it");
    }

    private void write(int number) {
        people.alice.chat().send(people.clock.nowMillis(), people.bob.id(), "m" + number, null, "m" + number);
    }
}
