package punchline.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.engine.conversation.Contact;
import punchline.engine.conversation.Content;
import punchline.engine.conversation.Entry;
import punchline.engine.conversation.MessageId;
import punchline.engine.conversation.MessageStore.Arrival;
import punchline.engine.conversation.MessageStore.StoreException;
import punchline.engine.invite.Invite;
import punchline.engine.invite.TokenHash;
import punchline.protocol.PeerId;

/**
 * The changes, each within the transaction of the moment. Thread {@code store} only. Numbers that follow from the rows
 * are kept in memory while the transactions succeed, so that an entry costs one insertion. Of no use after a failure, since the
 * driver closes the statement that failed.
 */
final class Writing implements AutoCloseable {
    /** Where one conversation stands in the open transaction. */
    private static final class Head {
        private final long peerKey;
        private long lastSeq;
        private boolean early;
        private final Map<Long, Long> received = new HashMap<>();
        private final Map<Long, Long> receivedToWrite = new HashMap<>();

        Head(long peerKey) {
            this.peerKey = peerKey;
        }
    }

    private static final Logger log = LoggerFactory.getLogger(Writing.class);

    private final Connection connection;
    private final PeerId self;
    private final long epoch;
    private final Map<PeerId, Head> heads = new HashMap<>();
    private final List<PreparedStatement> statements = new ArrayList<>();
    private final Statements indexStatements;
    private final SearchIndex index;
    private final PreparedStatement begin;
    private final PreparedStatement commit;
    private final PreparedStatement findPeer;
    private final PreparedStatement addPeer;
    private final PreparedStatement isEarly;
    private final PreparedStatement setEarly;
    private final PreparedStatement hasMessage;
    private final PreparedStatement hasTarget;
    private final PreparedStatement lastSeq;
    private final PreparedStatement findReceived;
    private final PreparedStatement addEntry;
    private final PreparedStatement withdraw;
    private final PreparedStatement setReceived;
    private final PreparedStatement setAcknowledged;
    private final PreparedStatement setOffered;
    private final PreparedStatement mine;
    private final PreparedStatement cancel;
    private final PreparedStatement setRead;
    private final PreparedStatement readByPeer;
    private final PreparedStatement setReadByPeer;
    private final PreparedStatement lastMessage;
    private final PreparedStatement setContact;
    private final PreparedStatement setListed;
    private final PreparedStatement setName;
    private final OpenInvites invites;
    private boolean open;

    Writing(Connection connection, PeerId self) throws SQLException {
        this.connection = connection;
        this.self = self;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT epoch FROM profile")) {
            epoch = row.getLong(1);
        }
        synchronous("FULL");
        indexStatements = new Statements(connection);
        index = new SearchIndex(indexStatements);
        // Transactions are begun and ended in words: SQLite itself ends one when the disk is full, and a driver that
        // counts them would not notice.
        begin = prepare("BEGIN IMMEDIATE");
        commit = prepare("COMMIT");
        findPeer = prepare("SELECT key FROM peer WHERE id = ?");
        isEarly = prepare("SELECT early FROM peer WHERE key = ?");
        setEarly = prepare("UPDATE peer SET early = 1 WHERE key = ?");
        hasMessage = prepare("SELECT 1 FROM entry WHERE peer = ? AND id = ? AND shown");
        hasTarget = prepare("SELECT 1 FROM entry WHERE peer = ? AND target = ? LIMIT 1");
        addPeer = prepare("INSERT INTO peer (id) VALUES (?) RETURNING key");
        lastSeq = prepare("SELECT coalesce(max(seq), 0) FROM entry WHERE peer = ? AND epoch = ? AND mine");
        findReceived = prepare("SELECT epoch, seq FROM received WHERE peer = ?");
        addEntry = prepare("INSERT INTO entry (peer, mine, later, id, epoch, seq, lamport, sent_at,"
                + " arrived_at, kind, text, payload, reply_to, target)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT (id, peer) DO NOTHING");
        withdraw = prepare("DELETE FROM entry WHERE peer = ? AND epoch = ? AND seq > ? AND mine");
        setReceived = prepare(
                "INSERT INTO received (peer, epoch, seq) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET seq = excluded.seq");
        setAcknowledged = prepare("INSERT INTO acknowledged (peer, epoch, seq) VALUES (?, ?, ?)"
                + " ON CONFLICT DO UPDATE SET seq = max(seq, excluded.seq)");
        setOffered = prepare("UPDATE peer SET offered = ? WHERE key = ?");
        mine = prepare("SELECT key FROM entry WHERE peer = ? AND epoch = ? AND seq = ? AND mine");
        cancel = prepare("UPDATE entry SET kind = " + Content.Cancelled.KIND + ", text = NULL, payload = NULL,"
                + " reply_to = NULL, target = NULL WHERE peer = ? AND epoch = ? AND seq = ? AND mine");
        setRead = prepare("UPDATE received SET read = max(read, min(seq, ?)) WHERE peer = ? AND epoch = ?");
        readByPeer = prepare("SELECT coalesce(max(read), 0) FROM acknowledged WHERE peer = ? AND epoch = ?");
        setReadByPeer = prepare("INSERT INTO acknowledged (peer, epoch, seq, read) VALUES (?, ?, 0, ?)"
                + " ON CONFLICT DO UPDATE SET read = max(read, excluded.read)");
        lastMessage = prepare("SELECT id FROM entry WHERE peer = ? AND epoch = ? AND seq <= ? AND seq > ? AND mine"
                + " AND shown ORDER BY seq DESC LIMIT 1");
        setContact = prepare(ContactRows.PUT);
        setName = prepare("UPDATE profile SET name = ?");
        setListed = prepare("UPDATE profile SET listed = ?");
        invites = new OpenInvites(this::prepare);
    }

    /** Opens a transaction. */
    void begin() throws SQLException {
        begin.executeUpdate();
        open = true;
    }

    void saveName(String name) throws SQLException {
        setName.setString(1, name);
        setName.executeUpdate();
    }

    void saveListed(boolean listed) throws SQLException {
        setListed.setBoolean(1, listed);
        setListed.executeUpdate();
    }

    void saveContact(Contact contact) throws SQLException {
        ContactRows.set(setContact, head(contact.id()).peerKey, contact);
        setContact.executeUpdate();
    }

    void saveInvite(Invite invite) throws SQLException {
        invites.save(invite);
    }

    void removeInvite(TokenHash token) throws SQLException {
        invites.remove(token);
    }

    void acceptInvite(TokenHash token, Contact contact) throws SQLException {
        if (!invites.remove(token)) {
            throw new StoreException("The invite is not open any more.", null);
        }
        saveContact(contact);
    }

    void append(PeerId peer, List<Entry> entries) throws SQLException {
        Head head = head(peer);
        long last = head.lastSeq;
        for (Entry entry : entries) {
            if (entry.epoch() != epoch || entry.seq() != ++last) {
                throw new StoreException(
                        "The message could not be stored, since one before it could not. Try again.", null);
            }
        }
        for (Entry entry : entries) {
            if (!insert(head, peer, entry, true, entry.sentAtMillis())) {
                execute(withdraw, head.peerKey, epoch, head.lastSeq);
                throw new StoreException("The message's id is taken. Try again.", null);
            }
        }
        head.lastSeq = last;
    }

    List<Arrival> receive(PeerId peer, List<Entry> entries, long arrivedAtMillis) throws SQLException {
        Head head = head(peer);
        Map<Long, Long> held = new HashMap<>();
        for (Entry entry : entries) {
            Long before = held.get(entry.epoch());
            long last = before != null ? before : head.received.getOrDefault(entry.epoch(), 0L);
            if (entry.seq() != last + 1) {
                throw new StoreException("a message before it could not be stored", null);
            }
            held.put(entry.epoch(), entry.seq());
        }
        List<Arrival> arrivals = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            arrivals.add(receive(head, peer, entry, arrivedAtMillis));
        }
        head.received.putAll(held);
        head.receivedToWrite.putAll(held);
        return arrivals;
    }

    private Arrival receive(Head head, PeerId peer, Entry entry, long arrivedAtMillis) throws SQLException {
        if (!insert(head, peer, entry, false, arrivedAtMillis)) {
            return Arrival.KNOWN;
        }
        if (entry.content() instanceof Content.Amendment amendment && !head.early) {
            head.early = !exists(hasMessage, head.peerKey, amendment.target());
            if (head.early) {
                execute(setEarly, head.peerKey);
            }
        }
        boolean amended = head.early && entry.content().isMessage() && exists(hasTarget, head.peerKey, entry.id());
        return amended ? Arrival.NEW_AND_AMENDED : Arrival.NEW;
    }

    void acknowledge(PeerId peer, long receiptEpoch, long seq) throws SQLException {
        Head head = head(peer);
        long held = Math.min(seq, receiptEpoch == epoch ? head.lastSeq : lastSeq(head.peerKey, receiptEpoch));
        if (held > 0) {
            execute(setAcknowledged, head.peerKey, receiptEpoch, held);
        }
    }

    void offer(PeerId peer, long seq) throws SQLException {
        execute(setOffered, seq, head(peer).peerKey);
    }

    void cancel(PeerId peer, long seq) throws SQLException {
        Head head = head(peer);
        bind(mine, head.peerKey, epoch, seq);
        try (ResultSet row = mine.executeQuery()) {
            if (row.next()) {
                index.erase(row.getLong(1));
            }
        }
        execute(cancel, head.peerKey, epoch, seq);
    }

    void read(PeerId peer, long ofEpoch, long seq) throws SQLException {
        Head head = head(peer);
        Long unwritten = head.receivedToWrite.remove(ofEpoch);
        if (unwritten != null) {
            execute(setReceived, head.peerKey, ofEpoch, unwritten);
        }
        execute(setRead, seq, head.peerKey, ofEpoch);
    }

    Optional<MessageId> readByPeer(PeerId peer, long ofEpoch, long seq) throws SQLException {
        Head head = head(peer);
        long read = Math.min(seq, ofEpoch == epoch ? head.lastSeq : lastSeq(head.peerKey, ofEpoch));
        long before = number(readByPeer, head.peerKey, ofEpoch);
        if (read <= before) {
            return Optional.empty();
        }
        execute(setReadByPeer, head.peerKey, ofEpoch, read);
        bind(lastMessage, head.peerKey, ofEpoch, read, before);
        try (ResultSet row = lastMessage.executeQuery()) {
            return row.next() ? Optional.of(Rows.messageId(row.getBytes(1))) : Optional.empty();
        }
    }

    /** Makes all since the last one durable. */
    void commit() throws SQLException {
        for (Head head : heads.values()) {
            for (Map.Entry<Long, Long> received : head.receivedToWrite.entrySet()) {
                execute(setReceived, head.peerKey, received.getKey(), received.getValue());
            }
            head.receivedToWrite.clear();
        }
        commit.executeUpdate();
        open = false;
    }

    /**
     * Takes words of what lies here into the index, in a transaction of its own. That need not survive a power cut, since it can
     * be done again.
     *
     * @return whether there is more to do
     */
    boolean index(BooleanSupplier goOn) throws SQLException {
        synchronous("NORMAL");
        begin();
        boolean more = index.takeIn(goOn);
        commit();
        synchronous("FULL");
        return more;
    }

    private void synchronous(String mode) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA synchronous = " + mode);
        }
    }

    /** Undoes what was not made durable. */
    @Override
    public void close() {
        indexStatements.close();
        for (PreparedStatement statement : statements) {
            try {
                statement.close();
            } catch (SQLException e) {
                log.debug("closing a statement that failed", e);
            }
        }
        if (!open) {
            return;
        }
        try (Statement rollback = connection.createStatement()) {
            rollback.executeUpdate("ROLLBACK");
        } catch (SQLException e) {
            log.debug("SQLite has rolled back by itself: {}", e.getMessage());
        }
    }

    private boolean insert(Head head, PeerId peer, Entry entry, boolean mine, long arrivedAtMillis)
            throws SQLException {
        boolean selfIsLater = self.compareTo(peer) > 0;
        addEntry.setLong(1, head.peerKey);
        addEntry.setBoolean(2, mine);
        addEntry.setBoolean(3, mine == selfIsLater);
        addEntry.setBytes(4, Rows.bytes(entry.id()));
        addEntry.setLong(5, entry.epoch());
        addEntry.setLong(6, entry.seq());
        addEntry.setLong(7, entry.lamport());
        addEntry.setLong(8, entry.sentAtMillis());
        addEntry.setLong(9, arrivedAtMillis);
        Rows.setContent(addEntry, 10, entry.content());
        return addEntry.executeUpdate() > 0;
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statements.add(statement);
        return statement;
    }

    private Head head(PeerId peer) throws SQLException {
        Head known = heads.get(peer);
        if (known != null) {
            return known;
        }
        Head head = new Head(peerKey(peer));
        head.lastSeq = lastSeq(head.peerKey, epoch);
        findReceived.setLong(1, head.peerKey);
        try (ResultSet rows = findReceived.executeQuery()) {
            while (rows.next()) {
                head.received.put(rows.getLong(1), rows.getLong(2));
            }
        }
        isEarly.setLong(1, head.peerKey);
        try (ResultSet row = isEarly.executeQuery()) {
            head.early = row.getBoolean(1);
        }
        heads.put(peer, head);
        return head;
    }

    private long peerKey(PeerId peer) throws SQLException {
        findPeer.setBytes(1, peer.bytes());
        try (ResultSet row = findPeer.executeQuery()) {
            if (row.next()) {
                return row.getLong(1);
            }
        }
        addPeer.setBytes(1, peer.bytes());
        try (ResultSet row = addPeer.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private long lastSeq(long peerKey, long ofEpoch) throws SQLException {
        return number(lastSeq, peerKey, ofEpoch);
    }

    private static long number(PreparedStatement query, long... values) throws SQLException {
        bind(query, values);
        try (ResultSet row = query.executeQuery()) {
            return row.getLong(1);
        }
    }

    private static boolean exists(PreparedStatement query, long peerKey, MessageId id) throws SQLException {
        query.setLong(1, peerKey);
        query.setBytes(2, Rows.bytes(id));
        try (ResultSet row = query.executeQuery()) {
            return row.next();
        }
    }

    private static void execute(PreparedStatement statement, long... values) throws SQLException {
        bind(statement, values);
        statement.executeUpdate();
    }

    private static void bind(PreparedStatement statement, long... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setLong(i + 1, values[i]);
        }
    }
}
