package punchline.simulation.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import punchline.engine.Event;
import punchline.engine.Event.MessageState;
import punchline.engine.HistoryMessage;
import punchline.engine.conversation.ChatConfig;
import punchline.engine.conversation.Content;
import punchline.engine.conversation.ConversationLimits;
import punchline.engine.conversation.Entry;
import punchline.engine.conversation.EntrySender;
import punchline.engine.conversation.MessageId;

/** Alice's program, or whoever has her key, sends what no program of ours would. */
class BadInputTest {
    private static final ChatConfig STANDARD = ChatConfig.standard();

    /** Of a database of Alice's that Bob has never heard of. */
    private static final long EPOCH = 77;

    private static final long YEAR_1971_MILLIS = 31_536_000_000L;
    private static final long YEAR_2099_MILLIS = 4_070_908_800_000L;

    private final TwoPeople world = new TwoPeople().friends();

    /** What Bob's program sends to whoever has Alice's key. */
    private final List<String> answers = new ArrayList<>();

    @BeforeEach
    void connect() {
        world.connect();
        world.clock.settle();
    }

    /** From here on something else than Alice's program is at the other end of Bob's link. */
    private void takeOver() {
        world.disconnect();
        world.bob.online(
                world.alice.id(),
                new EntrySender() {
                    @Override
                    public boolean isWritable() {
                        return true;
                    }

                    @Override
                    public void send(Entry entry) {
                        answers.add("entry");
                    }

                    @Override
                    public void sendReceipt(long epoch, long seq) {
                        answers.add("receipt " + seq);
                    }

                    @Override
                    public void sendRead(long epoch, long seq) {
                        answers.add("read " + seq);
                    }

                    @Override
                    public void sendTyping() {
                        answers.add("typing");
                    }
                },
                Map.of());
        world.clock.settle();
    }

    @Test
    void aMessageOfZeroBytesIsRefusedAtTheSender() {
        world.alice.send(world.bob.id(), "");
        world.clock.settle();
        assertThat(world.alice.problems()).containsExactly("A message needs some text.");
        assertThat(world.bob.textsReceived()).isEmpty();
    }

    @Test
    void aMessageOfZeroBytesOnTheWireIsKeptAndAcknowledgedSoThatWhatFollowsArrives() {
        takeOver();
        deliver(entry(1, 1, new Content.Text("")));
        deliver(entry(2, 2, new Content.Text("after it")));
        assertThat(world.bob.unusable).isEmpty();
        assertThat(world.bob.textsReceived()).containsExactly("", "after it");
        assertThat(world.bob.chat().heldBy(world.alice.id())).containsEntry(EPOCH, 2L);
    }

    @Test
    void exactlyTheLimitArrivesAndOneByteMoreIsRefusedWithTheLimit() {
        String longest = "x".repeat(ConversationLimits.MAX_TEXT_BYTES);
        world.alice.send(world.bob.id(), longest);
        world.alice.send(world.bob.id(), longest + "x");
        world.clock.settle();
        assertThat(world.bob.textsReceived()).containsExactly(longest);
        assertThat(world.alice.problems()).containsExactly("A message has at most 65536 bytes. Send it in parts.");
    }

    @Test
    void numbersBelowOneMakeTheLinkUnusable() {
        takeOver();
        deliver(entry(0, 1, new Content.Text("zero")));
        assertThat(world.bob.unusable).extracting("reason").containsExactly("it numbers messages below 1");
    }

    @Test
    void aNumberThatJumpsToTheLargestMakesTheLinkUnusableAndLeavesNothing() {
        takeOver();
        deliver(entry(1, 1, new Content.Text("the first")));
        deliver(entry((1L << 62) - 1, 2, new Content.Text("the last")));
        assertThat(world.bob.unusable).extracting("reason").containsExactly("it left out messages");
        assertThat(world.bob.chat().heldBy(world.alice.id())).containsEntry(EPOCH, 1L);
    }

    @Test
    void whatWasLeftOutComesWithTheNextLink() {
        world.alice.send(world.bob.id(), "before");
        world.clock.settle();
        deliver(entry(3, 2, new Content.Text("jump")));
        world.connect();
        world.alice.send(world.bob.id(), "after");
        world.clock.settle();
        assertThat(world.bob.textsReceived()).containsExactly("before", "after");
        assertThat(world.alice.statesOf("after")).endsWith(MessageState.DELIVERED);
    }

    @Test
    void aLogicalClockOfZeroMakesTheLinkUnusable() {
        takeOver();
        deliver(entry(1, 0, new Content.Text("no time")));
        assertThat(world.bob.unusable).extracting("reason").containsExactly("its logical clock jumps");
    }

    @Test
    void aLogicalClockThatJumpsAsFarAsItMayLeavesRoomForAnswers() {
        takeOver();
        long jump = STANDARD.maxLamportJump();
        long lamport = 0;
        for (int seq = 1; seq <= 100; seq++) {
            lamport += jump;
            deliver(entry(seq, lamport, new Content.Text("jump " + seq)));
        }
        world.bob.send(world.alice.id(), "answer");
        world.clock.settle();
        assertThat(world.bob.unusable).isEmpty();
        assertThat(world.bob.history(world.alice.id()))
                .extracting(HistoryMessage::text)
                .endsWith("answer");
    }

    @Test
    void aReceiptForADatabaseThatNeverWasMakesTheLinkUnusable() {
        world.bob.send(world.alice.id(), "mine");
        world.clock.settle();
        world.bob.chat().onReceipt(world.alice.id(), 4711, 1);
        world.bob.drain();
        assertThat(world.bob.unusable)
                .extracting("reason")
                .containsExactly("it acknowledged messages that this link never carried");
    }

    @Test
    void aReceiptFromWhoHasNoLinkChangesNothing() {
        world.disconnect();
        world.bob.send(world.alice.id(), "mine");
        world.clock.settle();
        world.bob.chat().onReceipt(world.alice.id(), 1, 1);
        world.bob.drain();
        assertThat(world.bob.statesOf("mine")).containsExactly(MessageState.QUEUED);
    }

    @Test
    void amendmentsOfWhatNeverWasAreKeptAndShowNothing() {
        takeOver();
        MessageId never = new MessageId(1, 1);
        deliver(entry(1, 1, new Content.Reaction(never, "👍")));
        deliver(entry(2, 2, new Content.Edit(never, "other words")));
        deliver(entry(3, 3, new Content.Deletion(never)));
        assertThat(world.bob.unusable).isEmpty();
        assertThat(world.bob.history(world.alice.id())).isEmpty();
        assertThat(world.bob.told).noneMatch(Event.Changed.class::isInstance);
        assertThat(world.bob.chat().heldBy(world.alice.id())).containsEntry(EPOCH, 3L);
    }

    @Test
    void clocksYearsApartChangeNoOrderAndNoDelivery() {
        for (int i = 0; i < 6; i++) {
            Person speaker = i % 2 == 0 ? world.alice : world.bob;
            Person other = i % 2 == 0 ? world.bob : world.alice;
            long clockMillis = i % 2 == 0 ? YEAR_2099_MILLIS : YEAR_1971_MILLIS;
            speaker.chat().send(clockMillis, other.id(), "message " + i, null, "message " + i);
            speaker.drain();
            world.clock.settle();
            assertThat(speaker.statesOf("message " + i)).endsWith(MessageState.DELIVERED);
        }
        List<String> spoken =
                IntStream.range(0, 6).mapToObj(i -> "message " + i).toList();
        assertThat(world.alice.history(world.bob.id()))
                .extracting(HistoryMessage::text)
                .isEqualTo(spoken);
        assertThat(world.bob.history(world.alice.id()))
                .extracting(HistoryMessage::text)
                .isEqualTo(spoken);
    }

    @Test
    void timesAtTheEndsOfTimeAreKeptAsTheyCame() {
        takeOver();
        deliver(new Entry(
                new MessageId(EPOCH, 1), world.alice.id(), EPOCH, 1, 1, Long.MAX_VALUE, new Content.Text("late")));
        deliver(new Entry(
                new MessageId(EPOCH, 2), world.alice.id(), EPOCH, 2, 2, Long.MIN_VALUE, new Content.Text("early")));
        assertThat(world.bob.history(world.alice.id()))
                .extracting(HistoryMessage::text)
                .containsExactly("late", "early");
    }

    @Test
    void aPeerThatSendsMoreThanAnyWindowBeforeItIsStoredIsCutOff() {
        takeOver();
        for (int seq = 1; world.bob.unusable.isEmpty() && seq <= 100 * STANDARD.windowEntries(); seq++) {
            world.bob.entry(world.alice.id(), entry(seq, seq, new Content.Text("flood")));
        }
        assertThat(world.bob.unusable).extracting("reason").containsExactly("it sends more than its window");
    }

    @Test
    void theSameMessageAThousandTimesIsKeptOnceAndAcknowledgedOnce() {
        takeOver();
        deliver(entry(1, 1, new Content.Text("again")));
        answers.clear();
        for (int i = 0; i < 1_000; i++) {
            world.bob.chat().onEntry(0, world.alice.id(), entry(1, 1, new Content.Text("again")));
        }
        world.bob.drain();
        world.clock.settle();
        assertThat(world.bob.textsReceived()).containsExactly("again");
        assertThat(answers).containsExactly("receipt 1");
    }

    @Test
    void aThousandReadMarksCostAFewWrites() {
        for (int i = 0; i < 10; i++) {
            world.bob.send(world.alice.id(), "text " + i);
        }
        world.clock.settle();
        long epoch =
                world.alice.chat().heldBy(world.bob.id()).keySet().iterator().next();
        world.bob.told.clear();
        for (int i = 0; i < 1_000; i++) {
            world.bob.chat().onRead(world.alice.id(), epoch, 1 + i % 10);
        }
        world.bob.drain();
        world.clock.settle();
        assertThat(world.bob.told).hasSizeLessThanOrEqualTo(3);
        assertThat(world.bob.history(world.alice.id())).allMatch(message -> message.state() == MessageState.READ);
    }

    private void deliver(Entry entry) {
        world.bob.entry(world.alice.id(), entry);
        world.clock.settle();
    }

    private Entry entry(long seq, long lamport, Content content) {
        Map<Long, Long> held = world.bob.chat().heldBy(world.alice.id());
        long epoch = held.isEmpty() || held.containsKey(EPOCH)
                ? EPOCH
                : held.keySet().iterator().next();
        return new Entry(new MessageId(EPOCH, seq), world.alice.id(), epoch, seq, lamport, 0, content);
    }
}
