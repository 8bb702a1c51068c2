package punchline.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import punchline.engine.identity.Identity;
import punchline.protocol.PeerId;
import punchline.store.SqliteMessageStore;

/**
 * The floor of what is kept: the same rows in the same tables on the same disk, inserted in one transaction at each end, one end
 * after the other. No network, no queue, and nobody is told.
 */
final class RowsAlone implements Carrier {
    private static final String INSERT = "INSERT INTO entry (peer, mine, later, id, epoch, seq, lamport, sent_at,"
            + " arrived_at, kind, text) VALUES (1, ?, ?, ?, 1, ?, ?, ?, ?, 1, ?) ON CONFLICT (id, peer) DO NOTHING";

    private final End sender;
    private final End receiver;
    private long seq;

    RowsAlone(Path directory) throws IOException {
        sender = new End(directory.resolve("sender"), true);
        receiver = new End(directory.resolve("receiver"), false);
    }

    @Override
    public String title() {
        return "the rows, one transaction at each end";
    }

    @Override
    public long carry(Workload workload) throws IOException {
        long startNanos = System.nanoTime();
        try {
            sender.insert(workload, seq);
            receiver.insert(workload, seq);
        } catch (SQLException e) {
            throw new IOException(e);
        }
        seq += workload.messages();
        return System.nanoTime() - startNanos;
    }

    @Override
    public void close() throws IOException {
        sender.close();
        receiver.close();
    }

    /** One database, as the store makes and opens it. */
    private static final class End {
        private final SecureRandom random = new SecureRandom();
        private final Connection connection;
        private final PreparedStatement insert;
        private final boolean mine;

        End(Path directory, boolean mine) throws IOException {
            this.mine = mine;
            PeerId self = Identity.generate(random).peerId();
            SqliteMessageStore.open(directory, self, 1, null, Runnable::run).close();
            try {
                connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("messages.db"));
                execute("PRAGMA synchronous = FULL");
                execute("PRAGMA cache_size = -49152");
                execute("PRAGMA foreign_keys = ON");
                execute("INSERT INTO peer (key, id) VALUES (1, x'00')");
                requireWal();
                insert = connection.prepareStatement(INSERT);
            } catch (SQLException e) {
                throw new IOException(e);
            }
        }

        private void execute(String sql) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        private void requireWal() throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("PRAGMA journal_mode")) {
                if (!row.getString(1).equals("wal")) {
                    throw new IllegalStateException("the store keeps its journal in another way");
                }
            }
        }

        void insert(Workload workload, long before) throws SQLException {
            connection.setAutoCommit(false);
            for (int i = 0; i < workload.messages(); i++) {
                long millis = System.currentTimeMillis();
                long number = before + i + 1;
                insert.setBoolean(1, mine);
                insert.setBoolean(2, mine);
                insert.setBytes(3, timeOrderedId(millis, number));
                insert.setLong(4, number);
                insert.setLong(5, number);
                insert.setLong(6, millis);
                insert.setLong(7, millis);
                insert.setString(8, workload.text(i));
                insert.executeUpdate();
            }
            connection.commit();
        }

        /** Like those of the engine: a prefix of time, then random bits. */
        private byte[] timeOrderedId(long millis, long number) {
            return ByteBuffer.allocate(16)
                    .putLong(millis << 16 | (number & 0xfff))
                    .putLong(number * 0x9e37_79b9_7f4a_7c15L)
                    .array();
        }

        void close() throws IOException {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new IOException(e);
            }
        }
    }
}
