package punchline.simulation.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import punchline.engine.conversation.Content;
import punchline.engine.conversation.Entry;
import punchline.engine.conversation.MessageId;
import punchline.engine.conversation.MessageStore;
import punchline.engine.conversation.MessageStore.Arrival;
import punchline.engine.conversation.MessageStore.Head;

/** What every message store keeps to when several entries come in one call. */
abstract class BurstContract extends InviteContract {
    @Test
    void severalEntriesAreAddedInOneCall() {
        List<Entry> mine = LongStream.rangeClosed(1, MessageStore.MAX_TOGETHER)
                .mapToObj(seq -> MessageStoreContract.mine(seq, seq))
                .toList();
        List<Entry> theirs = LongStream.rangeClosed(1, MessageStore.MAX_TOGETHER)
                .mapToObj(seq -> MessageStoreContract.theirs(LOWER, 3, seq, seq))
                .toList();

        await(store.append(LOWER, mine));
        assertThat(await(store.receive(LOWER, theirs, 99))).isEqualTo(Collections.nCopies(theirs.size(), Arrival.NEW));

        assertThat(await(store.outgoing(LOWER, 0, 1000))).isEqualTo(mine);
        assertThat(burstHead().received()).isEqualTo(Map.of(3L, (long) theirs.size()));
        assertThat(await(store.history(LOWER, null, 1000))).hasSize(mine.size() + theirs.size());
    }

    @Test
    void ofEntriesOfWhichOneCannotBeAddedNoneIs() {
        Entry first = MessageStoreContract.mine(1, 1);
        await(store.append(LOWER, first));

        assertFails(store.append(LOWER, List.of(MessageStoreContract.mine(2, 2), MessageStoreContract.mine(4, 4))));
        Entry second = MessageStoreContract.mine(2, 50);
        Entry reaction = withId(
                MessageStoreContract.id(7),
                3,
                new Content.Reaction(MessageStoreContract.theirs(LOWER, 3, 1, 1).id(), "👍"));
        Entry taken = withId(first.id(), 4, new Content.Text("an id that is there"));
        assertFails(store.append(LOWER, List.of(second, reaction, taken)));
        assertFails(store.receive(
                LOWER,
                List.of(MessageStoreContract.theirs(LOWER, 3, 1, 1), MessageStoreContract.theirs(LOWER, 3, 3, 3)),
                0));

        assertThat(await(store.outgoing(LOWER, 0, 1000))).containsExactly(first);
        Head head = burstHead();
        assertThat(head.lastSeq()).isEqualTo(1);
        assertThat(head.lamport()).isEqualTo(1);
        assertThat(head.received()).isEmpty();
        await(store.append(LOWER, List.of(second, MessageStoreContract.mine(3, 51))));
        assertThat(await(store.receive(LOWER, MessageStoreContract.theirs(LOWER, 3, 1, 1), 0)))
                .as("nothing amends it")
                .isEqualTo(Arrival.NEW);
    }

    @Test
    void entriesOfSeveralEpochsAndRepeatedIdsComeInOneCall() {
        Entry first = MessageStoreContract.theirs(LOWER, 3, 1, 1);
        Entry copy = new Entry(first.id(), LOWER, 4, 1, 1, 0, first.content());
        Entry next = MessageStoreContract.theirs(LOWER, 4, 2, 2);
        assertThat(await(store.receive(LOWER, List.of(first, copy, next), 0)))
                .containsExactly(Arrival.NEW, Arrival.KNOWN, Arrival.NEW);
        assertThat(burstHead().received()).isEqualTo(Map.of(3L, 1L, 4L, 2L));
    }

    @Test
    void callsBehindOneAnotherCompleteInOrder() {
        List<Long> completed = new ArrayList<>();
        CompletionStage<Void> last = null;
        for (long first = 1; first <= 1000; first += 100) {
            long upTo = first + 99;
            List<Entry> entries = LongStream.rangeClosed(first, upTo)
                    .mapToObj(seq -> MessageStoreContract.mine(seq, seq))
                    .toList();
            last = store.append(LOWER, entries).thenRun(() -> completed.add(upTo));
        }
        await(Objects.requireNonNull(last));
        assertThat(completed).isSorted().hasSize(10);
        assertThat(burstHead().lastSeq()).isEqualTo(1000);
    }

    private static Entry withId(MessageId id, long seq, Content content) {
        return new Entry(id, SELF, EPOCH, seq, 50 + seq, 0, content);
    }

    private Head burstHead() {
        return Objects.requireNonNull(await(store.load()).conversations().get(LOWER));
    }
}
