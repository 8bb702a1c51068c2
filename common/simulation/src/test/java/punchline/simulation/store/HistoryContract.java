package punchline.simulation.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import punchline.engine.conversation.Content;
import punchline.engine.conversation.Entry;
import punchline.engine.conversation.MessageStore.Arrival;
import punchline.engine.conversation.MessageStore.Shown;
import punchline.protocol.PeerId;

/** What every message store shows of what was said. */
abstract class HistoryContract extends MessageStoreContract {
    @Test
    void historyIsInTheOrderThatBothSidesAgreeOn() {
        for (PeerId peer : List.of(LOWER, HIGHER)) {
            List<Entry> entries = new ArrayList<>();
            for (int seq = 1; seq <= 6; seq++) {
                entries.add(mine(seq, seq / 2 + 1));
                entries.add(theirs(peer, seq % 2 == 0 ? 3 : -3, (seq + 1) / 2, seq / 2 + 1));
            }
            for (Entry entry : entries) {
                await(entry.author().equals(SELF) ? store.append(peer, entry) : done(store.receive(peer, entry, 5)));
            }
            entries.sort(Entry.ORDER);
            assertThat(await(store.history(peer, null, 100)))
                    .extracting(Shown::entry)
                    .isEqualTo(entries);
        }
    }

    @Test
    void historyPagesBackwards() {
        LongStream.rangeClosed(1, 10).forEach(seq -> await(store.append(LOWER, mine(seq, seq))));
        List<Shown> newest = await(store.history(LOWER, null, 4));
        assertThat(newest).extracting(stored -> stored.entry().seq()).containsExactly(7L, 8L, 9L, 10L);
        List<Shown> before =
                await(store.history(LOWER, newest.getFirst().entry().id(), 4));
        assertThat(before).extracting(stored -> stored.entry().seq()).containsExactly(3L, 4L, 5L, 6L);
        assertThat(await(store.history(LOWER, before.getFirst().entry().id(), 4)))
                .hasSize(2);
        assertThat(await(store.history(LOWER, id(12345), 4))).isEmpty();
        assertThat(await(store.history(HIGHER, null, 4))).isEmpty();
    }

    @Test
    void anUnknownKindComesBackAsItWentAndIsNoMessage() {
        Entry poll = new Entry(id(1), SELF, EPOCH, 1, 1, 8, new Content.Unknown(99, new byte[] {0, -1, 7}));
        await(store.append(LOWER, poll));
        Content kept = await(store.outgoing(LOWER, 0, 1)).getFirst().content();
        assertThat(kept).isInstanceOfSatisfying(Content.Unknown.class, unknown -> {
            assertThat(unknown.kind()).isEqualTo(99);
            assertThat(unknown.payload()).containsExactly(0, -1, 7);
        });
        assertThat(await(store.history(LOWER, null, 1))).isEmpty();
        assertThat(await(store.messages(LOWER, List.of(id(1))))).isEmpty();
        assertThat(head(LOWER).lamport()).as("counts all the same").isEqualTo(1);
    }

    @Test
    void everyKindComesBackAsItWent() {
        List<Content> contents = List.of(
                new Content.Text("first"),
                new Content.Text("in answer", id(1)),
                new Content.Edit(id(1), "better"),
                new Content.Reaction(id(1), "👍🏽"),
                new Content.Reaction(id(1), ""),
                new Content.Deletion(id(99)));
        List<Entry> entries = new ArrayList<>();
        for (Content content : contents) {
            long seq = entries.size() + 1L;
            entries.add(new Entry(id(seq), SELF, EPOCH, seq, seq, 0, content));
        }
        entries.forEach(entry -> await(store.append(LOWER, entry)));
        store = reopenAfterKill();
        assertThat(await(store.outgoing(LOWER, 0, 10))).isEqualTo(entries);
    }

    @Test
    void aMessageComesWithTheFewAmendmentsThatCount() {
        Entry message = mine(1, 1);
        Entry other = mine(2, 2);
        await(store.append(LOWER, message));
        await(store.append(LOWER, other));
        Entry firstEdit = mineAbout(3, 3, new Content.Edit(message.id(), "one"));
        Entry lastEdit = mineAbout(4, 9, new Content.Edit(message.id(), "two"));
        Entry earlierEdit = mineAbout(5, 5, new Content.Edit(message.id(), "three"));
        Entry mySign = mineAbout(6, 6, new Content.Reaction(message.id(), "🦊"));
        List.of(firstEdit, lastEdit, earlierEdit, mySign).forEach(entry -> await(store.append(LOWER, entry)));
        Entry notTheirs = theirsAbout(1, 20, new Content.Edit(message.id(), "forged"));
        Entry norThis = theirsAbout(2, 21, new Content.Deletion(message.id()));
        Entry sign = theirsAbout(3, 22, new Content.Reaction(message.id(), "👍"));
        Entry lastSign = theirsAbout(4, 23, new Content.Reaction(message.id(), "👎"));
        List.of(notTheirs, norThis, sign, lastSign).forEach(entry -> await(store.receive(LOWER, entry, 0)));

        List<Shown> page = await(store.history(LOWER, null, 10));

        assertThat(page).extracting(Shown::entry).containsExactly(message, other);
        assertThat(page.getFirst().amendments()).containsExactlyInAnyOrder(mySign, lastEdit, lastSign);
        assertThat(page.getLast().amendments()).isEmpty();
        assertThat(await(store.messages(LOWER, List.of(other.id(), id(4711), message.id()))))
                .isEqualTo(page.reversed());

        Entry deletion = mineAbout(7, 30, new Content.Deletion(message.id()));
        await(store.append(LOWER, deletion));
        store = reopenAfterKill();
        assertThat(await(store.messages(LOWER, List.of(message.id())))
                        .getFirst()
                        .amendments())
                .contains(deletion);
        assertThat(head(LOWER).last()).isEqualTo(Optional.of(page.getLast()));
    }

    @Test
    void aMessageThatComesAfterItsAmendmentIsTold() {
        Entry message = theirs(LOWER, 3, 2, 1);
        Entry deletion = theirsAbout(1, 7, new Content.Deletion(message.id()));
        assertThat(await(store.receive(LOWER, deletion, 0))).isEqualTo(Arrival.NEW);
        store = reopenAfterKill();
        assertThat(await(store.receive(LOWER, message, 0))).isEqualTo(Arrival.NEW_AND_AMENDED);
        assertThat(await(store.receive(LOWER, theirs(LOWER, 3, 3, 8), 0))).isEqualTo(Arrival.NEW);
        assertThat(await(store.history(LOWER, null, 10)).getFirst().amendments())
                .containsExactly(deletion);
    }

    @Test
    void anAmendmentOfItselfOrOfAnAmendmentIsKeptAndChangesNothing() {
        Entry message = theirs(LOWER, 3, 1, 1);
        await(store.receive(LOWER, message, 0));
        Entry reaction = theirsAbout(2, 2, new Content.Reaction(message.id(), "👍"));
        Entry ofReaction = theirsAbout(3, 3, new Content.Edit(reaction.id(), "?"));
        Entry ofItself = new Entry(id(77), LOWER, 3, 4, 4, 0, new Content.Deletion(id(77)));
        List.of(reaction, ofReaction, ofItself).forEach(entry -> await(store.receive(LOWER, entry, 0)));
        assertThat(await(store.history(LOWER, null, 10)))
                .singleElement()
                .satisfies(shown -> assertThat(shown.amendments()).containsExactly(reaction));
        assertThat(await(store.messages(LOWER, List.of(reaction.id(), id(77))))).isEmpty();
    }

    @Test
    void historyPassesOverAmendmentsBetweenMessages() {
        await(store.append(LOWER, mine(1, 1)));
        for (long seq = 2; seq <= 50; seq++) {
            await(store.append(LOWER, mineAbout(seq, seq, new Content.Edit(id(1001), "edit " + seq))));
        }
        await(store.append(LOWER, mine(51, 51)));
        assertThat(await(store.history(LOWER, null, 2)))
                .extracting(
                        shown -> shown.entry().seq(),
                        shown -> shown.amendments().size())
                .containsExactly(tuple(1L, 1), tuple(51L, 0));
        assertThat(head(LOWER).lamport()).isEqualTo(51);
    }

    private static CompletionStage<@Nullable Void> done(CompletionStage<Arrival> stage) {
        return stage.thenAccept(arrival -> assertThat(arrival).isEqualTo(Arrival.NEW));
    }
}
