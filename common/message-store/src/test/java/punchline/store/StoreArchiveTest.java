package punchline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import punchline.engine.conversation.Content;
import punchline.engine.conversation.Entry;
import punchline.engine.conversation.MessageId;
import punchline.engine.conversation.MessageStore;
import punchline.protocol.PeerId;

/** A copy of the messages that goes on elsewhere. */
class StoreArchiveTest {
    private static final long OLD = 42;
    private static final long NEW = 43;
    private static final PeerId SELF = peer(5);
    private static final PeerId PEER = peer(6);
    private static final StoreKey KEY = StoreKey.of(filled(), false);

    @TempDir
    private Path directory = Path.of("");

    private final ExecutorService engine = Executors.newSingleThreadExecutor();
    private final List<MessageStore> opened = new ArrayList<>();

    @AfterEach
    void end() {
        opened.forEach(MessageStore::close);
        engine.shutdownNow();
    }

    @Test
    void whatWasNotAcknowledgedGoesOnUnderNumbersOfTheNewEpoch() throws Exception {
        MessageStore original = open(directory.resolve("original"));
        for (long seq = 1; seq <= 5; seq++) {
            await(original.append(PEER, entry(seq)));
        }
        await(original.acknowledge(PEER, OLD, 2));
        await(original.receive(PEER, new Entry(new MessageId(9, 1), PEER, 3, 1, 6, 0, new Content.Text("theirs")), 0));

        Path copy = copied();
        await(original.append(PEER, entry(6)));
        StoreArchive.renew(copy, SELF, NEW, KEY, null);
        MessageStore store = open(copy);

        MessageStore.Profile profile = await(store.load());
        MessageStore.Head head = Objects.requireNonNull(profile.conversations().get(PEER));
        assertThat(profile.epoch()).isEqualTo(NEW);
        assertThat(head.lastSeq()).isEqualTo(3);
        assertThat(head.acknowledged()).isZero();
        assertThat(head.offered()).as("none of them may be cancelled").isEqualTo(3);
        assertThat(head.received()).containsEntry(3L, 1L);
        assertThat(await(store.outgoing(PEER, 0, 10)))
                .extracting(Entry::id, Entry::epoch, Entry::seq)
                .containsExactly(
                        tuple(entry(3).id(), NEW, 1L), tuple(entry(4).id(), NEW, 2L), tuple(entry(5).id(), NEW, 3L));
        assertThat(await(store.history(PEER, null, 10)))
                .extracting(shown -> shown.entry().id(), shown -> shown.stored().delivered())
                .startsWith(tuple(entry(1).id(), true), tuple(entry(2).id(), true), tuple(entry(3).id(), false))
                .hasSize(6);
    }

    @Test
    void aCopyOfACopyGoesOnToo() throws Exception {
        MessageStore original = open(directory.resolve("original"));
        await(original.append(PEER, entry(1)));
        Path copy = copied();
        StoreArchive.renew(copy, SELF, NEW, KEY, null);
        StoreArchive.renew(copy, SELF, NEW + 1, KEY, null);

        assertThat(await(open(copy).outgoing(PEER, 0, 10)))
                .extracting(Entry::epoch, Entry::seq)
                .containsExactly(tuple(NEW + 1, 1L));
    }

    @Test
    void aCopyIsEncryptedAlsoOfADatabaseThatIsNot() throws Exception {
        await(open(directory.resolve("original")).append(PEER, entry(1)));
        Path copy = copied().resolve(StoreArchive.FILE_NAME);
        assertThat(FileForm.of(copy).isEncrypted()).isTrue();
        assertThat(Files.readString(copy, StandardCharsets.ISO_8859_1)).doesNotContain("message 1");
    }

    private Path copied() throws Exception {
        Path copy = Files.createDirectories(directory.resolve("copy"));
        assertThat(StoreArchive.copy(directory.resolve("original"), KEY, null, copy.resolve(StoreArchive.FILE_NAME)))
                .isTrue();
        return copy;
    }

    private MessageStore open(Path path) {
        MessageStore store = SqliteMessageStore.open(path, SELF, OLD, KEY, null, engine);
        opened.add(store);
        return store;
    }

    private static Entry entry(long seq) {
        MessageId id = MessageId.create(1_700_000_000_000L + seq, seq, seq);
        return new Entry(id, SELF, OLD, seq, seq, 0, new Content.Text("message " + seq));
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private static byte[] filled() {
        byte[] bytes = new byte[StoreKey.BYTES];
        Arrays.fill(bytes, (byte) 7);
        return bytes;
    }

    private static PeerId peer(int first) {
        byte[] bytes = new byte[PeerId.BYTES];
        bytes[0] = (byte) first;
        return PeerId.ofBytes(bytes);
    }
}
