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
import punchline.engine.Reason;
import punchline.engine.conversation.Contact;
import punchline.engine.conversation.Content;
import punchline.engine.conversation.Entry;
import punchline.engine.conversation.MessageId;
import punchline.engine.conversation.MessageStore.Arrival;
import punchline.engine.conversation.MessageStore.Emptied;
import punchline.engine.conversation.MessageStore.StoreException;
import punchline.engine.invite.Invite;
import punchline.engine.invite.TokenHash;
import punchline.protocol.PeerId;
import punchline.store.Heads.Head;

/**
 * The changes, each within the transaction of the moment. Thread {@code store} only. Of no use after a failure, since the
 * driver closes the statement that failed.
 */
final class Writing implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Writing.class);

    private final Connection connection;
    private final PeerId self;
    private final long epoch;
    private final Statements statements;
    private final Heads heads;
    private final SearchIndex index;
    private final ErasedWords erased;
    private final Emptying emptying;
    private final PreparedStatement begin;
    private final PreparedStatement commit;
    private final PreparedStatement setEarly;
    private final PreparedStatement hasMessage;
    private final PreparedStatement hasTarget;
    private final PreparedStatement addEntry;
    private final PreparedStatement mark;
    private final PreparedStatement backToMark;
    private final PreparedStatement dropMark;
    private final PreparedStatement setAcknowledged;
    private final PreparedStatement setOffered;
    private final PreparedStatement setRead;
    private final PreparedStatement readByPeer;
    private final PreparedStatement setReadByPeer;
    private final PreparedStatement lastMessage;
    private final PreparedStatement setContact;
    private final PreparedStatement setListed;
    private final PreparedStatement setRetainDays;
    private final PreparedStatement setDraft;
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
        statements = new Statements(connection);
        erased = new ErasedWords(statements);
        index = new SearchIndex(statements, erased);
        heads = new Heads(statements, epoch);
        emptying = new Emptying(statements, epoch, index);
        // Transactions are begun and ended in words: SQLite itself ends one when the disk is full, and a driver that
        // counts them would not notice.
        begin = statements.prepare("BEGIN IMMEDIATE");
        commit = statements.prepare("COMMIT");
        setEarly = statements.prepare("UPDATE peer SET early = 1 WHERE key = ?");
        hasMessage = statements.prepare("SELECT 1 FROM entry WHERE peer = ? AND id = ? AND kind IN ("
                + Content.Text.KIND + ", " + Content.Cancelled.KIND + ")");
        hasTarget = statements.prepare("SELECT 1 FROM entry WHERE peer = ? AND target = ? LIMIT 1");
        addEntry = statements.prepare("INSERT INTO entry (peer, mine, later, id, epoch, seq, lamport, sent_at,"
                + " arrived_at, kind, text, payload, reply_to, target)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT (id, peer) DO NOTHING");
        mark = statements.prepare("SAVEPOINT entries");
        backToMark = statements.prepare("ROLLBACK TO entries");
        dropMark = statements.prepare("RELEASE entries");
        setAcknowledged = statements.prepare("INSERT INTO acknowledged (peer, epoch, seq) VALUES (?, ?, ?)"
                + " ON CONFLICT DO UPDATE SET seq = max(seq, excluded.seq)");
        setOffered = statements.prepare("UPDATE peer SET offered = ? WHERE key = ?");
        setRead = statements.prepare("UPDATE received SET read = max(read, min(seq, ?)) WHERE peer = ? AND epoch = ?");
        readByPeer = statements.prepare("SELECT coalesce(max(read), 0) FROM acknowledged WHERE peer = ? AND epoch = ?");
        setReadByPeer = statements.prepare("INSERT INTO acknowledged (peer, epoch, seq, read) VALUES (?, ?, 0, ?)"
                + " ON CONFLICT DO UPDATE SET read = max(read, excluded.read)");
        lastMessage =
                statements.prepare("SELECT id FROM entry WHERE peer = ? AND epoch = ? AND seq <= ? AND seq > ? AND mine"
                        + " AND shown AND key > ? ORDER BY seq DESC LIMIT 1");
        setContact = statements.prepare(ContactRows.PUT);
        setListed = statements.prepare("UPDATE profile SET listed = ?");
        setRetainDays = statements.prepare("UPDATE peer SET retain_days = ? WHERE key = ?");
        setDraft = statements.prepare("UPDATE peer SET draft = ? WHERE key = ?");
        setName = statements.prepare("UPDATE profile SET name = ?");
        invites = new OpenInvites(statements::prepare);
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
        ContactRows.set(setContact, heads.of(contact.id()).peerKey(), contact);
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
            throw new StoreException(Reason.of(StoreTrouble.INVITE_CLOSED), null);
        }
        saveContact(contact);
    }

    void append(PeerId peer, List<Entry> entries) throws SQLException {
        Head head = heads.of(peer);
        long last = head.lastSeq;
        for (Entry entry : entries) {
            if (entry.epoch() != epoch || entry.seq() != ++last) {
                throw new StoreException(Reason.of(StoreTrouble.ONE_BEFORE_FAILED), null);
            }
        }
        // An entry alone changes nothing if it fails.
        boolean several = entries.size() > 1;
        if (several) {
            mark.executeUpdate();
        }
        for (Entry entry : entries) {
            if (!insert(head, peer, entry, true, entry.sentAtMillis())) {
                if (several) {
                    backToMark.executeUpdate();
                    dropMark.executeUpdate();
                }
                throw new StoreException(Reason.of(StoreTrouble.ID_TAKEN), null);
            }
        }
        if (several) {
            dropMark.executeUpdate();
        }
        head.lastSeq = last;
    }

    List<Arrival> receive(PeerId peer, List<Entry> entries, long arrivedAtMillis) throws SQLException {
        Head head = heads.of(peer);
        Map<Long, Long> held = new HashMap<>();
        for (Entry entry : entries) {
            Long before = held.get(entry.epoch());
            long last = before != null ? before : head.received(entry.epoch());
            if (entry.seq() != last + 1) {
                throw new StoreException(Reason.of(StoreTrouble.GAP), null);
            }
            held.put(entry.epoch(), entry.seq());
        }
        List<Arrival> arrivals = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            arrivals.add(receive(head, peer, entry, arrivedAtMillis));
        }
        held.forEach(head::onReceived);
        return arrivals;
    }

    private Arrival receive(Head head, PeerId peer, Entry entry, long arrivedAtMillis) throws SQLException {
        if (!insert(head, peer, entry, false, arrivedAtMillis)) {
            return Arrival.KNOWN;
        }
        if (entry.content() instanceof Content.Amendment amendment && !head.early) {
            head.early = !Statements.exists(hasMessage, head.peerKey(), amendment.target());
            if (head.early) {
                Statements.execute(setEarly, head.peerKey());
            }
        }
        boolean amended =
                head.early && entry.content().isMessage() && Statements.exists(hasTarget, head.peerKey(), entry.id());
        return amended ? Arrival.NEW_AND_AMENDED : Arrival.NEW;
    }

    void acknowledge(PeerId peer, long receiptEpoch, long seq) throws SQLException {
        Head head = heads.of(peer);
        long held = Math.min(seq, heads.lastSeq(head, receiptEpoch));
        if (held > 0) {
            if (receiptEpoch == epoch) {
                emptying.onAcknowledged(head, held);
            }
            Statements.execute(setAcknowledged, head.peerKey(), receiptEpoch, held);
        }
    }

    void offer(PeerId peer, long seq) throws SQLException {
        Statements.execute(setOffered, seq, heads.of(peer).peerKey());
    }

    void cancel(PeerId peer, long seq) throws SQLException {
        emptying.cancel(heads.of(peer), seq);
    }

    void clear(PeerId peer, long left) throws SQLException {
        emptying.clear(heads.of(peer), left);
    }

    Emptied empty(PeerId peer, long beforeMillis) throws SQLException {
        return emptying.empty(heads.of(peer), beforeMillis);
    }

    void retain(PeerId peer, int days) throws SQLException {
        Statements.execute(setRetainDays, days, heads.of(peer).peerKey());
    }

    void saveDraft(PeerId peer, String text) throws SQLException {
        setDraft.setString(1, text);
        setDraft.setLong(2, heads.of(peer).peerKey());
        setDraft.executeUpdate();
    }

    void read(PeerId peer, long ofEpoch, long seq) throws SQLException {
        Head head = heads.of(peer);
        heads.flush(head, ofEpoch);
        Statements.execute(setRead, seq, head.peerKey(), ofEpoch);
    }

    Optional<MessageId> readByPeer(PeerId peer, long ofEpoch, long seq) throws SQLException {
        Head head = heads.of(peer);
        long read = Math.min(seq, heads.lastSeq(head, ofEpoch));
        long before = Statements.number(readByPeer, head.peerKey(), ofEpoch);
        if (read <= before) {
            return Optional.empty();
        }
        Statements.execute(setReadByPeer, head.peerKey(), ofEpoch, read);
        Statements.bind(lastMessage, head.peerKey(), ofEpoch, read, before, head.hiddenKey);
        try (ResultSet row = lastMessage.executeQuery()) {
            return row.next() ? Optional.of(Rows.messageId(row.getBytes(1))) : Optional.empty();
        }
    }

    /** Makes all since the last one durable. */
    void commit() throws SQLException {
        heads.flush();
        commit.executeUpdate();
        open = false;
    }

    /**
     * Takes words of what lies here into the index, in a transaction of its own.
     *
     * @return whether there is more to do
     */
    boolean index(BooleanSupplier goOn) throws SQLException {
        return repeatably(() -> index.takeIn(goOn));
    }

    /** Whether words of emptied texts may lie in the file. */
    boolean hasErased() {
        return erased.isAny();
    }

    /**
     * Takes some of them out, in a transaction of its own.
     *
     * @return whether there is more to do
     */
    boolean takeOutErased(BooleanSupplier goOn) throws SQLException {
        return repeatably(() -> erased.takeOut(goOn));
    }

    private interface Step {
        boolean run() throws SQLException;
    }

    /** A transaction that need not survive a power cut, since it can be done again. */
    private boolean repeatably(Step step) throws SQLException {
        synchronous("NORMAL");
        begin();
        boolean more = step.run();
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
        statements.close();
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
        addEntry.setLong(1, head.peerKey());
        addEntry.setBoolean(2, mine);
        addEntry.setBoolean(3, mine == selfIsLater);
        addEntry.setBytes(4, Rows.bytes(entry.id()));
        addEntry.setLong(5, entry.epoch());
        addEntry.setLong(6, entry.seq());
        addEntry.setLong(7, entry.lamport());
        addEntry.setLong(8, entry.sentAtMillis());
        addEntry.setLong(9, arrivedAtMillis);
        Rows.setContent(addEntry, 10, emptying.asStored(head, entry, mine));
        boolean isNew = addEntry.executeUpdate() > 0;
        if (isNew && entry.content() instanceof Content.Deletion(MessageId target)) {
            emptying.onDeletion(head, target, mine);
        }
        return isNew;
    }
}
