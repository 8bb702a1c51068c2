package punchline.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.engine.conversation.MessageId;

/** The prepared statements of one connection, closed together; and how they are given numbers. One thread only. */
final class Statements implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Statements.class);

    private final Connection connection;
    private final List<PreparedStatement> statements = new ArrayList<>();

    Statements(Connection connection) {
        this.connection = connection;
    }

    PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statements.add(statement);
        return statement;
    }

    @Override
    public void close() {
        for (PreparedStatement statement : statements) {
            try {
                statement.close();
            } catch (SQLException e) {
                log.debug("closing a statement that failed", e);
            }
        }
    }

    /** Runs a change with these numbers; gives how many rows it changed. */
    static int execute(PreparedStatement statement, long... values) throws SQLException {
        bind(statement, values);
        return statement.executeUpdate();
    }

    /** The one number that a query gives. */
    static long number(PreparedStatement query, long... values) throws SQLException {
        bind(query, values);
        try (ResultSet row = query.executeQuery()) {
            return row.getLong(1);
        }
    }

    /** Whether a query about a message of a conversation gives any row. */
    static boolean exists(PreparedStatement query, long peerKey, MessageId id) throws SQLException {
        query.setLong(1, peerKey);
        query.setBytes(2, Rows.bytes(id));
        try (ResultSet row = query.executeQuery()) {
            return row.next();
        }
    }

    static void bind(PreparedStatement statement, long... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setLong(i + 1, values[i]);
        }
    }
}
