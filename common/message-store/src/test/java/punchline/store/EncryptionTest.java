package punchline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sqlite.JDBC;
import punchline.engine.conversation.Content;
import punchline.engine.conversation.Entry;
import punchline.engine.conversation.MessageId;
import punchline.engine.conversation.MessageStore;
import punchline.engine.conversation.MessageStore.StoreException;
import punchline.protocol.PeerId;

/** A database that is encrypted, and what happens on the way there and back. */
class EncryptionTest {
    private static final long EPOCH = 42;
    private static final PeerId SELF = peer(5);
    private static final PeerId PEER = peer(6);
    private static final String SECRET = "meet me at the old harbour";
    private static final StoreKey ENCRYPTING = StoreKey.of(bytes(7), true);
    private static final StoreKey PLAIN = StoreKey.of(bytes(7), false);

    /** The program is gone at that moment. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

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
    void nothingOfWhatWasWrittenStandsInAnyFile() throws Exception {
        MessageStore store = open(ENCRYPTING);
        await(store.saveName("Alice of the harbour"));
        await(store.append(PEER, entry(1)));
        assertThat(filesThatHold(SECRET)).isEmpty();
        assertThat(filesThatHold("harbour")).isEmpty();
        store.close();
        assertThat(filesThatHold("harbour")).isEmpty();
        assertThat(texts(open(ENCRYPTING))).containsExactly(SECRET);
    }

    @Test
    void aPlainStoreDoesHoldIt() throws Exception {
        write(PLAIN, 1);
        assertThat(filesThatHold(SECRET)).containsExactly("messages.db");
    }

    @Test
    void withoutAKeyItStaysClosedAndAsItIs() throws Exception {
        write(ENCRYPTING, 1);
        byte[] before = Files.readAllBytes(file());
        assertThatThrownBy(() -> open(StoreKey.none()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("are encrypted")
                .hasMessageContaining("passphrase");
        assertThat(file()).hasBinaryContent(before);
    }

    @Test
    void withAnotherKeyItStaysClosedAndAsItIs() throws Exception {
        write(ENCRYPTING, 1);
        byte[] before = Files.readAllBytes(file());
        for (boolean encrypts : new boolean[] {true, false}) {
            assertThatThrownBy(() -> open(StoreKey.of(bytes(8), encrypts)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("cannot be decrypted")
                    .hasMessageContaining("left as they are");
        }
        assertThat(file()).hasBinaryContent(before);
    }

    @Test
    void whatWasPlainIsEncryptedWithItsBackupsAndBackAgain() throws Exception {
        write(PLAIN, 1);
        Files.copy(file(), directory.resolve("messages.db.v2"));

        assertThat(texts(open(ENCRYPTING))).containsExactly(SECRET);
        close();
        assertThat(filesThatHold(SECRET)).isEmpty();

        assertThat(texts(open(PLAIN))).containsExactly(SECRET);
        close();
        assertThat(filesThatHold(SECRET)).contains("messages.db", "messages.db.v2");
    }

    @ParameterizedTest
    @EnumSource
    void aKillAnywhereOnTheWayToEncryptionLosesNothing(Encryption.Step step) throws Exception {
        write(PLAIN, 1);
        Files.copy(file(), directory.resolve("messages.db.v2"));
        for (Path victim : List.of(directory.resolve("messages.db.v2"), file())) {
            killAt(ENCRYPTING, victim, step);
            assertThat(file()).exists();
        }

        assertThat(texts(open(ENCRYPTING))).containsExactly(SECRET);
        close();
        assertThat(filesThatHold(SECRET)).isEmpty();
        assertThat(names()).doesNotContain("messages.db.new");
    }

    @ParameterizedTest
    @EnumSource
    void aKillAnywhereOnTheWayIsUndoneByTheOldKey(Encryption.Step step) throws Exception {
        write(PLAIN, 1);
        killAt(ENCRYPTING, file(), step);
        assertThat(texts(open(PLAIN))).containsExactly(SECRET);
        close();
        assertThat(names()).doesNotContain("messages.db.new");
        assertThat(filesThatHold(SECRET)).contains("messages.db");
    }

    @ParameterizedTest
    @EnumSource
    void aKillAnywhereOnTheWayBackLosesNothing(Encryption.Step step) throws Exception {
        write(ENCRYPTING, 1);
        killAt(PLAIN, file(), step);
        assertThat(texts(open(PLAIN))).containsExactly(SECRET);
        close();
        write(ENCRYPTING, 2);
        assertThat(filesThatHold(SECRET)).isEmpty();
    }

    @Test
    void whatACrashLeftInTheLogIsEncryptedToo() throws Exception {
        write(PLAIN, 1);
        Path kept = Files.createDirectory(directory.resolve("kept"));
        MessageStore store = open(PLAIN);
        await(store.append(PEER, entry(2)));
        // As a kill leaves it: what was committed stands in the log alone.
        for (String name : List.of("messages.db", "messages.db-wal")) {
            Files.copy(directory.resolve(name), kept.resolve(name));
        }
        close();

        assertThat(texts(openIn(kept, ENCRYPTING))).containsExactly(SECRET, SECRET);
        close();
        assertThat(names(kept)).doesNotContain("messages.db-wal");
    }

    @Test
    void aCopyBeforeAMigrationIsEncrypted() throws Exception {
        write(ENCRYPTING, 1);
        List<String> scripts = new ArrayList<>(Collections.nCopies(Migrations.NEWEST, ""));
        scripts.add("ALTER TABLE profile ADD COLUMN colour TEXT;");
        DatabaseFile.open(
                        directory,
                        SELF,
                        EPOCH,
                        ENCRYPTING,
                        new Migrations(scripts),
                        StoreLimits.standard(),
                        (file, step) -> {})
                .close();
        Path copy = directory.resolve("messages.db.v" + Migrations.NEWEST);
        assertThat(FileForm.of(copy).isEncrypted()).isTrue();
        assertThat(filesThatHold(SECRET)).isEmpty();

        byte[] before = Files.readAllBytes(file());
        assertThatThrownBy(() -> open(ENCRYPTING))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("newer version");
        assertThat(file()).hasBinaryContent(before);
    }

    @Test
    void aDatabaseOfANewerVersionIsNotConverted() throws Exception {
        write(PLAIN, 1);
        try (Connection connection = JDBC.createConnection(JDBC.PREFIX + file(), new java.util.Properties());
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 99");
        }
        byte[] before = Files.readAllBytes(file());
        assertThatThrownBy(() -> open(ENCRYPTING)).hasMessageContaining("newer version");
        assertThat(file()).hasBinaryContent(before);
    }

    @Test
    void aDamagedDatabaseIsNotConverted() throws Exception {
        for (long seq = 1; seq <= 200; seq++) {
            write(PLAIN, seq);
        }
        byte[] damaged = Files.readAllBytes(file());
        byte[] cut = Arrays.copyOf(damaged, damaged.length / 2 / 4096 * 4096);
        Files.write(file(), cut);
        assertThatThrownBy(() -> open(ENCRYPTING)).isInstanceOf(StoreException.class);
        assertThat(FileForm.of(file()).kind()).isEqualTo(FileForm.Kind.PLAIN);
        assertThat(Files.size(file())).isEqualTo(cut.length);
    }

    @Test
    void aByteThatTurnedIsNoticedAndTheFileLeftAlone() throws Exception {
        MessageStore store = open(ENCRYPTING);
        for (long seq = 1; seq <= 400; seq++) {
            store.append(PEER, entry(seq));
        }
        store.close();
        byte[] damaged = Files.readAllBytes(file());
        for (int page = 4; page < damaged.length / 4096; page++) {
            damaged[page * 4096 + 2000] ^= 1;
        }
        Files.write(file(), damaged);
        assertThatThrownBy(() -> texts(open(ENCRYPTING)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is damaged");
        close();
        assertThat(Files.size(file())).isEqualTo(damaged.length);
    }

    private void killAt(StoreKey key, Path victim, Encryption.Step at) {
        try {
            DatabaseFile.open(
                            directory, SELF, EPOCH, key, Migrations.shipped(), StoreLimits.standard(), (file, step) -> {
                                if (file.equals(victim) && step == at) {
                                    throw new Killed();
                                }
                            })
                    .close();
        } catch (Killed e) {
            return;
        }
        throw new AssertionError("not killed");
    }

    private void write(StoreKey key, long seq) throws Exception {
        MessageStore store = open(key);
        await(store.append(PEER, entry(seq)));
        store.close();
    }

    private MessageStore open(StoreKey key) {
        return openIn(directory, key);
    }

    private MessageStore openIn(Path path, StoreKey key) {
        MessageStore store = SqliteMessageStore.open(path, SELF, EPOCH, key, null, engine);
        opened.add(store);
        return store;
    }

    private void close() {
        opened.forEach(MessageStore::close);
        opened.clear();
    }

    private static List<String> texts(MessageStore store) throws Exception {
        return await(store.history(PEER, null, 1000)).stream()
                .map(shown -> ((Content.Text) shown.entry().content()).text())
                .toList();
    }

    private Path file() {
        return directory.resolve("messages.db");
    }

    private List<String> names() throws IOException {
        return names(directory);
    }

    private static List<String> names(Path path) throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private List<String> filesThatHold(String text) throws IOException {
        List<String> found = new ArrayList<>();
        for (String name : names()) {
            String content = Files.readString(directory.resolve(name), StandardCharsets.ISO_8859_1);
            if (content.contains(text)) {
                found.add(name);
            }
        }
        return found;
    }

    private static Entry entry(long seq) {
        MessageId id = MessageId.create(1_700_000_000_000L + seq, seq, seq);
        return new Entry(id, SELF, EPOCH, seq, seq, 0, new Content.Text(SECRET));
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        try {
            return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StoreException failure) {
                throw failure;
            }
            throw e;
        }
    }

    private static byte[] bytes(int value) {
        byte[] bytes = new byte[StoreKey.BYTES];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static PeerId peer(int first) {
        byte[] bytes = new byte[PeerId.BYTES];
        bytes[0] = (byte) first;
        return PeerId.ofBytes(bytes);
    }
}
