package punchline.simulation.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import punchline.engine.conversation.Content;
import punchline.engine.conversation.Entry;
import punchline.engine.conversation.MessageId;
import punchline.engine.conversation.MessageStore;
import punchline.engine.conversation.MessageStore.Findings;
import punchline.engine.conversation.MessageStore.Hit;
import punchline.engine.conversation.MessageStore.Shown;
import punchline.engine.conversation.SearchQuery;
import punchline.engine.conversation.TextRange;
import punchline.protocol.PeerId;

/** Pages in both directions and searches: what every store gives alike. */
abstract class SearchContract {
    static final PeerId SELF = MessageStoreContract.SELF;
    static final long EPOCH = MessageStoreContract.EPOCH;
    private static final PeerId BOB = MessageStoreContract.LOWER;
    private static final PeerId CAROL = MessageStoreContract.HIGHER;
    private static final long THEIR_EPOCH = 3;

    private MessageStore store = new CrashableStore(SELF, EPOCH, (delay, task) -> {}, 0);
    private long written;
    private long received;
    private int entries;

    abstract MessageStore store();

    abstract MessageStore reopenAfterKill();

    abstract <T> T await(CompletionStage<T> stage);

    @BeforeEach
    void open() {
        store = store();
    }

    @Test
    void historyPagesForth() {
        List<MessageId> ids = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            ids.add(i % 2 == 0 ? write("mine") : receive("theirs"));
            receive(new Content.Reaction(ids.getFirst(), "👍"));
        }
        assertThat(ids(await(store.historyAfter(BOB, ids.get(2), 4)))).isEqualTo(ids.subList(3, 7));
        assertThat(ids(await(store.historyAfter(BOB, ids.get(7), 4)))).isEqualTo(ids.subList(8, 10));
        assertThat(await(store.historyAfter(BOB, ids.get(9), 4))).isEmpty();
        assertThat(await(store.historyAfter(BOB, MessageStoreContract.id(4711), 4)))
                .isEmpty();
        assertThat(await(store.historyAfter(CAROL, ids.get(2), 4))).isEmpty();
    }

    @Test
    void historyShowsWhatIsAroundAMessage() {
        List<MessageId> ids = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            ids.add(write("message " + i));
        }
        assertThat(ids(await(store.historyAround(BOB, ids.get(5), 5)))).isEqualTo(ids.subList(3, 8));
        assertThat(ids(await(store.historyAround(BOB, ids.get(5), 4)))).isEqualTo(ids.subList(3, 7));
        assertThat(ids(await(store.historyAround(BOB, ids.get(5), 1)))).isEqualTo(ids.subList(5, 6));
        assertThat(ids(await(store.historyAround(BOB, ids.getFirst(), 4)))).isEqualTo(ids.subList(0, 4));
        assertThat(ids(await(store.historyAround(BOB, ids.getLast(), 4)))).isEqualTo(ids.subList(7, 10));
        assertThat(await(store.historyAround(BOB, MessageStoreContract.id(4711), 4)))
                .isEmpty();
        assertThat(await(store.historyAround(CAROL, ids.get(5), 4))).isEmpty();
    }

    @Test
    void everyWordMustBeTheBeginningOfOne() {
        MessageId lunch = write("Lunch at noon?");
        MessageId later = receive("No, lunch later");
        assertThat(found("lunch")).containsExactly(later, lunch);
        assertThat(found("noo LUN")).containsExactly(lunch);
        assertThat(found("unch")).isEmpty();
        assertThat(found("lunch dinner")).isEmpty();
        store = reopenAfterKill();
        assertThat(found("lunch")).containsExactly(later, lunch);
    }

    @Test
    void aHitSaysWhereItIs() {
        receive("Zoë says: Straße");
        assertThat(search(null, "stras zoe", Long.MAX_VALUE, 10).hits())
                .extracting(Hit::peer, hit -> hit.shown().text(), Hit::ranges)
                .containsExactly(tuple(BOB, "Zoë says: Straße", List.of(new TextRange(0, 3), new TextRange(10, 15))));
    }

    @Test
    void oneConversationOrAllAreSearched() {
        MessageId bob = write("hello Bob");
        Entry carol = entry(SELF, EPOCH, 1, new Content.Text("hello Carol"));
        await(store.append(CAROL, carol));
        assertThat(found("hello")).containsExactly(carol.id(), bob);
        assertThat(ids(BOB, "hello")).containsExactly(bob);
        assertThat(ids(CAROL, "hello")).containsExactly(carol.id());
        assertThat(ids(CAROL, "Bob")).isEmpty();
        assertThat(search(MessageStoreContract.peer(99), "hello", Long.MAX_VALUE, 10))
                .as("somebody unknown")
                .isEqualTo(new Findings(List.of(), 0, true));
    }

    @Test
    void theNewestComeFirstAndASearchGoesOn() {
        List<MessageId> ids = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            ids.addFirst(i % 3 == 0 ? receive("hello " + i) : write("hello " + i));
            write("something else");
        }
        Findings first = search(null, "hello", Long.MAX_VALUE, 3);
        Findings second = search(null, "hello", first.next(), 3);
        Findings third = search(null, "hello", second.next(), 3);
        List<MessageId> all = new ArrayList<>();
        List.of(first, second, third).forEach(part -> all.addAll(idsOf(part)));
        assertThat(all).isEqualTo(ids);
        assertThat(first.hits()).hasSize(3);
        assertThat(third.next()).as("that is all").isZero();
        assertThat(search(null, "hello", Long.MAX_VALUE, 7).next()).isZero();
    }

    @Test
    void whatIsShownIsFoundAndNothingElse() {
        MessageId edited = write("first words");
        MessageId deleted = write("words taken back");
        MessageId cancelled = write("words that never left");
        MessageId forged = receive("their words");
        write(new Content.Edit(edited, "second thoughts"));
        write(new Content.Edit(edited, "third thoughts, last words"));
        write(new Content.Deletion(deleted));
        write(new Content.Edit(forged, "not mine to edit"));
        write(new Content.Deletion(forged));
        write(new Content.Reaction(forged, "👍"));
        write(new Content.Unknown(99, "words".getBytes(StandardCharsets.UTF_8)));
        await(store.cancel(BOB, 3));

        assertThat(found("words")).containsExactly(forged, edited);
        assertThat(found("first")).isEmpty();
        assertThat(found("second")).isEmpty();
        assertThat(found("third")).containsExactly(edited);
        assertThat(found("edit")).isEmpty();
        assertThat(found("👍")).isEmpty();
        assertThat(found("never")).as("%s", cancelled).isEmpty();
        store = reopenAfterKill();
        assertThat(found("words")).containsExactly(forged, edited);
    }

    @Test
    void anEditThatCameBeforeItsMessageIsFoundInItsPlace() {
        Entry message = entry(BOB, THEIR_EPOCH, 2, new Content.Text("written first"));
        await(store.receive(BOB, entry(BOB, THEIR_EPOCH, 1, new Content.Edit(message.id(), "shown at last")), 0));
        assertThat(found("shown")).isEmpty();
        await(store.receive(BOB, message, 0));
        assertThat(found("shown")).containsExactly(message.id());
        assertThat(found("written")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"hello\"", "hello*", "^hello", "words:hello", "hello AND", "NOT hello", "NEAR(hello hello)",
                        "hello OR",
                "hello' --", "hello;", "hello\u0000", "{hello}", "+hello", "-hello", "hello\")", "·1 hello"
            })
    void signsMeanNothing(String query) {
        MessageId id = write("hello and not or near words 1");
        assertThat(found(query)).containsExactly(id);
    }

    @Test
    void scriptsWithoutSpacesAndPicturesAreFound() {
        MessageId tokyo = write("明日、東京都へ行く");
        MessageId thai = receive("ฉันเรียนภาษาไทย");
        MessageId picture = write("fine 👍🏽");
        assertThat(found("京都")).containsExactly(tokyo);
        assertThat(found("都")).containsExactly(tokyo);
        assertThat(found("行く")).containsExactly(tokyo);
        assertThat(found("東京都へ行")).containsExactly(tokyo);
        assertThat(found("都東")).isEmpty();
        assertThat(found("ภาษา")).containsExactly(thai);
        assertThat(found("👍")).containsExactly(picture);
    }

    @Test
    void aLongMessageIsFoundByItsLastWord() {
        MessageId id = write("word ".repeat(13_000) + "last");
        assertThat(found("last word")).containsExactly(id);
    }

    private MessageId write(String text) {
        return write(new Content.Text(text));
    }

    private MessageId write(Content content) {
        Entry entry = entry(SELF, EPOCH, ++written, content);
        await(store.append(BOB, entry));
        return entry.id();
    }

    private MessageId receive(String text) {
        return receive(new Content.Text(text));
    }

    private MessageId receive(Content content) {
        Entry entry = entry(BOB, THEIR_EPOCH, ++received, content);
        await(store.receive(BOB, entry, 0));
        return entry.id();
    }

    private Entry entry(PeerId author, long epoch, long seq, Content content) {
        entries++;
        return new Entry(MessageStoreContract.id(entries), author, epoch, seq, entries, 0, content);
    }

    private List<MessageId> found(String query) {
        return ids(null, query);
    }

    private List<MessageId> ids(@Nullable PeerId peer, String query) {
        Findings findings = search(peer, query, Long.MAX_VALUE, 200);
        assertThat(findings.next()).isZero();
        assertThat(findings.complete()).isTrue();
        return idsOf(findings);
    }

    private Findings search(@Nullable PeerId peer, String query, long before, int limit) {
        return await(store.search(peer, SearchQuery.parse(query), before, limit));
    }

    private static List<MessageId> idsOf(Findings findings) {
        return findings.hits().stream().map(hit -> hit.shown().entry().id()).toList();
    }

    private static List<MessageId> ids(List<Shown> page) {
        return page.stream().map(shown -> shown.entry().id()).toList();
    }
}
