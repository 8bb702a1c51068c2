package punchline.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
import punchline.engine.conversation.MessageStore.StoreException;
import punchline.protocol.PeerId;

/** Opens the database of a profile, held by this program alone: its file, its schema, and the connections to it. */
final class DatabaseFile implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DatabaseFile.class);

    private static final String NAME = "messages.db";

    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    /** Where a file header holds the schema version (SQLite documentation, "Database File Format", section 1.3). */
    private static final int VERSION_OFFSET = 60;

    private static final int HEADER_BYTES = 100;

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
        Path file = directory.resolve(NAME);
        @Nullable FileChannel lock = null;
        @Nullable Connection writer = null;
        @Nullable Connection reader = null;
        boolean open = false;
        try {
            PrivateFiles.createDirectories(directory);
            lock = lock(directory);
            PrivateFiles.create(file);
            checkHeader(file, migrations);
            writer = connect(file, false, limits.writerCacheKib(), limits.maxPages());
            migrations.run(writer, file);
            claim(writer, file, self, epochIfNew);
            reader = connect(file, true, limits.readerCacheKib(), 0);
            DatabaseFile opened = new DatabaseFile(file, lock, writer, reader);
            open = true;
            return opened;
        } catch (IOException e) {
            throw new StoreException(
                    "Messages cannot be kept in " + directory + ": " + words(e) + ". Check that it can be written.", e);
        } catch (SQLException e) {
            throw new Failures(file).of(e);
        } catch (LinkageError e) {
            throw new StoreException(
                    "SQLite's native library could not be loaded. Its directory must allow programs to be run from it.",
                    e);
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
        throw new StoreException(
                "The messages in " + directory + " are open in another program. Close that first.", null);
    }

    /** Looks before SQLite does, so that a file which is refused is not touched in any way. */
    private static void checkHeader(Path file, Migrations migrations) throws IOException {
        byte[] header;
        try (InputStream in = Files.newInputStream(file)) {
            header = in.readNBytes(HEADER_BYTES);
        }
        if (header.length == 0) {
            return;
        }
        if (header.length < HEADER_BYTES || !Arrays.equals(header, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new StoreException(
                    "The message store " + file
                            + " is damaged. It was left as it is: put a backup in its place, or move it away to start anew.",
                    null);
        }
        migrations.check(file, ByteBuffer.wrap(header).getInt(VERSION_OFFSET));
    }

    private static Connection connect(Path file, boolean readOnly, int cacheKib, int maxPages) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(readOnly);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setCacheSize(-cacheKib);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        config.enforceForeignKeys(true);
        // Nobody asks for them, and the driver would run a query after each insertion to have them.
        config.setGetGeneratedKeys(false);
        if (!readOnly) {
            config.setJournalMode(SQLiteConfig.JournalMode.WAL);
            config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
            config.setJournalSizeLimit(JOURNAL_LIMIT_BYTES);
        }
        Connection connection = JDBC.createConnection(JDBC.PREFIX + file, config.toProperties());
        try (Statement statement = connection.createStatement()) {
            if (!readOnly) {
                // On macOS a plain fsync leaves data in the drive's cache.
                statement.execute("PRAGMA fullfsync = ON");
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
                throw new StoreException(
                        "The messages in " + file
                                + " belong to another identity. Put its key back, or move the messages away to start anew.",
                        null);
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
