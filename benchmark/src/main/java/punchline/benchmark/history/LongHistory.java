package punchline.benchmark.history;

import java.io.IOException;
import java.nio.ByteBuffer;
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
 * A profile's database with one conversation of very many messages, and another of a few. Its rows are written directly, into
 * the schema that the message store made: through the store it would take as long as the commits of all the messages.
 */
final class LongHistory {
    private static final String FILE = "messages.db";
    private static final long EPOCH = 1;
    private static final long THEIR_EPOCH = 2;
    private static final long FIRST_MILLIS = 1_600_000_000_000L;
    private static final long MILLIS_APART = 60_000;

    /** Messages of the other conversation. */
    static final int FEW = 100;

    private final Path directory;
    private final PeerId self;
    private final PeerId longPeer;
    private final PeerId shortPeer;

    LongHistory(Path directory, PeerId self, PeerId longPeer, PeerId shortPeer) {
        this.directory = directory;
        this.self = self;
        this.longPeer = longPeer;
        this.shortPeer = shortPeer;
    }

    /** Whether so many messages lie there from an earlier run. */
    boolean isMade(int messages) throws IOException {
        if (!Files.exists(directory.resolve(FILE))) {
            return false;
        }
        try (Connection connection = connect()) {
            return number(connection, "SELECT count(*) FROM entry") >= messages + FEW;
        } catch (SQLException e) {
            return false;
        }
    }

    /** Makes it anew, without an index of its words. */
    void make(int messages, Chatter chatter) throws IOException {
        SqliteMessageStore.open(directory, self, EPOCH, null, Runnable::run).close();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            // Should this be cut off, the next run makes it again.
            statement.execute("PRAGMA synchronous = OFF");
            connection.setAutoCommit(false);
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
            connection.commit();
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    /** Makes it that of another identity, and as if there had never been an index. */
    void prepare(boolean indexed) throws IOException {
        try (Connection connection = connect();
                PreparedStatement owner = connection.prepareStatement("UPDATE profile SET self = ?");
                Statement statement = connection.createStatement()) {
            owner.setBytes(1, self.bytes());
            owner.executeUpdate();
            if (!indexed) {
                statement.executeUpdate("UPDATE indexed SET folding = ''");
            }
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    /** The bytes of the file, without what is still in its log. */
    long fileBytes() throws IOException {
        return Files.size(directory.resolve(FILE));
    }

    /** The bytes of it that the index takes. */
    long indexBytes() throws IOException {
        try (Connection connection = connect()) {
            return number(connection, "SELECT coalesce(sum(length(block)), 0) FROM word_data");
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve(FILE));
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.getLong(1);
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
