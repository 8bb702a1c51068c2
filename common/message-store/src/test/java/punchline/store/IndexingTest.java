package punchline.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import punchline.engine.conversation.Content;
import punchline.engine.conversation.Entry;
import punchline.engine.conversation.MessageId;
import punchline.engine.conversation.MessageStore;
import punchline.protocol.PeerId;

/** The store's thread works on the index by itself, while nothing is to be written. */
class IndexingTest {
    private static final long EPOCH = 42;
    private static final PeerId SELF = PeerId.ofBytes(new byte[PeerId.BYTES]);
    private static final PeerId PEER = PeerId.ofBytes(filled());

    @TempDir
    private Path directory = Path.of("");

    private static byte[] filled() {
        byte[] bytes = new byte[PeerId.BYTES];
        bytes[0] = 1;
        return bytes;
    }

    @Test
    void messagesAreIndexedAndErasedWordsTakenOutUnasked() throws Exception {
        MessageStore store = SqliteMessageStore.open(directory, SELF, EPOCH, null, Runnable::run);
        try (Connection beside = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("messages.db"))) {
            store.append(PEER, List.of(entry(1, "kryptonite")))
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
            await(beside, "SELECT high = 2 AND erased = 0 FROM indexed");
            store.cancel(PEER, 1).toCompletableFuture().get(10, TimeUnit.SECONDS);
            await(beside, "SELECT erased = 0 FROM indexed");
            assertThat(isTrue(beside, "SELECT count(*) = 0 FROM word WHERE word MATCH 'kryptonite'"))
                    .isTrue();
        } finally {
            store.close();
        }
    }

    private static Entry entry(long seq, String text) {
        return new Entry(new MessageId(seq, seq), SELF, EPOCH, seq, seq, 0, new Content.Text(text));
    }

    private static void await(Connection connection, String condition) throws Exception {
        long limitNanos = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!isTrue(connection, condition)) {
            assertThat(System.nanoTime() - limitNanos).as(condition).isNegative();
            Thread.onSpinWait();
        }
    }

    private static boolean isTrue(Connection connection, String condition) throws Exception {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(condition)) {
            return row.getBoolean(1);
        }
    }
}
