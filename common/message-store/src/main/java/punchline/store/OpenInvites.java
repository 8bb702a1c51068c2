package punchline.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import punchline.engine.invite.Invite;
import punchline.engine.invite.TokenHash;

/** The changes of open invites, within the transaction of the moment. Thread {@code store} only. */
final class OpenInvites {
    /** Where statements come from, and are closed with. */
    interface Preparing {
        PreparedStatement prepare(String sql) throws SQLException;
    }

    static final String ALL = "SELECT hash, created_at, expires_at FROM invite ORDER BY hash";

    private final PreparedStatement add;
    private final PreparedStatement remove;

    OpenInvites(Preparing statements) throws SQLException {
        add = statements.prepare("INSERT OR REPLACE INTO invite (hash, created_at, expires_at) VALUES (?, ?, ?)");
        remove = statements.prepare("DELETE FROM invite WHERE hash = ?");
    }

    void save(Invite invite) throws SQLException {
        add.setBytes(1, invite.token().bytes());
        add.setLong(2, invite.createdAtMillis());
        add.setLong(3, invite.expiresAtMillis());
        add.executeUpdate();
    }

    /** Returns whether there was one. */
    boolean remove(TokenHash token) throws SQLException {
        remove.setBytes(1, token.bytes());
        return remove.executeUpdate() > 0;
    }

    /** What {@link #ALL} gives. */
    static Invite invite(ResultSet row) throws SQLException {
        return new Invite(TokenHash.ofBytes(row.getBytes(1)), row.getLong(2), row.getLong(3));
    }
}
