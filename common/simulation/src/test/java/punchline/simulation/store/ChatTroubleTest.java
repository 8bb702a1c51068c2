package punchline.simulation.store;

import static org.assertj.core.api.Assertions.assertThat;
import static punchline.engine.Event.MessageState.DELIVERED;
import static punchline.engine.Event.MessageState.QUEUED;
import static punchline.engine.Event.MessageState.SENT;

import java.util.Map;
import org.junit.jupiter.api.Test;
import punchline.engine.conversation.ChatConfig;
import punchline.engine.conversation.Content;
import punchline.engine.conversation.Entry;
import punchline.engine.conversation.MessageId;

/** What goes wrong in a talk: a peer that keeps to no rules, and a disk that fails. */
class ChatTroubleTest {
    private static final ChatConfig STANDARD = ChatConfig.standard();

    private TwoPeople world = new TwoPeople().friends();

    @Test
    void aDuplicateIsDroppedAndItsReceiptRepeated() {
        world.connect();
        world.clock.settle();
        world.alice.send(world.bob.id(), "hello");
        world.clock.settle();
        world.wire.clear();

        world.bob.entry(world.alice.id(), entryOfAlice(1, 1, "hello"));
        world.clock.settle();

        assertThat(world.bob.textsReceived()).containsExactly("hello");
        assertThat(world.wire).containsExactly("receipt 1");
    }

    @Test
    void aKnownIdUnderANewNumberIsCountedButNotShown() {
        world.connect();
        world.clock.settle();
        world.alice.send(world.bob.id(), "hello");
        world.clock.settle();
        MessageId known = world.alice.queued.get("hello");

        long otherEpoch = 77;
        Entry again = new Entry(
                java.util.Objects.requireNonNull(known),
                world.alice.id(),
                otherEpoch,
                1,
                9,
                0,
                new Content.Text("hello"));
        world.bob.entry(world.alice.id(), again);
        world.clock.settle();

        assertThat(world.bob.textsReceived()).containsExactly("hello");
        assertThat(world.bob.chat().heldBy(world.alice.id())).containsEntry(otherEpoch, 1L);
    }

    @Test
    void aLeftOutNumberMakesTheLinkUnusable() {
        world.connect();
        world.clock.settle();
        world.bob.entry(world.alice.id(), entryOfAlice(2, 2, "second"));
        assertThat(world.bob.unusable).extracting("reason").containsExactly("it left out messages");

        world.bob.entry(world.alice.id(), entryOfAlice(1, 1, "first"));
        world.clock.settle();
        assertThat(world.bob.textsReceived())
                .as("nothing more is taken from that link")
                .isEmpty();
    }

    @Test
    void aClockThatJumpsMakesTheLinkUnusable() {
        world.connect();
        world.clock.settle();
        world.bob.entry(world.alice.id(), entryOfAlice(1, STANDARD.maxLamportJump() + 1, "from the future"));
        world.clock.settle();
        assertThat(world.bob.unusable).extracting("reason").containsExactly("its logical clock jumps");
        assertThat(world.bob.history(world.alice.id())).isEmpty();
    }

    @Test
    void aReceiptForWhatWasNeverWrittenMakesTheLinkUnusable() {
        world.connect();
        world.clock.settle();
        long epoch = epochOfAlice();
        world.alice.chat().onReceipt(world.bob.id(), epoch, 1000);
        world.alice.drain();
        assertThat(world.alice.unusable).hasSize(1);
    }

    @Test
    void moreDatabasesThanTheLimitAreRefused() {
        world.connect();
        world.clock.settle();
        for (int epoch = 1; epoch <= STANDARD.maxEpochs() + 1; epoch++) {
            world.bob.entry(world.alice.id(), entry(epoch, 1, 1, "database " + epoch));
        }
        assertThat(world.bob.unusable).extracting("reason").containsExactly("it has begun too many databases");
        world.clock.settle();
        assertThat(world.bob.chat().heldBy(world.alice.id())).hasSize(STANDARD.maxEpochs());
    }

    @Test
    void nothingIsTakenFromAStranger() {
        world = new TwoPeople();
        world.connect();
        world.clock.settle();
        world.bob.entry(world.alice.id(), entryOfAlice(1, 1, "buy this"));
        world.clock.settle();
        assertThat(world.bob.unusable).hasSize(1);
        assertThat(world.bob.textsReceived()).isEmpty();
    }

    @Test
    void aStoreThatFailsOnceCostsOnlyThatMessage() {
        world.connect();
        world.clock.settle();
        world.alice.store().failWrites(1, "The disk is full.");
        world.alice.send(world.bob.id(), "unlucky");
        world.clock.settle();
        assertThat(world.alice.problems()).containsExactly("The disk is full.");

        world.alice.send(world.bob.id(), "lucky");
        world.clock.settle();

        assertThat(world.bob.textsReceived()).containsExactly("lucky");
        assertThat(world.alice.statesOf("lucky")).containsExactly(QUEUED, SENT, DELIVERED);
    }

    @Test
    void whatWasBehindAFailedMessageFailsWithItAndIsToldEach() {
        world.connect();
        world.clock.settle();
        world.alice.store().failWrites(1, "The disk is full.");
        world.alice.send(world.bob.id(), "one");
        world.alice.send(world.bob.id(), "two");
        world.alice.send(world.bob.id(), "three");
        world.clock.settle();
        assertThat(world.alice.problems()).hasSize(3);

        world.alice.send(world.bob.id(), "four");
        world.clock.settle();
        assertThat(world.bob.textsReceived()).containsExactly("four");
    }

    @Test
    void whatCouldNotBeStoredHereIsNotAcknowledgedAndComesAgain() {
        world.connect();
        world.clock.settle();
        world.bob.store().failWrites(1, "The disk is full.");
        world.alice.send(world.bob.id(), "one");
        world.alice.send(world.bob.id(), "two");
        world.clock.settle();
        assertThat(world.bob.problems()).hasSize(1);
        assertThat(world.bob.unusable).hasSize(1);
        assertThat(world.alice.statesOf("one")).containsExactly(QUEUED, SENT, QUEUED);

        world.connect();
        world.clock.settle();
        assertThat(world.bob.textsReceived()).containsExactly("one", "two");
        assertThat(world.alice.statesOf("two")).endsWith(SENT, DELIVERED);
    }

    private long epochOfAlice() {
        world.alice.send(world.bob.id(), "which epoch");
        world.clock.settle();
        return world.bob.chat().heldBy(world.alice.id()).keySet().iterator().next();
    }

    private Entry entryOfAlice(long seq, long lamport, String text) {
        Map<Long, Long> held = world.bob.chat().heldBy(world.alice.id());
        return entry(held.isEmpty() ? 5 : held.keySet().iterator().next(), seq, lamport, text);
    }

    private Entry entry(long epoch, long seq, long lamport, String text) {
        return new Entry(new MessageId(epoch, seq), world.alice.id(), epoch, seq, lamport, 0, new Content.Text(text));
    }
}
