package punchline.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import punchline.engine.Reason;
import punchline.engine.conversation.MessageStore.StoreException;
import punchline.protocol.PeerId;

/** Opens the database of a profile, held by this program alone: its file, its schema, and the connections to it. */
final class DatabaseFile implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DatabaseFile.class);

    static final String NAME = "messages.db";

    /** Only a checkpoint holds readers and writer apart, and it is short. */
    private static final int BUSY_MILLIS = 5000;

    /** Above this the log file is cut back after a checkpoint. */
    private static final int JOURNAL_LIMIT_BYTES = 32 << 20;

    private final Path file;
    private final FileChannel lockFile;
    private final Connection writer;
    private final Connection reader;
    private final Failures failures;

    private DatabaseFile(Path file, FileChannel lockFile, Connection writer, Connection reader) {
        this.file = file;
        this.lockFile = lockFile;
        this.writer = writer;
        this.reader = reader;
        this.failures = new Failures(file);
    }

    /**
     * Opens it, or makes it.
     *
     * @param epochIfNew for a database that did not exist
     * @throws StoreException with words for people
     */
    static DatabaseFile open(Path directory, PeerId self, long epochIfNew, Migrations migrations, StoreLimits limits) {
        return open(directory, self, epochIfNew, StoreKey.none(), migrations, limits, (file, step) -> {});
    }

    /** The same with a key: what lies there in another form than the key asks for is converted first. */
    static DatabaseFile open(
            Path directory,
            PeerId self,
            long epochIfNew,
            StoreKey key,
            Migrations migrations,
            StoreLimits limits,
            Encryption.Progress progress) {
        Path file = directory.resolve(NAME);
        @Nullable FileChannel lock = null;
        @Nullable Connection writer = null;
        @Nullable Connection reader = null;
        boolean open = false;
        try {
            PrivateFiles.createDirectories(directory);
            lock = lock(directory);
            PrivateFiles.create(file);
            check(file, key, migrations);
            if (!key.isNone()) {
                new Encryption(key, progress).settle(file);
            }
            writer = connect(file, key, false, limits.writerCacheKib(), limits.maxPages());
            int version = Migrations.version(writer);
            if (migrations.isBehind(version)) {
                endLog(writer, file);
                writer.close();
                Migrations.backUp(file, version);
                writer = connect(file, key, false, limits.writerCacheKib(), limits.maxPages());
            }
            migrations.run(writer, file);
            claim(writer, file, self, epochIfNew);
            reader = connect(file, key, true, limits.readerCacheKib(), 0);
            DatabaseFile opened = new DatabaseFile(file, lock, writer, reader);
            open = true;
            return opened;
        } catch (IOException e) {
            throw new StoreException(Reason.of(StoreTrouble.NO_DIRECTORY, "file", directory, "words", words(e)), e);
        } catch (SQLException e) {
            throw new Failures(file).of(e);
        } catch (LinkageError e) {
            throw new StoreException(Reason.of(StoreTrouble.NO_LIBRARY), e);
        } finally {
            if (!open) {
                closeAll(reader, writer, lock);
            }
        }
    }

    Connection writer() {
        return writer;
    }

    Connection reader() {
        return reader;
    }

    Failures failures() {
        return failures;
    }

    @Override
    public String toString() {
        return file.toString();
    }

    @Override
    public void close() {
        closeAll(reader, writer, lockFile);
    }

    private static FileChannel lock(Path directory) throws IOException {
        Path path = directory.resolve(NAME + ".lock");
        PrivateFiles.create(path);
        FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE);
        try {
            @Nullable FileLock held = channel.tryLock();
            if (held != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Held by this very program; the same to whoever asks.
        }
        channel.close();
        throw new StoreException(Reason.of(StoreTrouble.OPEN_ELSEWHERE, "file", directory), null);
    }

    /** Refuses what cannot be opened, or may not, before anything is written. */
    private static void check(Path file, StoreKey key, Migrations migrations) throws IOException, SQLException {
        FileForm form = FileForm.of(file);
        switch (form.kind()) {
            case EMPTY -> {}
            case PLAIN -> migrations.check(file, form.version());
            case ENCRYPTED -> migrations.check(file, encryptedVersion(file, key));
            case OTHER -> throw Failures.damaged(file, null);
        }
    }

    private static int encryptedVersion(Path file, StoreKey key) throws SQLException {
        if (key.isNone()) {
            throw new StoreException(Reason.of(StoreTrouble.ENCRYPTED, "file", file), null);
        }
        SQLiteConfig config = key.config(true);
        config.setReadOnly(true);
        try (Connection connection = JDBC.createConnection(JDBC.PREFIX + file, config.toProperties())) {
            return Migrations.version(connection);
        } catch (SQLException e) {
            if (Failures.isNoDatabase(e)) {
                throw new StoreException(Reason.of(StoreTrouble.OTHER_KEY, "file", file), e);
            }
            throw e;
        }
    }

    private static Connection connect(Path file, StoreKey key, boolean readOnly, int cacheKib, int maxPages)
            throws SQLException {
        SQLiteConfig config = key.config(key.encrypts());
        config.setReadOnly(readOnly);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setCacheSize(-cacheKib);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        config.enforceForeignKeys(true);
        if (!readOnly) {
            config.setJournalMode(SQLiteConfig.JournalMode.WAL);
            config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        }
        Connection connection = JDBC.createConnection(JDBC.PREFIX + file, config.toProperties());
        try (Statement statement = connection.createStatement()) {
            if (!readOnly) {
                // On macOS a plain fsync leaves data in the drive's cache.
                statement.execute("PRAGMA fullfsync = ON");
                statement.execute("PRAGMA journal_size_limit = " + JOURNAL_LIMIT_BYTES);
                // What is emptied does not stay in the file's free places. The log beside it is written over in time.
                statement.execute("PRAGMA secure_delete = ON");
                if (maxPages > 0) {
                    statement.execute("PRAGMA max_page_count = " + maxPages);
                }
            }
            statement.execute("SELECT count(*) FROM sqlite_schema");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    /** Has all that is in the log written to the file, and the log removed. */
    private static void endLog(Connection connection, Path file) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA journal_mode = DELETE")) {
            if (!"delete".equals(row.getString(1))) {
                throw new StoreException(Reason.of(StoreTrouble.BUSY, "file", file), null);
            }
        }
    }

    /** A new database becomes that of this identity; another's is refused, since its entries would get the wrong author. */
    private static void claim(Connection connection, Path file, PeerId self, long epochIfNew) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO profile (one, self, epoch, name) VALUES (1, ?, ?, '') ON CONFLICT DO NOTHING")) {
            insert.setBytes(1, self.bytes());
            insert.setLong(2, epochIfNew);
            insert.executeUpdate();
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT self FROM profile")) {
            if (!Arrays.equals(row.getBytes(1), self.bytes())) {
                throw new StoreException(Reason.of(StoreTrouble.OTHER_IDENTITY, "file", file), null);
            }
        }
    }

    private static String words(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "") + " " + e.getMessage();
    }

    private static void closeAll(@Nullable AutoCloseable... parts) {
        for (AutoCloseable part : parts) {
            if (part != null) {
                try {
                    part.close();
                } catch (Exception e) {
                    log.warn("closing the message store", e);
                }
            }
        }
    }
}
