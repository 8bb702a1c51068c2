package punchline.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import punchline.protocol.PeerId;

/**
 * Where each conversation stands in the open transaction: numbers that follow from the rows, kept in memory while the
 * transactions succeed. Thread {@code store} only.
 */
final class Heads {
    /** One conversation. */
    static final class Head {
        private final long peerKey;
        /** Of my last entry of the present epoch. */
        long lastSeq;
        /** Whether anything that amends a message ever came before it. */
        boolean early;
        /** The key of the last row that is hidden. */
        long hiddenKey;
        /** My entries of the present epoch are hidden up to that number. */
        long hiddenSeq;
        /** Whether some of what is hidden has yet to be emptied. */
        boolean emptying;

        private final Map<Long, Long> received = new HashMap<>();
        private final Map<Long, Long> receivedToWrite = new HashMap<>();

        private Head(long peerKey) {
            this.peerKey = peerKey;
        }

        long peerKey() {
            return peerKey;
        }

        /** The highest number of that epoch of the peer, 0 if none. */
        long received(long epoch) {
            return received.getOrDefault(epoch, 0L);
        }

        void onReceived(long epoch, long seq) {
            received.put(epoch, seq);
            receivedToWrite.put(epoch, seq);
        }
    }

    private final Map<PeerId, Head> heads = new HashMap<>();
    private final long epoch;
    private final PreparedStatement findPeer;
    private final PreparedStatement addPeer;
    private final PreparedStatement lastSeq;
    private final PreparedStatement state;
    private final PreparedStatement findReceived;
    private final PreparedStatement setReceived;

    /** {@code epoch} is the present one. */
    Heads(Statements statements, long epoch) throws SQLException {
        this.epoch = epoch;
        findPeer = statements.prepare("SELECT key FROM peer WHERE id = ?");
        addPeer = statements.prepare("INSERT INTO peer (id) VALUES (?) RETURNING key");
        lastSeq = statements.prepare("SELECT coalesce(max(seq), 0) FROM entry WHERE peer = ? AND epoch = ? AND mine");
        state = statements.prepare("SELECT early, hidden, hidden_seq, emptying FROM peer WHERE key = ?");
        findReceived = statements.prepare("SELECT epoch, seq FROM received WHERE peer = ?");
        setReceived = statements.prepare(
                "INSERT INTO received (peer, epoch, seq) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET seq = excluded.seq");
    }

    /** Makes a row for the peer if there is none. */
    Head of(PeerId peer) throws SQLException {
        Head known = heads.get(peer);
        if (known != null) {
            return known;
        }
        Head head = new Head(peerKey(peer));
        head.lastSeq = lastSeq(head, epoch);
        findReceived.setLong(1, head.peerKey);
        try (ResultSet rows = findReceived.executeQuery()) {
            while (rows.next()) {
                head.received.put(rows.getLong(1), rows.getLong(2));
            }
        }
        state.setLong(1, head.peerKey);
        try (ResultSet row = state.executeQuery()) {
            head.early = row.getBoolean(1);
            head.hiddenKey = row.getLong(2);
            head.hiddenSeq = row.getLong(3);
            head.emptying = row.getBoolean(4);
        }
        heads.put(peer, head);
        return head;
    }

    /** The number of my last entry of any epoch, 0 if none. */
    long lastSeq(Head head, long ofEpoch) throws SQLException {
        return ofEpoch == epoch && head.lastSeq > 0 ? head.lastSeq : Statements.number(lastSeq, head.peerKey, ofEpoch);
    }

    /** Writes how far that epoch of the peer has been received, which otherwise waits for {@link #flush}. */
    void flush(Head head, long ofEpoch) throws SQLException {
        Long unwritten = head.receivedToWrite.remove(ofEpoch);
        if (unwritten != null) {
            Statements.execute(setReceived, head.peerKey, ofEpoch, unwritten);
        }
    }

    /** Writes, once for a whole transaction, what has been received. */
    void flush() throws SQLException {
        for (Head head : heads.values()) {
            for (Map.Entry<Long, Long> received : head.receivedToWrite.entrySet()) {
                Statements.execute(setReceived, head.peerKey, received.getKey(), received.getValue());
            }
            head.receivedToWrite.clear();
        }
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
}
