package punchline.simulation.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import punchline.engine.conversation.Contact;
import punchline.engine.conversation.Content;
import punchline.engine.conversation.Entry;
import punchline.engine.conversation.MessageId;
import punchline.engine.conversation.MessageStore;
import punchline.engine.conversation.MessageStore.Head;
import punchline.engine.conversation.MessageStore.StoreException;
import punchline.engine.conversation.MessageStore.Stored;
import punchline.engine.identity.Identity;
import punchline.protocol.Endpoint;
import punchline.protocol.PeerId;
import punchline.protocol.PublicIdentity;

/** What every message store keeps to. */
abstract class MessageStoreContract {
    static final long EPOCH = -7;
    static final PeerId SELF = peer(5);
    static final PeerId LOWER = peer(1);
    static final PeerId HIGHER = peer(9);

    /** Without this test's doing it is empty, of {@link #SELF} and {@link #EPOCH}. */
    abstract MessageStore store();

    /** Ends as a power cut would, and opens again. */
    abstract MessageStore reopenAfterKill();

    /** Waits for a stage; throws what it failed with. */
    abstract <T> T await(CompletionStage<T> stage);

    private MessageStore store = new CrashableStore(SELF, EPOCH, (delay, task) -> {}, 0);

    @BeforeEach
    void begin() {
        store = store();
    }

    @Test
    void aNewStoreHasItsEpochAndNothingElse() {
        assertThat(await(store.load())).isEqualTo(new MessageStore.Profile(EPOCH, "", List.of(), Map.of()));
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
                true,
                false,
                true,
                "it's me",
                List.of(
                        new Endpoint(InetAddress.getByName("203.0.113.7"), 50001),
                        new Endpoint(InetAddress.getByName("2001:db8::7"), 6327)),
                123);
        Contact stranger = new Contact(LOWER, null, "", false, true, false, "", List.of(), 0);
        await(store.saveName("Ann"));
        await(store.saveContact(known));
        await(store.saveContact(new Contact(LOWER, null, "first", true, true, false, "", List.of(), 0)));
        await(store.saveContact(stranger));

        MessageStore.Profile profile = await(reopenAfterKill().load());

        assertThat(profile.name()).isEqualTo("Ann");
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
        assertThat(head.last()).contains(new Stored(theirs(LOWER, 3, 20, 41), true, 99));
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
        assertThat(await(store.receive(LOWER, first, 0))).isTrue();
        assertThat(await(store.receive(LOWER, copy, 0))).isFalse();

        assertThat(head(LOWER).received()).isEqualTo(Map.of(3L, 1L, 4L, 1L));
        assertThat(await(store.history(LOWER, null, 10))).containsExactly(new Stored(first, true, 0));
        assertThat(await(store.receive(HIGHER, theirs(HIGHER, 3, 1, 1), 0)))
                .as("another's id is another's")
                .isTrue();
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
                .extracting(Stored::delivered)
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
                    .extracting(Stored::entry)
                    .isEqualTo(entries);
        }
    }

    @Test
    void historyPagesBackwards() {
        LongStream.rangeClosed(1, 10).forEach(seq -> await(store.append(LOWER, mine(seq, seq))));
        List<Stored> newest = await(store.history(LOWER, null, 4));
        assertThat(newest).extracting(stored -> stored.entry().seq()).containsExactly(7L, 8L, 9L, 10L);
        List<Stored> before =
                await(store.history(LOWER, newest.getFirst().entry().id(), 4));
        assertThat(before).extracting(stored -> stored.entry().seq()).containsExactly(3L, 4L, 5L, 6L);
        assertThat(await(store.history(LOWER, before.getFirst().entry().id(), 4)))
                .hasSize(2);
        assertThat(await(store.history(LOWER, id(12345), 4))).isEmpty();
        assertThat(await(store.history(HIGHER, null, 4))).isEmpty();
    }

    @Test
    void anUnknownKindComesBackAsItWent() {
        Entry poll = new Entry(id(1), LOWER, 3, 1, 1, 8, new Content.Unknown(99, new byte[] {0, -1, 7}));
        await(store.receive(LOWER, poll, 0));
        Content kept = await(store.history(LOWER, null, 1)).getFirst().entry().content();
        assertThat(kept).isInstanceOfSatisfying(Content.Unknown.class, unknown -> {
            assertThat(unknown.kind()).isEqualTo(99);
            assertThat(unknown.payload()).containsExactly(0, -1, 7);
        });
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

    private Head head(PeerId peer) {
        return Objects.requireNonNull(await(store.load()).conversations().get(peer));
    }

    private void assertFails(CompletionStage<?> stage) {
        assertThatThrownBy(() -> await(stage)).isInstanceOf(StoreException.class);
    }

    private static CompletionStage<@Nullable Void> done(CompletionStage<Boolean> stage) {
        return stage.thenAccept(isNew -> assertThat(isNew).isTrue());
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

    static MessageId id(long number) {
        return MessageId.create(number, number, number);
    }

    static PeerId peer(int first) {
        byte[] bytes = new byte[PeerId.BYTES];
        bytes[0] = (byte) first;
        return PeerId.ofBytes(bytes);
    }
}
