package punchline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import punchline.engine.conversation.Content;
import punchline.engine.conversation.Entry;
import punchline.engine.conversation.MessageId;
import punchline.engine.conversation.MessageStore;
import punchline.engine.conversation.MessageStore.StoreException;
import punchline.protocol.PeerId;

class SqliteMessageStoreTest {
    private static final long EPOCH = 42;
    private static final PeerId SELF = peer(5);
    private static final PeerId PEER = peer(6);
    private static final Migrations SHIPPED = Migrations.shipped();
    private static final StoreLimits STANDARD = StoreLimits.standard();

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
    void itIsPrivateToTheUser() throws Exception {
        assumeTrue(directory.getFileSystem().supportedFileAttributeViews().contains("posix"));
        Path profile = directory.resolve("data/profile");
        await(open(profile).append(PEER, entry(1, "secret")));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(profile)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(profile)) {
            assertThat(files)
                    .hasSizeGreaterThan(2)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .as(file.toString())
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void commitsReachTheDisk() throws Exception {
        try (DatabaseFile database = DatabaseFile.open(directory, SELF, EPOCH, SHIPPED, STANDARD)) {
            assertThat(pragma(database.writer(), "journal_mode")).isEqualTo("wal");
            assertThat(pragma(database.writer(), "synchronous")).as("FULL").isEqualTo("2");
        }
    }

    @Test
    void aDirectoryThatCannotBeMadeGetsAClearMessage() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "in the way");
        assertThatThrownBy(() -> open(file.resolve("profile")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("Messages cannot be kept in " + file.resolve("profile"));
    }

    @Test
    void aDirectoryThatCannotBeWrittenGetsAClearMessage() {
        // Nothing can be made here, not even by root.
        Path proc = Path.of("/proc/self");
        assumeTrue(Files.isDirectory(proc));
        assertThatThrownBy(() -> open(proc))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("Messages cannot be kept in /proc/self");
    }

    @Test
    void aDatabaseOfANewerVersionIsRefusedAndLeftAsItIs() throws Exception {
        open(directory).close();
        Path file = directory.resolve("messages.db");
        execute(file, "PRAGMA user_version = 99");
        byte[] before = Files.readAllBytes(file);

        assertThatThrownBy(() -> open(directory))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("newer version")
                .hasMessageContaining("99");
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void aMigrationKeepsWhatIsThereAndACopyOfIt() throws Exception {
        MessageStore old = open(directory);
        await(old.append(PEER, entry(1, "hello")));
        old.close();

        Migrations newer = next("ALTER TABLE profile ADD COLUMN colour TEXT;");
        MessageStore store = open(directory, newer, STANDARD);
        assertThat(await(store.history(PEER, null, 10))).hasSize(1);

        Path copy = directory.resolve("messages.db.v" + Migrations.NEWEST);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + copy)) {
            assertThat(pragma(connection, "user_version")).isEqualTo("" + Migrations.NEWEST);
        }
    }

    @Test
    void theFirstSchemaIsBroughtUpToThisWithAllThatIsInIt() throws Exception {
        DatabaseFile.open(directory, SELF, EPOCH, Migrations.shipped(1), STANDARD)
                .close();
        Path file = directory.resolve("messages.db");
        execute(file, "INSERT INTO peer VALUES (1, x'" + HexFormat.of().formatHex(PEER.bytes()) + "')");
        String entry = "INSERT INTO entry (peer, mine, later, id, epoch, seq, lamport, sent_at, arrived_at, kind, text)"
                + " VALUES (1, 1, 0, x'%032x', 42, %d, %d, 0, 0, %d, %s)";
        execute(file, entry.formatted(1, 1, 1, 1, "'hello'"));
        execute(file, entry.formatted(2, 2, 2, 77, "NULL"));

        MessageStore store = open(directory);

        assertThat(await(store.history(PEER, null, 10)))
                .extracting(shown -> shown.entry().content())
                .containsExactly(new Content.Text("hello"));
        assertThat(await(store.load()).conversations().get(PEER))
                .extracting(MessageStore.Head::lastSeq, MessageStore.Head::lamport)
                .containsExactly(2L, 2L);
        assertThat(directory.resolve("messages.db.v1")).exists();
    }

    @Test
    void aFloodOfAmendmentsMakesNoPageSlow() throws Exception {
        MessageStore store = open(directory);
        await(store.append(PEER, entry(1, "hello")));
        MessageId hello = entry(1, "hello").id();
        for (long seq = 1; seq <= 20_000; seq++) {
            Content content = seq % 2 == 0 ? new Content.Reaction(hello, "👍") : new Content.Edit(hello, "edit " + seq);
            var stage = store.receive(PEER, new Entry(new MessageId(9, seq), PEER, 3, seq, seq, 0, content), 0);
            if (seq % 1000 == 0) {
                await(stage);
            }
        }
        await(store.append(PEER, entry(2, "after it")));

        assertThat(await(store.history(PEER, null, 10))).hasSize(2);
        assertThat(await(store.messages(PEER, List.of(hello))).getFirst().amendments())
                .as("the last reaction, since none but the author edits")
                .singleElement()
                .satisfies(last -> assertThat(last.seq()).isEqualTo(20_000));
        assertThat(queryPlan()).noneMatch(step -> step.startsWith("SCAN"));
    }

    /** How SQLite goes about reading a page and its amendments. */
    private List<String> queryPlan() throws SQLException {
        List<String> plan = new ArrayList<>();
        String url = "jdbc:sqlite:" + directory.resolve("messages.db");
        try (Connection connection = DriverManager.getConnection(url)) {
            for (String query : List.of(Reading.HISTORY, Reading.AMENDMENTS)) {
                try (PreparedStatement explain = connection.prepareStatement("EXPLAIN QUERY PLAN " + query);
                        ResultSet rows = explain.executeQuery()) {
                    while (rows.next()) {
                        plan.add(rows.getString("detail"));
                    }
                }
            }
        }
        return plan;
    }

    @Test
    void aMigrationThatFailsChangesNothing() throws Exception {
        open(directory).close();
        Migrations broken = next("ALTER TABLE profile ADD COLUMN colour TEXT; SELECT nonsense FROM nowhere;");
        assertThatThrownBy(() -> open(directory, broken, STANDARD)).isInstanceOf(StoreException.class);

        Migrations repaired = next("ALTER TABLE profile ADD COLUMN colour TEXT;");
        assertThat(await(open(directory, repaired, STANDARD).load()).epoch()).isEqualTo(EPOCH);
    }

    @Test
    void itIsHeldByOneProgramAtATime() {
        open(directory);
        assertThatThrownBy(() -> open(directory))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("open in another program");
        opened.forEach(MessageStore::close);
        open(directory);
    }

    @Test
    void anotherIdentityIsRefused() {
        open(directory).close();
        assertThatThrownBy(() -> SqliteMessageStore.open(directory, PEER, EPOCH, null, engine))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("another identity");
    }

    @Test
    void aFullDiskFailsTheWriteAndTheNextWorks() throws Exception {
        StoreLimits small = new StoreLimits(100, 1 << 20, 10, 10, 1024, 1024, 28);
        MessageStore store = open(directory, SHIPPED, small);
        await(store.append(PEER, entry(1, "before")));

        assertThatThrownBy(() -> await(store.append(PEER, entry(2, "x".repeat(60_000)))))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("disk is full");

        await(store.append(PEER, entry(2, "after")));
        assertThat(await(store.history(PEER, null, 10)))
                .extracting(stored -> stored.entry().content())
                .containsExactly(new Content.Text("before"), new Content.Text("after"));
    }

    @Test
    void tooManyWaitingWritesAreRefused() throws Exception {
        StoreLimits few = new StoreLimits(4, 1 << 20, 1, 10, 1024, 1024, 0);
        MessageStore store = open(directory, SHIPPED, few);
        List<CompletionStage<Void>> stages = LongStream.rangeClosed(1, 2000)
                .mapToObj(seq -> store.append(PEER, entry(seq, "m")))
                .toList();
        long failed = 0;
        for (CompletionStage<Void> stage : stages) {
            try {
                await(stage);
            } catch (StoreException e) {
                failed++;
            }
        }
        assertThat(failed).isPositive();
        List<MessageStore.Shown> kept = await(store.history(PEER, null, 1000));
        assertThat(kept).hasSize((int) (2000 - failed));
        await(store.append(PEER, entry(kept.size() + 1, "all is well again")));
    }

    @Test
    void tooManyWaitingBytesAreRefused() {
        StoreLimits few = new StoreLimits(100, 1000, 1, 10, 1024, 1024, 0);
        MessageStore store = open(directory, SHIPPED, few);
        assertThatThrownBy(() -> await(store.append(PEER, entry(1, "x".repeat(1001)))))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("does not keep up");
    }

    @Test
    void whatWasSubmittedIsDurableWhenItIsClosed() throws Exception {
        MessageStore store = open(directory);
        LongStream.rangeClosed(1, 500).forEach(seq -> store.append(PEER, entry(seq, "m")));
        store.close();
        assertThat(await(open(directory).history(PEER, null, 1000))).hasSize(500);
    }

    @Test
    void stagesCompleteOnTheEnginesThread() throws Exception {
        MessageStore store = open(directory);
        List<Thread> seen = new ArrayList<>();
        CountDownLatch held = new CountDownLatch(1);
        engine.execute(() -> {
            try {
                held.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        CompletionStage<Void> first = store.append(PEER, entry(1, "m")).thenRun(() -> seen.add(Thread.currentThread()));
        CompletionStage<Void> read = store.load().thenAccept(_ -> seen.add(Thread.currentThread()));
        held.countDown();
        await(first);
        await(read);
        Thread engineThread = engine.submit(Thread::currentThread).get();
        assertThat(seen).containsExactly(engineThread, engineThread);
    }

    @Test
    void aBurstIsStoredInFewCommits() throws Exception {
        SqliteMessageStore store = open(directory);
        double bestAppend = Double.MAX_VALUE;
        double bestReceive = Double.MAX_VALUE;
        long commitsBefore = store.commits();
        for (int round = 0; round < 10; round++) {
            long first = 1000L * round;
            long begin = System.nanoTime();
            List<CompletionStage<Void>> appends = LongStream.rangeClosed(first + 1, first + 1000)
                    .mapToObj(seq -> store.append(PEER, entry(seq, "x".repeat(100))))
                    .toList();
            await(appends.getLast());
            long appended = System.nanoTime();
            List<CompletionStage<MessageStore.Arrival>> receives = LongStream.rangeClosed(first + 1, first + 1000)
                    .mapToObj(seq -> store.receive(PEER, received(seq, "x".repeat(100)), 0))
                    .toList();
            await(receives.getLast());
            bestAppend = Math.min(bestAppend, (appended - begin) / 1e6);
            bestReceive = Math.min(bestReceive, (System.nanoTime() - appended) / 1e6);
        }
        System.out.printf(
                "1000 entries of 100 bytes, best of 10: appended in %.1f ms, received in %.1f ms%n",
                bestAppend, bestReceive);
        assertThat(store.commits() - commitsBefore)
                .as("commits of 20,000 entries")
                .isLessThan(2000);
    }

    @Test
    void entriesOfOneCallAreOneCommit() throws Exception {
        SqliteMessageStore store = open(directory);
        await(store.append(PEER, entry(1, "first")));
        long commitsBefore = store.commits();
        await(store.append(
                PEER,
                LongStream.rangeClosed(2, MessageStore.MAX_TOGETHER)
                        .mapToObj(seq -> entry(seq, "m"))
                        .toList()));
        assertThat(store.commits() - commitsBefore).isEqualTo(1);
    }

    /** What a newer program would come with. */
    private static Migrations next(String script) {
        List<String> scripts = new ArrayList<>(Collections.nCopies(Migrations.NEWEST, ""));
        scripts.add(script);
        return new Migrations(scripts);
    }

    private SqliteMessageStore open(Path path) {
        return open(path, SHIPPED, STANDARD);
    }

    private SqliteMessageStore open(Path path, Migrations migrations, StoreLimits limits) {
        SqliteMessageStore store = SqliteMessageStore.open(path, SELF, EPOCH, engine, migrations, limits);
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

    private static Entry received(long seq, String text) {
        MessageId id = MessageId.create(1_800_000_000_000L + seq, seq, seq);
        return new Entry(id, PEER, 3, seq, seq, 0, new Content.Text(text));
    }

    private static String pragma(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA " + name)) {
            return row.getString(1);
        }
    }

    private static void execute(Path file, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static PeerId peer(int first) {
        byte[] bytes = new byte[PeerId.BYTES];
        bytes[0] = (byte) first;
        return PeerId.ofBytes(bytes);
    }
}
