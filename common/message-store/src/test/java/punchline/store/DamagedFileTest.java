package punchline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import punchline.engine.conversation.Content;
import punchline.engine.conversation.Entry;
import punchline.engine.conversation.MessageId;
import punchline.engine.conversation.MessageStore;
import punchline.engine.conversation.MessageStore.Shown;
import punchline.engine.conversation.MessageStore.StoreException;
import punchline.protocol.PeerId;

/** What is said and kept when a disk gives back something else than it was given. */
class DamagedFileTest {
    private static final long EPOCH = 42;
    private static final PeerId SELF = peer(5);
    private static final PeerId PEER = peer(6);

    @TempDir
    private Path directory = Path.of("");

    private final List<MessageStore> opened = new ArrayList<>();

    @AfterEach
    void end() {
        opened.forEach(MessageStore::close);
    }

    @Test
    void aDamagedFileIsRefusedAndLeftAsItIs() throws IOException {
        byte[] damaged =
                "this was a database once, before the disk broke".repeat(100).getBytes(StandardCharsets.UTF_8);
        Path file = Files.write(directory.resolve("messages.db"), damaged);
        assertThatThrownBy(() -> open(directory))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is damaged");
        assertThat(file).hasBinaryContent(damaged);
    }

    @Test
    void aFileDamagedBehindItsHeaderIsRefusedAndLeftAsItIs() throws Exception {
        MessageStore store = open(directory);
        await(store.append(PEER, List.of(entry(1, "hello"))));
        store.close();
        Path file = directory.resolve("messages.db");
        byte[] damaged = Files.readAllBytes(file);
        Arrays.fill(damaged, 100, 3000, (byte) 0x5a);
        Files.write(file, damaged);
        assertThatThrownBy(() -> open(directory))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is damaged");
        assertThat(file).hasBinaryContent(damaged);
    }

    @Test
    void aLogThatWasCutOffLosesWhatWasBehindTheCutAndNothingBefore() throws Exception {
        MessageStore store = open(directory);
        for (int seq = 1; seq <= 20; seq++) {
            await(store.append(PEER, List.of(entry(seq, "message " + seq))));
        }
        Path crashed = Files.createDirectory(directory.resolve("crashed"));
        Files.copy(directory.resolve("messages.db"), crashed.resolve("messages.db"));
        byte[] log = Files.readAllBytes(directory.resolve("messages.db-wal"));
        Files.write(crashed.resolve("messages.db-wal"), Arrays.copyOf(log, log.length * 3 / 4));

        MessageStore after = open(crashed);
        List<Shown> left = await(after.history(PEER, null, 100));
        int count = left.size();
        assertThat(count).isBetween(1, 19);
        assertThat(left)
                .extracting(shown -> shown.entry().seq())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, count).boxed().toList());
        await(after.append(PEER, List.of(entry(count + 1, "goes on"))));
        assertThat(await(after.history(PEER, null, 100))).hasSize(count + 1);
    }

    private MessageStore open(Path path) {
        MessageStore store = SqliteMessageStore.open(path, SELF, EPOCH, null, Runnable::run);
        opened.add(store);
        return store;
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        try {
            return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StoreException failure) {
                throw failure;
            }
            throw e;
        }
    }

    private static Entry entry(long seq, String text) {
        MessageId id = MessageId.create(1_700_000_000_000L + seq, seq, seq);
        return new Entry(id, SELF, EPOCH, seq, seq, 0, new Content.Text(text));
    }

    private static PeerId peer(int first) {
        byte[] bytes = new byte[PeerId.BYTES];
        bytes[0] = (byte) first;
        return PeerId.ofBytes(bytes);
    }
}
