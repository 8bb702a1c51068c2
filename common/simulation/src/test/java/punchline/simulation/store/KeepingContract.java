package punchline.simulation.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import punchline.engine.conversation.Content;
import punchline.engine.conversation.Entry;
import punchline.engine.conversation.MessageId;
import punchline.engine.conversation.MessageStore.Arrival;
import punchline.engine.conversation.MessageStore.Emptied;
import punchline.engine.conversation.MessageStore.Keeping;
import punchline.engine.conversation.MessageStore.Shown;
import punchline.protocol.PeerId;

/** What every message store keeps to when texts are to go, and when messages are to be kept for some time. */
abstract class KeepingContract extends HistoryContract {
    private static final Content NOTHING = new Content.Cancelled();

    @Test
    void whatItsAuthorDeletesKeepsNeitherItsTextNorThatOfItsEdits() {
        Entry answer = new Entry(id(1001), SELF, EPOCH, 1, 1, 10, new Content.Text("secret", id(7)));
        await(store.append(LOWER, answer));
        await(store.append(LOWER, mineAbout(2, 2, new Content.Edit(answer.id(), "better secret"))));
        await(store.append(LOWER, mine(3, 3)));
        Entry deletion = mineAbout(4, 4, new Content.Deletion(answer.id()));
        await(store.append(LOWER, deletion));
        store = reopenAfterKill();
        assertThat(await(store.outgoing(LOWER, 0, 10)))
                .extracting(Entry::content)
                .containsExactly(
                        new Content.Text("", id(7)),
                        new Content.Edit(answer.id(), ""),
                        new Content.Text("mine 3"),
                        deletion.content());
        Shown trace = await(store.history(LOWER, null, 10)).getFirst();
        assertThat(trace.entry().id()).isEqualTo(answer.id());
        assertThat(trace.amendments()).contains(deletion);
    }

    @Test
    void aDeletionOfSomeoneElsesMessageTakesNoTextAway() {
        await(store.append(LOWER, mine(1, 1)));
        await(store.receive(LOWER, theirsAbout(1, 2, new Content.Deletion(id(1001))), 0));
        assertThat(await(store.outgoing(LOWER, 0, 1)).getFirst().content()).isEqualTo(new Content.Text("mine 1"));
    }

    @Test
    void whatComesBehindItsDeletionKeepsNoTextEither() {
        Entry message = theirs(LOWER, 3, 3, 5);
        await(store.receive(LOWER, theirsAbout(1, 6, new Content.Deletion(message.id())), 0));
        await(store.receive(LOWER, theirsAbout(2, 4, new Content.Edit(message.id(), "edited")), 0));
        assertThat(await(store.receive(LOWER, message, 0))).isEqualTo(Arrival.NEW_AND_AMENDED);
        Shown shown = await(store.history(LOWER, null, 1)).getFirst();
        assertThat(shown.entry().content()).isEqualTo(new Content.Text(""));
        assertThat(shown.amendments())
                .extracting(Entry::content)
                .containsExactly(new Content.Edit(message.id(), ""), new Content.Deletion(message.id()));
    }

    @Test
    void aClearedConversationShowsNothingAndKeepsItsNumbers() {
        for (long seq = 1; seq <= 5; seq++) {
            await(store.append(LOWER, mine(seq, 2 * seq)));
            await(store.receive(LOWER, theirs(LOWER, 3, seq, 2 * seq + 1), 99));
        }
        await(store.append(HIGHER, mine(1, 1)));
        await(store.acknowledge(LOWER, EPOCH, 5));
        await(store.readByPeer(LOWER, EPOCH, 2));
        await(store.saveDraft(LOWER, "half a"));
        await(store.clear(LOWER, 5));
        assertNothingIsShown();
        assertThat(await(store.readByPeer(LOWER, EPOCH, 5)))
                .as("nobody is told of hidden ones")
                .isEmpty();

        store = reopenAfterKill();
        assertNothingIsShown();
        assertThat(head(LOWER).keeping()).isEqualTo(new Keeping(5, true, 0, "", 50));
        emptyAll(LOWER, 0);
        assertNothingIsShown();
        assertThat(head(LOWER).keeping().emptying()).isFalse();
        assertThat(head(LOWER).lastSeq()).isEqualTo(5);
        assertThat(head(LOWER).acknowledged()).isEqualTo(5);
        assertThat(head(LOWER).lamport()).isEqualTo(11);
        assertThat(head(LOWER).received()).containsEntry(3L, 5L);
        assertThat(await(store.outgoing(LOWER, 0, 10)))
                .hasSize(5)
                .extracting(Entry::content)
                .containsOnly(NOTHING);
        assertThat(await(store.history(HIGHER, null, 10))).hasSize(1);
    }

    private void assertNothingIsShown() {
        assertThat(await(store.history(LOWER, null, 10))).isEmpty();
        assertThat(await(store.historyAfter(LOWER, null, 10))).isEmpty();
        assertThat(await(store.messages(LOWER, List.of(id(1001))))).isEmpty();
        assertThat(head(LOWER).last()).isEmpty();
    }

    @Test
    void whatComesAfterAClearIsShownAndIdsStayKnown() {
        Entry first = theirs(LOWER, 3, 1, 1);
        await(store.receive(LOWER, first, 0));
        await(store.clear(LOWER, 0));
        Entry copy = new Entry(first.id(), LOWER, 4, 1, 9, 0, new Content.Text("again"));
        assertThat(await(store.receive(LOWER, copy, 0))).isEqualTo(Arrival.KNOWN);
        emptyAll(LOWER, 0);
        await(store.receive(LOWER, theirs(LOWER, 3, 2, 2), 0));
        await(store.append(LOWER, mine(1, 3)));
        assertThat(await(store.history(LOWER, null, 10)))
                .extracting(Shown::entry)
                .containsExactly(theirs(LOWER, 3, 2, 2), mine(1, 3));
    }

    @Test
    void whatNeverLeftIsCancelledWithTheClearAndTheRestIsSentAndThenEmptied() {
        for (long seq = 1; seq <= 6; seq++) {
            await(store.append(LOWER, mine(seq, seq)));
        }
        await(store.acknowledge(LOWER, EPOCH, 2));
        await(store.clear(LOWER, 4));
        emptyAll(LOWER, 0);
        store = reopenAfterKill();
        assertThat(contentsToSend())
                .containsExactly(
                        NOTHING, NOTHING, new Content.Text("mine 3"), new Content.Text("mine 4"), NOTHING, NOTHING);
        await(store.append(LOWER, mine(7, 7)));
        await(store.acknowledge(LOWER, EPOCH, 3));
        assertThat(contentsToSend().subList(2, 4)).containsExactly(NOTHING, new Content.Text("mine 4"));
        await(store.acknowledge(LOWER, EPOCH, 7));
        assertThat(contentsToSend())
                .containsExactly(NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, new Content.Text("mine 7"));
        assertThat(await(store.history(LOWER, null, 10)))
                .extracting(Shown::entry)
                .containsExactly(mine(7, 7));
    }

    private List<Content> contentsToSend() {
        return await(store.outgoing(LOWER, 0, 10)).stream().map(Entry::content).toList();
    }

    @Test
    void whatIsSaidLaterOfWhatIsGoneKeepsNoWords() {
        Entry gone = theirs(LOWER, 3, 1, 1);
        await(store.receive(LOWER, gone, 0));
        await(store.clear(LOWER, 0));
        emptyAll(LOWER, 0);
        await(store.append(LOWER, mineAbout(1, 2, new Content.Edit(gone.id(), "words"))));
        await(store.append(LOWER, mineAbout(2, 3, new Content.Reaction(gone.id(), "👍"))));
        assertThat(contentsToSend())
                .containsExactly(new Content.Edit(gone.id(), ""), new Content.Reaction(gone.id(), ""));
    }

    @Test
    void theEditsOfWhatIsClearedGoWithIt() {
        await(store.append(LOWER, mine(1, 1)));
        await(store.append(LOWER, mineAbout(2, 2, new Content.Edit(id(1001), "edited"))));
        await(store.append(LOWER, mineAbout(3, 3, new Content.Unknown(99, new byte[] {1}))));
        await(store.acknowledge(LOWER, EPOCH, 3));
        await(store.clear(LOWER, 3));
        emptyAll(LOWER, 0);
        assertThat(contentsToSend()).containsOnly(NOTHING).hasSize(3);
    }

    @Test
    void whatIsTooOldIsEmptiedIfItNeedNotBeSent() {
        await(store.append(LOWER, mine(1, 1)));
        await(store.append(LOWER, mine(2, 2)));
        await(store.append(LOWER, mineAbout(3, 3, new Content.Edit(id(1002), "edited"))));
        await(store.append(LOWER, mine(4, 4)));
        await(store.receive(LOWER, theirs(LOWER, 3, 1, 5), 25));
        await(store.receive(LOWER, new Entry(id(80), LOWER, 3, 2, 6, 500, new Content.Text("by its clock")), 25));
        await(store.receive(LOWER, theirs(LOWER, 3, 3, 7), 100));
        await(store.acknowledge(LOWER, EPOCH, 2));

        assertThat(emptyAll(LOWER, 100))
                .as("the first, and the first of the peer's")
                .isEqualTo(2);
        store = reopenAfterKill();
        assertThat(await(store.history(LOWER, null, 10)))
                .extracting(shown -> shown.entry().id())
                .containsExactly(
                        id(1002), id(1004), id(80), theirs(LOWER, 3, 3, 7).id());
        assertThat(emptyAll(LOWER, 100)).isZero();
        await(store.acknowledge(LOWER, EPOCH, 4));
        assertThat(emptyAll(LOWER, 100)).isEqualTo(2);
        assertThat(contentsToSend()).containsOnly(NOTHING).hasSize(4);
        assertThat(head(LOWER).lamport()).isEqualTo(7);
    }

    @Test
    void whatIsTooOldIsEmptiedBehindAnyNumberThatHasYetToBeSent() {
        int waiting = 600;
        await(store.append(
                LOWER,
                LongStream.rangeClosed(1, waiting)
                        .mapToObj(seq -> mine(seq, seq))
                        .toList()));
        await(store.receive(LOWER, theirs(LOWER, 3, 1, waiting + 1), 25));
        assertThat(emptyAll(LOWER, 100)).isEqualTo(1);
        assertThat(await(store.history(LOWER, null, 10_000))).hasSize(waiting);
    }

    @Test
    void howLongMessagesAreKeptAndWhatIsBeingWrittenSurvive() {
        await(store.retain(LOWER, 30));
        await(store.saveDraft(LOWER, "half a sentence 🦊"));
        await(store.saveDraft(HIGHER, "gone"));
        await(store.saveDraft(HIGHER, ""));
        store = reopenAfterKill();
        assertThat(head(LOWER).keeping()).isEqualTo(new Keeping(0, false, 30, "half a sentence 🦊", 0));
        assertThat(head(HIGHER).keeping().draft()).isEmpty();
        await(store.retain(LOWER, 0));
        assertThat(head(LOWER).keeping().retainDays()).isZero();
    }

    @Test
    void historyGoesOnForwards() {
        for (long seq = 1; seq <= 10; seq++) {
            await(store.append(LOWER, mine(seq, seq)));
        }
        List<Shown> first = await(store.historyAfter(LOWER, null, 4));
        assertThat(first).extracting(shown -> shown.entry().seq()).containsExactly(1L, 2L, 3L, 4L);
        MessageId last = first.getLast().entry().id();
        assertThat(await(store.historyAfter(LOWER, last, 100)))
                .extracting(shown -> shown.entry().seq())
                .containsExactly(5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(await(store.historyAfter(LOWER, id(1010), 4))).isEmpty();
        assertThat(await(store.historyAfter(LOWER, id(12345), 4))).isEmpty();
        assertThat(await(store.historyAfter(HIGHER, null, 4))).isEmpty();
    }

    private int emptyAll(PeerId peer, long beforeMillis) {
        int messages = 0;
        Emptied step = await(store.empty(peer, beforeMillis));
        messages += step.messages();
        while (step.more()) {
            step = await(store.empty(peer, beforeMillis));
            messages += step.messages();
        }
        return messages;
    }
}
