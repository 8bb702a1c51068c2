package punchline.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.engine.conversation.Contact;
import punchline.engine.conversation.Content;
import punchline.engine.conversation.Entry;
import punchline.engine.conversation.MessageId;
import punchline.engine.conversation.MessageStore.Findings;
import punchline.engine.conversation.MessageStore.Head;
import punchline.engine.conversation.MessageStore.Keeping;
import punchline.engine.conversation.MessageStore.Profile;
import punchline.engine.conversation.MessageStore.Shown;
import punchline.engine.conversation.MessageStore.Stored;
import punchline.engine.conversation.SearchQuery;
import punchline.engine.invite.Invite;
import punchline.protocol.PeerId;
import punchline.store.Searching.Located;

/**
 * The queries, on a connection of their own. Thread {@code store-reader} only. Of no use after a failure, since the driver
 * closes the statement that failed.
 */
final class Reading implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Reading.class);

    private static final String FROM =
            " FROM entry e LEFT JOIN acknowledged a ON e.mine AND a.peer = e.peer AND a.epoch = e.epoch"
                    + " LEFT JOIN received r ON NOT e.mine AND r.peer = e.peer AND r.epoch = e.epoch";

    private static final String ENTRIES = "SELECT " + Rows.ENTRY_COLUMNS + FROM;

    /** Entries, and whether anything amends them. */
    private static final String MESSAGES = "SELECT " + Rows.ENTRY_COLUMNS
            + ", EXISTS (SELECT 1 FROM entry t WHERE t.peer = e.peer AND t.target = e.id)" + FROM;

    /** But what is hidden. The plus keeps the planner from looking for keys. */
    private static final String IN_CONVERSATION = MESSAGES
            + " WHERE e.peer = (SELECT key FROM peer WHERE id = ?1) AND e.shown = 1"
            + " AND +e.key > (SELECT hidden FROM peer WHERE id = ?1)";

    static final String HISTORY = IN_CONVERSATION + " AND (e.lamport, e.later, e.epoch, e.seq) < (?2, ?3, ?4, ?5)"
            + " ORDER BY e.lamport DESC, e.later DESC, e.epoch DESC, e.seq DESC LIMIT ?6";

    static final String HISTORY_AFTER = IN_CONVERSATION + " AND (e.lamport, e.later, e.epoch, e.seq) > (?2, ?3, ?4, ?5)"
            + " ORDER BY e.lamport, e.later, e.epoch, e.seq LIMIT ?6";

    private static final String BY_KEY = "SELECT " + Rows.ENTRY_COLUMNS
            + ", EXISTS (SELECT 1 FROM entry t WHERE t.peer = e.peer AND t.target = e.id), p.id" + FROM
            + " JOIN peer p ON p.key = e.peer WHERE e.key = ? AND e.shown = 1 AND +e.key > p.hidden";

    /** Of a message (peer, id, mine) those amendments that count: one seek in the index for each, however many there are. */
    static final String AMENDMENTS = ENTRIES + " WHERE e.key IN ("
            + String.join(
                    ", ",
                    last(Content.Edit.KIND, "?3"),
                    last(Content.Deletion.KIND, "?3"),
                    last(Content.Reaction.KIND, "0"),
                    last(Content.Reaction.KIND, "1"))
            + ") ORDER BY e.lamport, e.later, e.epoch, e.seq";

    private final Connection connection;
    private final List<PreparedStatement> statements = new ArrayList<>();
    private final PeerId self;
    private final PreparedStatement profile;
    private final PreparedStatement contacts;
    private final PreparedStatement peers;
    private final PreparedStatement invites;
    private final PreparedStatement head;
    private final PreparedStatement received;
    private final PreparedStatement outgoing;
    private final PreparedStatement place;
    private final PreparedStatement history;
    private final PreparedStatement historyAfter;
    private final PreparedStatement byKey;
    private final Statements searchStatements;
    private final Searching searching;
    private final PreparedStatement message;
    private final PreparedStatement amendments;
    private final PreparedStatement peerKey;

    /** {@code onIndexBehind} is told when a search finds much that is not in the index. */
    Reading(Connection connection, PeerId self, Runnable onIndexBehind) throws SQLException {
        this.connection = connection;
        this.self = self;
        profile = prepare("SELECT epoch, name, listed FROM profile");
        contacts = prepare(ContactRows.ALL);
        peers = prepare("SELECT key, id FROM peer ORDER BY id");
        invites = prepare(OpenInvites.ALL);
        head = prepare("SELECT"
                + " (SELECT coalesce(max(seq), 0) FROM entry WHERE peer = ?1 AND epoch = ?2 AND mine),"
                + " (SELECT coalesce(max(seq), 0) FROM acknowledged WHERE peer = ?1 AND epoch = ?2),"
                + " max((SELECT coalesce(max(lamport), 0) FROM entry WHERE peer = ?1 AND shown = 1),"
                + " (SELECT coalesce(max(lamport), 0) FROM entry WHERE peer = ?1 AND shown = 0)),"
                + " offered, hidden_seq, emptying, retain_days, draft,"
                // The last word of the peer, if it is not long ago.
                + " coalesce((SELECT sent_at FROM (SELECT mine, sent_at FROM entry WHERE peer = ?1 AND shown = 1"
                + " ORDER BY lamport DESC, later DESC, epoch DESC, seq DESC LIMIT 20) WHERE NOT mine LIMIT 1), 0)"
                + " FROM peer WHERE key = ?1");
        received = prepare("SELECT epoch, seq, read FROM received WHERE peer = ? ORDER BY epoch");
        outgoing = prepare(ENTRIES
                + " WHERE e.peer = (SELECT key FROM peer WHERE id = ?) AND e.epoch = (SELECT epoch FROM profile)"
                + " AND e.seq > ? AND e.mine ORDER BY e.seq LIMIT ?");
        place = prepare("SELECT lamport, later, epoch, seq FROM entry"
                + " WHERE id = ? AND peer = (SELECT key FROM peer WHERE id = ?)");
        history = prepare(HISTORY);
        historyAfter = prepare(HISTORY_AFTER);
        byKey = prepare(BY_KEY);
        searchStatements = new Statements(connection);
        searching = new Searching(searchStatements, this::located, onIndexBehind);
        message = prepare(IN_CONVERSATION + " AND e.id = ?2");
        amendments = prepare(AMENDMENTS);
        peerKey = prepare("SELECT key FROM peer WHERE id = ?");
    }

    @Override
    public void close() {
        searchStatements.close();
        for (PreparedStatement statement : statements) {
            try {
                statement.close();
            } catch (SQLException e) {
                log.debug("closing a statement that failed", e);
            }
        }
    }

    Profile profile() throws SQLException {
        long epoch;
        String name;
        boolean listed;
        try (ResultSet row = profile.executeQuery()) {
            epoch = row.getLong(1);
            name = row.getString(2);
            listed = row.getBoolean(3);
        }
        List<Contact> known = new ArrayList<>();
        try (ResultSet rows = contacts.executeQuery()) {
            while (rows.next()) {
                known.add(ContactRows.read(rows));
            }
        }
        Map<Long, PeerId> keys = new LinkedHashMap<>();
        try (ResultSet rows = peers.executeQuery()) {
            while (rows.next()) {
                keys.put(rows.getLong(1), PeerId.ofBytes(rows.getBytes(2)));
            }
        }
        Map<PeerId, Head> heads = new LinkedHashMap<>();
        for (Map.Entry<Long, PeerId> peer : keys.entrySet()) {
            heads.put(peer.getValue(), head(peer.getKey(), peer.getValue(), epoch));
        }
        List<Invite> open = new ArrayList<>();
        try (ResultSet rows = invites.executeQuery()) {
            while (rows.next()) {
                open.add(OpenInvites.invite(rows));
            }
        }
        return new Profile(epoch, name, listed, known, heads, open);
    }

    List<Entry> outgoing(PeerId peer, long afterSeq, int limit) throws SQLException {
        outgoing.setBytes(1, peer.bytes());
        outgoing.setLong(2, afterSeq);
        outgoing.setInt(3, limit);
        return entries(outgoing, peer);
    }

    List<Shown> history(PeerId peer, @Nullable MessageId before, int limit) throws SQLException {
        if (before == null) {
            bound(history, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
        } else if (!boundAt(history, peer, before)) {
            return List.of();
        }
        return page(history, peer, limit).reversed();
    }

    List<Shown> historyAfter(PeerId peer, @Nullable MessageId after, int limit) throws SQLException {
        if (after == null) {
            bound(historyAfter, Long.MIN_VALUE, Long.MIN_VALUE, Long.MIN_VALUE, Long.MIN_VALUE);
        } else if (!boundAt(historyAfter, peer, after)) {
            return List.of();
        }
        return page(historyAfter, peer, limit);
    }

    List<Shown> historyAround(PeerId peer, MessageId id, int limit) throws SQLException {
        List<Shown> middle = messages(peer, List.of(id));
        if (middle.isEmpty()) {
            return List.of();
        }
        List<Shown> page = new ArrayList<>(history(peer, id, limit / 2));
        page.addAll(middle);
        page.addAll(historyAfter(peer, id, limit - page.size()));
        return page;
    }

    Findings search(@Nullable PeerId peer, SearchQuery query, long before, int limit) throws SQLException {
        return searching.search(peer, query, before, limit);
    }

    private @Nullable Located located(long key) throws SQLException {
        byKey.setLong(1, key);
        try (ResultSet row = byKey.executeQuery()) {
            if (!row.next()) {
                return null;
            }
            PeerId peer = PeerId.ofBytes(row.getBytes(Rows.ENTRY_COLUMN_COUNT + 2));
            return new Located(peer, shown(row, peer));
        }
    }

    List<Shown> messages(PeerId peer, List<MessageId> ids) throws SQLException {
        List<Shown> found = new ArrayList<>(ids.size());
        message.setBytes(1, peer.bytes());
        for (MessageId id : ids) {
            message.setBytes(2, Rows.bytes(id));
            found.addAll(shown(message, peer));
        }
        return found;
    }

    private static String last(int kind, String mine) {
        return "(SELECT key FROM entry WHERE peer = ?1 AND target = ?2 AND kind = " + kind + " AND mine = " + mine
                + " ORDER BY lamport DESC, epoch DESC, seq DESC LIMIT 1)";
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statements.add(statement);
        return statement;
    }

    /** Has a page begin at an entry; false if it is not there. */
    private boolean boundAt(PreparedStatement page, PeerId peer, MessageId id) throws SQLException {
        place.setBytes(1, Rows.bytes(id));
        place.setBytes(2, peer.bytes());
        try (ResultSet row = place.executeQuery()) {
            if (!row.next()) {
                return false;
            }
            bound(page, row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
            return true;
        }
    }

    private static void bound(PreparedStatement page, long lamport, long later, long epoch, long seq)
            throws SQLException {
        page.setLong(2, lamport);
        page.setLong(3, later);
        page.setLong(4, epoch);
        page.setLong(5, seq);
    }

    private List<Shown> page(PreparedStatement page, PeerId peer, int limit) throws SQLException {
        page.setBytes(1, peer.bytes());
        page.setInt(6, limit);
        return shown(page, peer);
    }

    private Head head(long peerKey, PeerId peer, long epoch) throws SQLException {
        Map<Long, Long> held = new HashMap<>();
        Map<Long, Long> read = new HashMap<>();
        received.setLong(1, peerKey);
        try (ResultSet rows = received.executeQuery()) {
            while (rows.next()) {
                held.put(rows.getLong(1), rows.getLong(2));
                if (rows.getLong(3) > 0) {
                    read.put(rows.getLong(1), rows.getLong(3));
                }
            }
        }
        List<Shown> last = history(peer, null, 1);
        head.setLong(1, peerKey);
        head.setLong(2, epoch);
        try (ResultSet row = head.executeQuery()) {
            return new Head(
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    Map.copyOf(held),
                    row.getLong(4),
                    Map.copyOf(read),
                    last.isEmpty() ? Optional.empty() : Optional.of(last.getFirst()),
                    new Keeping(row.getLong(5), row.getBoolean(6), row.getInt(7), row.getString(8), row.getLong(9)));
        }
    }

    private List<Shown> shown(PreparedStatement query, PeerId peer) throws SQLException {
        List<Shown> found = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                found.add(shown(rows, peer));
            }
        }
        return found;
    }

    private Shown shown(ResultSet row, PeerId peer) throws SQLException {
        Stored stored = Rows.stored(row, self, peer);
        boolean amended = row.getBoolean(Rows.ENTRY_COLUMN_COUNT + 1);
        return new Shown(stored, amended ? amendments(peer, stored.entry()) : List.of());
    }

    private List<Entry> amendments(PeerId peer, Entry entry) throws SQLException {
        peerKey.setBytes(1, peer.bytes());
        try (ResultSet row = peerKey.executeQuery()) {
            amendments.setLong(1, row.getLong(1));
        }
        amendments.setBytes(2, Rows.bytes(entry.id()));
        amendments.setBoolean(3, entry.author().equals(self));
        return entries(amendments, peer);
    }

    private List<Entry> entries(PreparedStatement query, PeerId peer) throws SQLException {
        List<Entry> found = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                found.add(Rows.stored(rows, self, peer).entry());
            }
        }
        return found;
    }
}
