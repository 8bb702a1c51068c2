package punchline.simulation.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import punchline.engine.conversation.Contact;
import punchline.engine.conversation.Content;
import punchline.engine.conversation.Entry;
import punchline.engine.conversation.MessageId;
import punchline.engine.conversation.MessageStore;
import punchline.engine.conversation.MessageStore.Arrival;
import punchline.engine.conversation.MessageStore.Head;
import punchline.engine.conversation.MessageStore.Shown;
import punchline.engine.conversation.MessageStore.Stored;
import punchline.engine.identity.Identity;
import punchline.protocol.Endpoint;
import punchline.protocol.PeerId;
import punchline.protocol.PublicIdentity;

/** What every message store keeps to. */
abstract class MessageStoreContract extends BurstContract {
    @Test
    void aNewStoreHasItsEpochAndNothingElse() {
        assertThat(await(store.load()))
                .isEqualTo(new MessageStore.Profile(EPOCH, "", true, List.of(), Map.of(), List.of()));
    }

    @Test
    void theEpochStaysWhenTheStoreIsOpenedAgain() {
        assertThat(await(reopenAfterKill().load()).epoch()).isEqualTo(EPOCH);
    }

    @Test
    void nameAndContactsAreKept() throws Exception {
        PublicIdentity identity =
                Identity.generate(new java.security.SecureRandom()).publicIdentity();
        Contact known = new Contact(
                identity.peerId(),
                identity,
                "Zoë 🦊",
                false,
                "it's me",
                new Contact.Decision(true, true, true, true, "Zoë of the station"),
                List.of(
                        new Endpoint(InetAddress.getByName("203.0.113.7"), 50001),
                        new Endpoint(InetAddress.getByName("2001:db8::7"), 6327)),
                123,
                null);
        Contact stranger = new Contact(LOWER, null, "", true, "", Contact.Decision.NONE, List.of(), 0, null);
        await(store.saveName("Ann"));
        await(store.saveListed(false));
        await(store.saveContact(known));
        await(store.saveContact(new Contact(
                LOWER,
                null,
                "first",
                true,
                "",
                new Contact.Decision(true, false, false, false, ""),
                List.of(),
                0,
                null)));
        await(store.saveContact(stranger));

        MessageStore.Profile profile = await(reopenAfterKill().load());

        assertThat(profile.name()).isEqualTo("Ann");
        assertThat(profile.listed()).isFalse();
        assertThat(profile.contacts()).containsExactlyInAnyOrder(known, stranger);
    }

    @Test
    void whatWasCompletedSurvivesAKill() {
        for (long seq = 1; seq <= 20; seq++) {
            await(store.append(LOWER, mine(seq, 2 * seq)));
            await(store.receive(LOWER, theirs(LOWER, 3, seq, 2 * seq + 1), 99));
        }
        await(store.acknowledge(LOWER, EPOCH, 12));

        store = reopenAfterKill();

        Head head = Objects.requireNonNull(await(store.load()).conversations().get(LOWER));
        assertThat(head.lastSeq()).isEqualTo(20);
        assertThat(head.acknowledged()).isEqualTo(12);
        assertThat(head.lamport()).isEqualTo(41);
        assertThat(head.received()).isEqualTo(Map.of(3L, 20L));
        assertThat(head.last()).contains(new Shown(new Stored(theirs(LOWER, 3, 20, 41), true, false, 99), List.of()));
        assertThat(await(store.history(LOWER, null, 100))).hasSize(40);
    }

    @Test
    void stagesCompleteInTheOrderOfTheCalls() {
        List<Long> completed = new ArrayList<>();
        List<CompletionStage<Void>> stages = LongStream.rangeClosed(1, 100)
                .mapToObj(seq -> store.append(LOWER, mine(seq, seq)).thenRun(() -> completed.add(seq)))
                .toList();
        stages.forEach(this::await);
        assertThat(completed).isSorted().hasSize(100);
    }

    @Test
    void anAppendOutOfTurnFailsAndChangesNothing() {
        await(store.append(LOWER, mine(1, 1)));
        assertFails(store.append(LOWER, mine(3, 3)));
        assertFails(store.append(LOWER, mine(1, 4)));
        assertFails(store.append(LOWER, new Entry(id(50), SELF, EPOCH + 1, 2, 2, 0, new Content.Text("other epoch"))));
        await(store.append(LOWER, mine(2, 2)));

        assertThat(await(store.history(LOWER, null, 10)))
                .extracting(stored -> stored.entry().seq())
                .containsExactly(1L, 2L);
    }

    @Test
    void anAppendBehindAFailedOneFailsToo() {
        CompletionStage<Void> wrong = store.append(LOWER, mine(2, 2));
        CompletionStage<Void> behind = store.append(LOWER, mine(3, 3));
        CompletionStage<Void> elsewhere = store.append(HIGHER, mine(1, 1));
        assertFails(wrong);
        assertFails(behind);
        await(elsewhere);
    }

    @Test
    void aReceivedEntryOutOfTurnFailsAndChangesNothing() {
        assertFails(store.receive(LOWER, theirs(LOWER, 3, 2, 2), 0));
        await(store.receive(LOWER, theirs(LOWER, 3, 1, 1), 0));
        assertFails(store.receive(LOWER, theirs(LOWER, 3, 3, 3), 0));
        assertFails(store.receive(LOWER, theirs(LOWER, 3, 1, 1), 0));
        assertThat(head(LOWER).received()).isEqualTo(Map.of(3L, 1L));
    }

    @Test
    void aKnownIdIsCountedAndNotKeptTwice() {
        Entry first = theirs(LOWER, 3, 1, 1);
        Entry copy = new Entry(first.id(), LOWER, 4, 1, 9, 0, new Content.Text("again"));
        assertThat(await(store.receive(LOWER, first, 0))).isEqualTo(Arrival.NEW);
        assertThat(await(store.receive(LOWER, copy, 0))).isEqualTo(Arrival.KNOWN);

        assertThat(head(LOWER).received()).isEqualTo(Map.of(3L, 1L, 4L, 1L));
        assertThat(await(store.history(LOWER, null, 10))).containsExactly(plain(first, 0));
        assertThat(await(store.receive(HIGHER, theirs(HIGHER, 3, 1, 1), 0)))
                .as("another's id is another's")
                .isEqualTo(Arrival.NEW);
    }

    @Test
    void outgoingPagesThroughMyEntriesAloneInOrder() {
        List<Entry> entries = LongStream.rangeClosed(1, 10)
                .mapToObj(seq -> mine(seq, 100 - seq))
                .toList();
        entries.forEach(entry -> await(store.append(LOWER, entry)));
        await(store.receive(LOWER, theirs(LOWER, EPOCH, 1, 1), 0));
        await(store.append(HIGHER, new Entry(id(70), SELF, EPOCH, 1, 1, 0, new Content.Text("elsewhere"))));
        await(store.acknowledge(LOWER, EPOCH, 8));

        assertThat(await(store.outgoing(LOWER, 0, 4))).isEqualTo(entries.subList(0, 4));
        assertThat(await(store.outgoing(LOWER, 4, 100))).isEqualTo(entries.subList(4, 10));
        assertThat(await(store.outgoing(LOWER, 10, 4))).isEmpty();
        assertThat(await(store.outgoing(peer(77), 0, 4))).isEmpty();
    }

    @Test
    void anAcknowledgementNeverGoesBackNorBeyondWhatWasWritten() {
        LongStream.rangeClosed(1, 5).forEach(seq -> await(store.append(LOWER, mine(seq, seq))));
        await(store.acknowledge(LOWER, EPOCH, 3));
        await(store.acknowledge(LOWER, EPOCH, 2));
        assertThat(head(LOWER).acknowledged()).isEqualTo(3);
        assertThat(await(store.history(LOWER, null, 10)))
                .extracting(shown -> shown.stored().delivered())
                .containsExactly(true, true, true, false, false);

        await(store.acknowledge(LOWER, EPOCH, 1000));
        assertThat(head(LOWER).acknowledged()).isEqualTo(5);
        await(store.append(LOWER, mine(6, 6)));
        assertThat(head(LOWER).acknowledged()).isEqualTo(5);
    }

    @Test
    void anAcknowledgementOfAnUnknownEpochChangesNothing() {
        await(store.append(LOWER, mine(1, 1)));
        await(store.acknowledge(LOWER, EPOCH + 1, 5));
        await(store.acknowledge(HIGHER, EPOCH, 5));
        assertThat(head(LOWER).acknowledged()).isZero();
        await(store.append(HIGHER, mine(1, 1)));
        assertThat(head(HIGHER).acknowledged()).isZero();
    }

    @Test
    void whatMayHaveLeftIsKeptAndGoesBackToo() {
        await(store.append(LOWER, mine(1, 1)));
        assertThat(head(LOWER).offered()).isZero();
        await(store.offer(LOWER, Long.MAX_VALUE));
        await(store.offer(HIGHER, 7));
        store = reopenAfterKill();
        assertThat(head(LOWER).offered()).isEqualTo(Long.MAX_VALUE);
        assertThat(head(HIGHER).offered()).isEqualTo(7);
        await(store.offer(LOWER, 1));
        assertThat(head(LOWER).offered()).isEqualTo(1);
    }

    @Test
    void aCancelledEntryKeepsItsNumberAndSaysNothing() {
        await(store.append(LOWER, mine(1, 1)));
        await(store.append(LOWER, new Entry(id(1002), SELF, EPOCH, 2, 2, 20, new Content.Text("no", id(1001)))));
        await(store.append(HIGHER, mine(1, 1)));
        await(store.receive(LOWER, theirs(LOWER, EPOCH, 1, 3), 0));
        await(store.cancel(LOWER, 2));
        await(store.cancel(LOWER, 99));
        store = reopenAfterKill();
        assertThat(await(store.outgoing(LOWER, 0, 10)))
                .extracting(Entry::content)
                .containsExactly(new Content.Text("mine 1"), new Content.Cancelled());
        assertThat(await(store.history(LOWER, null, 10)))
                .extracting(Shown::entry)
                .containsExactly(mine(1, 1), theirs(LOWER, EPOCH, 1, 3));
        assertThat(await(store.messages(LOWER, List.of(id(1002))))).isEmpty();
        assertThat(await(store.history(HIGHER, null, 10))).hasSize(1);
        assertThat(head(LOWER).lastSeq()).isEqualTo(2);
    }

    @Test
    void whatIHaveReadIsKeptAndNeverGoesBackNorBeyondWhatCame() {
        for (long seq = 1; seq <= 3; seq++) {
            await(store.receive(LOWER, theirs(LOWER, 3, seq, seq), 0));
        }
        await(store.read(LOWER, 3, 2));
        await(store.read(LOWER, 3, 1));
        await(store.read(LOWER, 4, 7));
        await(store.read(HIGHER, 4, 7));
        store = reopenAfterKill();
        assertThat(head(LOWER).read()).isEqualTo(Map.of(3L, 2L));
        assertThat(await(store.history(LOWER, null, 10)))
                .extracting(shown -> shown.stored().read())
                .containsExactly(true, true, false);
        await(store.read(LOWER, 3, 1000));
        assertThat(head(LOWER).read()).isEqualTo(Map.of(3L, 3L));
        assertThat(head(LOWER).received()).isEqualTo(Map.of(3L, 3L));
    }

    @Test
    void whatThePeerHasReadIsKeptAndNamesTheLastMessageOnce() {
        await(store.append(LOWER, mine(1, 1)));
        await(store.append(LOWER, mine(2, 2)));
        await(store.append(LOWER, mineAbout(3, 3, new Content.Reaction(id(1001), "👍"))));
        await(store.append(LOWER, mine(4, 4)));
        await(store.acknowledge(LOWER, EPOCH, 3));
        assertThat(await(store.readByPeer(LOWER, EPOCH, 3))).contains(id(1002));
        assertThat(await(store.readByPeer(LOWER, EPOCH, 2))).isEmpty();
        assertThat(await(store.readByPeer(LOWER, EPOCH, 3))).isEmpty();
        assertThat(await(store.readByPeer(LOWER, EPOCH + 1, 3))).isEmpty();
        store = reopenAfterKill();
        assertThat(await(store.history(LOWER, null, 10)))
                .extracting(
                        shown -> shown.stored().delivered(),
                        shown -> shown.stored().read())
                .containsExactly(tuple(true, true), tuple(true, true), tuple(false, false));
        assertThat(head(LOWER).acknowledged()).isEqualTo(3);
        assertThat(await(store.readByPeer(LOWER, EPOCH, 1000))).contains(id(1004));
        await(store.append(LOWER, mine(5, 5)));
        assertThat(await(store.history(LOWER, null, 1)).getFirst().stored().read())
                .isFalse();
    }

    @Test
    void afterItsEndEverythingFails() {
        CompletionStage<Void> last = store.append(LOWER, mine(1, 1));
        store.close();
        store.close();
        await(last);
        assertFails(store.append(LOWER, mine(2, 2)));
        assertFails(store.history(LOWER, null, 1));
    }

    Head head(PeerId peer) {
        return Objects.requireNonNull(await(store.load()).conversations().get(peer));
    }

    static Entry mine(long seq, long lamport) {
        return new Entry(id(1000 + seq), SELF, EPOCH, seq, lamport, 10 * seq, new Content.Text("mine " + seq));
    }

    static Entry theirs(PeerId peer, long epoch, long seq, long lamport) {
        return new Entry(
                id(100_000 * (epoch + 10) + seq),
                peer,
                epoch,
                seq,
                lamport,
                10 * seq,
                new Content.Text("theirs " + seq));
    }

    static Entry mineAbout(long seq, long lamport, Content content) {
        return new Entry(id(1000 + seq), SELF, EPOCH, seq, lamport, 10 * seq, content);
    }

    static Entry theirsAbout(long seq, long lamport, Content content) {
        return new Entry(id(5000 + seq), LOWER, 3, seq, lamport, 10 * seq, content);
    }

    static Shown plain(Entry entry, long arrivedAtMillis) {
        return new Shown(new Stored(entry, true, false, arrivedAtMillis), List.of());
    }

    static MessageId id(long number) {
        return MessageId.create(number, number, number);
    }
}
