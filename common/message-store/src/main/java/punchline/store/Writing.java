package punchline.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import punchline.engine.conversation.Contact;
import punchline.engine.conversation.Entry;
import punchline.engine.conversation.MessageStore.StoreException;
import punchline.protocol.PeerId;

/**
 * The changes, each within the transaction of the moment. Thread {@code store} only. Numbers that follow from the rows
 * are kept in memory while the transactions succeed, so that an entry costs one insertion.
 */
final class Writing {
    /** Where one conversation stands in the open transaction. */
    private static final class Head {
        private final long peerKey;
        private long lastSeq;
        private final Map<Long, Long> received = new HashMap<>();
        private final Map<Long, Long> receivedToWrite = new HashMap<>();

        Head(long peerKey) {
            this.peerKey = peerKey;
        }
    }

    private final Connection connection;
    private final PeerId self;
    private final long epoch;
    private final Map<PeerId, Head> heads = new HashMap<>();
    private final PreparedStatement findPeer;
    private final PreparedStatement addPeer;
    private final PreparedStatement lastSeq;
    private final PreparedStatement findReceived;
    private final PreparedStatement addEntry;
    private final PreparedStatement setReceived;
    private final PreparedStatement setAcknowledged;
    private final PreparedStatement setContact;
    private final PreparedStatement setName;

    Writing(Connection connection, PeerId self) throws SQLException {
        this.connection = connection;
        this.self = self;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT epoch FROM profile")) {
            epoch = row.getLong(1);
        }
        connection.commit();
        findPeer = connection.prepareStatement("SELECT key FROM peer WHERE id = ?");
        addPeer = connection.prepareStatement("INSERT INTO peer (id) VALUES (?) RETURNING key");
        lastSeq = connection.prepareStatement(
                "SELECT coalesce(max(seq), 0) FROM entry WHERE peer = ? AND epoch = ? AND mine");
        findReceived = connection.prepareStatement("SELECT epoch, seq FROM received WHERE peer = ?");
        addEntry = connection.prepareStatement("INSERT INTO entry (peer, mine, later, id, epoch, seq, lamport, sent_at,"
                + " arrived_at, kind, text, payload) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT (id, peer) DO NOTHING");
        setReceived = connection.prepareStatement(
                "INSERT INTO received (peer, epoch, seq) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET seq = excluded.seq");
        setAcknowledged = connection.prepareStatement("INSERT INTO acknowledged (peer, epoch, seq) VALUES (?, ?, ?)"
                + " ON CONFLICT DO UPDATE SET seq = max(seq, excluded.seq)");
        setContact =
                connection.prepareStatement("INSERT OR REPLACE INTO contact (peer, public_key, name, wanted, wants_me,"
                        + " rejected, greeting, last_addresses, last_heard_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        setName = connection.prepareStatement("UPDATE profile SET name = ?");
    }

    void saveName(String name) throws SQLException {
        setName.setString(1, name);
        setName.executeUpdate();
    }

    void saveContact(Contact contact) throws SQLException {
        Rows.setContact(setContact, head(contact.id()).peerKey, contact);
        setContact.executeUpdate();
    }

    void append(PeerId peer, Entry entry) throws SQLException {
        Head head = head(peer);
        if (entry.epoch() != epoch || entry.seq() != head.lastSeq + 1) {
            throw new StoreException(
                    "The message could not be stored, since one before it could not. Try again.", null);
        }
        if (!insert(head, peer, entry, true, entry.sentAtMillis())) {
            throw new StoreException("The message's id is taken. Try again.", null);
        }
        head.lastSeq = entry.seq();
    }

    boolean receive(PeerId peer, Entry entry, long arrivedAtMillis) throws SQLException {
        Head head = head(peer);
        if (entry.seq() != head.received.getOrDefault(entry.epoch(), 0L) + 1) {
            throw new StoreException("a message before it could not be stored", null);
        }
        boolean isNew = insert(head, peer, entry, false, arrivedAtMillis);
        head.received.put(entry.epoch(), entry.seq());
        head.receivedToWrite.put(entry.epoch(), entry.seq());
        return isNew;
    }

    void acknowledge(PeerId peer, long receiptEpoch, long seq) throws SQLException {
        Head head = head(peer);
        long held = Math.min(seq, receiptEpoch == epoch ? head.lastSeq : lastSeq(head.peerKey, receiptEpoch));
        if (held > 0) {
            execute(setAcknowledged, head.peerKey, receiptEpoch, held);
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
        connection.commit();
    }

    void rollback() throws SQLException {
        heads.clear();
        connection.rollback();
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
        lastSeq.setLong(1, peerKey);
        lastSeq.setLong(2, ofEpoch);
        try (ResultSet row = lastSeq.executeQuery()) {
            return row.getLong(1);
        }
    }

    private static void execute(PreparedStatement statement, long... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setLong(i + 1, values[i]);
        }
        statement.executeUpdate();
    }
}
