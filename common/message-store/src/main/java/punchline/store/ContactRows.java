package punchline.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import punchline.engine.conversation.Contact;
import punchline.protocol.Endpoint;
import punchline.protocol.PeerId;
import punchline.protocol.PublicIdentity;
import punchline.protocol.Token;

/** Between contacts and their rows. What is written and what is read name the columns in the same order. */
final class ContactRows {
    static final String ALL = "SELECT p.id, c.public_key, c.name, c.wanted, c.wants_me, c.rejected, c.greeting,"
            + " c.last_addresses, c.last_heard_at, c.blocked, c.verified, c.alias, c.invite FROM contact c JOIN peer p ON p.key = c.peer ORDER BY p.id";

    static final String PUT = "INSERT OR REPLACE INTO contact (peer, public_key, name, wanted, wants_me,"
            + " rejected, greeting, last_addresses, last_heard_at, blocked, verified, alias, invite)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private ContactRows() {}

    /** The contact in a row of {@link #ALL}. */
    static Contact read(ResultSet row) throws SQLException {
        byte[] key = row.getBytes(2);
        byte[] invite = row.getBytes(13);
        return new Contact(
                PeerId.ofBytes(row.getBytes(1)),
                key == null ? null : PublicIdentity.decode(key),
                row.getString(3),
                row.getBoolean(5),
                row.getString(7),
                new Contact.Decision(
                        row.getBoolean(4),
                        row.getBoolean(6),
                        row.getBoolean(10),
                        row.getBoolean(11),
                        row.getString(12)),
                endpoints(row.getString(8)),
                row.getLong(9),
                invite == null ? null : Token.ofBytes(invite));
    }

    /** Fills in {@link #PUT}. */
    static void set(PreparedStatement statement, long peerKey, Contact contact) throws SQLException {
        PublicIdentity identity = contact.identity();
        statement.setLong(1, peerKey);
        statement.setBytes(2, identity == null ? null : identity.encoded());
        statement.setString(3, contact.name());
        statement.setBoolean(4, contact.mine().wanted());
        statement.setBoolean(5, contact.wantsMe());
        statement.setBoolean(6, contact.mine().rejected());
        statement.setString(7, contact.greeting());
        statement.setString(
                8, contact.lastAddresses().stream().map(Endpoint::toString).collect(Collectors.joining(" ")));
        statement.setLong(9, contact.lastHeardMillis());
        statement.setBoolean(10, contact.mine().blocked());
        statement.setBoolean(11, contact.mine().verified());
        statement.setString(12, contact.mine().alias());
        statement.setBytes(
                13, contact.invite() == null ? null : contact.invite().bytes());
    }

    private static List<Endpoint> endpoints(@Nullable String text) {
        return text == null || text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(" ", -1)).map(Endpoint::parse).toList();
    }
}
