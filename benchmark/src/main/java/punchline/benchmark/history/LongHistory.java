package punchline.benchmark.history;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import punchline.protocol.PeerId;
import punchline.store.SqliteMessageStore;

/**
 * A database of the schema before there were searches, with one conversation of very many messages and another of a few. Its rows
 * are written directly: through the store it would take as long as the commits of all the messages.
 */
final class LongHistory {
    /** What a profile calls it. */
    static final String FILE = "messages.db";

    /** Messages of the other conversation. */
    static final int FEW = 100;

    private static final int SCHEMA = 3;
    private static final long EPOCH = 1;
    private static final long THEIR_EPOCH = 2;
    private static final long FIRST_MILLIS = 1_600_000_000_000L;
    private static final long MILLIS_APART = 60_000;

    private LongHistory() {}

    /** Whether it lies there whole, with so many messages, from an earlier run. */
    static boolean isMade(Path file, int messages) {
        if (!Files.exists(file)) {
            return false;
        }
        try (Connection connection = connect(file)) {
            return number(connection, "SELECT count(*) FROM entry") == messages + FEW
                    && number(connection, "PRAGMA user_version") == SCHEMA;
        } catch (SQLException e) {
            return false;
        }
    }

    /** Makes it anew. */
    static void make(Path file, PeerId self, PeerId longPeer, PeerId shortPeer, int messages, Chatter chatter)
            throws IOException {
        Files.deleteIfExists(file);
        try (Connection connection = connect(file);
                Statement statement = connection.createStatement()) {
            // Should this be cut off, the next run makes it again.
            statement.execute("PRAGMA journal_mode = OFF");
            statement.execute("PRAGMA synchronous = OFF");
            connection.setAutoCommit(false);
            for (int version = 1; version <= SCHEMA; version++) {
                statement.executeUpdate(script(version));
            }
            addProfile(connection, self);
            addPeer(connection, 1, longPeer, "Long");
            addPeer(connection, 2, shortPeer, "Short");
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO entry (peer, mine, later, id,"
                            + " epoch, seq, lamport, sent_at, arrived_at, kind, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)")) {
                for (int number = 0; number < messages; number++) {
                    addMessage(insert, 1, number, chatter.message(number));
                    if (number % (messages / FEW) == 0) {
                        addMessage(insert, 2, number / (messages / FEW), chatter.message(1));
                    }
                }
            }
            for (int peer = 1; peer <= 2; peer++) {
                long seqs = (peer == 1 ? messages : FEW) / 2;
                statement.executeUpdate("INSERT INTO acknowledged (peer, epoch, seq, read) VALUES (" + peer + ", "
                        + EPOCH + ", " + seqs + ", " + seqs + ")");
                statement.executeUpdate("INSERT INTO received (peer, epoch, seq, read) VALUES (" + peer + ", "
                        + THEIR_EPOCH + ", " + seqs + ", " + seqs + ")");
            }
            // Last, as a sign that all is there.
            statement.executeUpdate("PRAGMA user_version = " + SCHEMA);
            connection.commit();
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    /** The bytes of a database, not encrypted, that the index of words takes. */
    static long indexBytes(Path file) throws IOException {
        try (Connection connection = connect(file)) {
            return number(connection, "SELECT coalesce(sum(length(block)), 0) FROM word_data");
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    /** The store's own. */
    private static String script(int version) throws IOException {
        try (InputStream in = SqliteMessageStore.class.getResourceAsStream(version + ".sql")) {
            if (in == null) {
                throw new IOException("the message store has no script " + version);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Connection connect(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.getLong(1);
        }
    }

    private static void addProfile(Connection connection, PeerId self) throws SQLException {
        try (PreparedStatement profile = connection.prepareStatement(
                "INSERT INTO profile (one, self, epoch, name) VALUES (1, ?, " + EPOCH + ", 'Owner')")) {
            profile.setBytes(1, self.bytes());
            profile.executeUpdate();
        }
    }

    private static void addPeer(Connection connection, int key, PeerId id, String name) throws SQLException {
        try (PreparedStatement peer =
                        connection.prepareStatement("INSERT INTO peer (key, id, offered) VALUES (" + key + ", ?, 0)");
                PreparedStatement contact = connection.prepareStatement("INSERT INTO contact (peer, name, wanted,"
                        + " wants_me, rejected, greeting, last_addresses, last_heard_at)"
                        + " VALUES (" + key + ", ?, 1, 1, 0, '', '', 0)")) {
            peer.setBytes(1, id.bytes());
            peer.executeUpdate();
            contact.setString(1, name);
            contact.executeUpdate();
        }
    }

    private static void addMessage(PreparedStatement insert, int peer, int number, String text) throws SQLException {
        boolean mine = number % 2 == 0;
        long millis = FIRST_MILLIS + MILLIS_APART * number;
        insert.setInt(1, peer);
        insert.setBoolean(2, mine);
        insert.setBoolean(3, mine);
        insert.setBytes(
                4,
                ByteBuffer.allocate(16)
                        .putLong(millis << 16 | 0x7000 | peer)
                        .putLong(number)
                        .array());
        insert.setLong(5, mine ? EPOCH : THEIR_EPOCH);
        insert.setLong(6, number / 2 + 1);
        insert.setLong(7, number + 1);
        insert.setLong(8, millis);
        insert.setLong(9, millis);
        insert.setString(10, text);
        insert.executeUpdate();
    }
}
