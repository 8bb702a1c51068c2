package punchline.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import punchline.engine.conversation.Content;
import punchline.engine.conversation.Entry;
import punchline.engine.conversation.MessageId;
import punchline.engine.conversation.MessageStore.Emptied;
import punchline.store.Heads.Head;

/**
 * Takes what was written out of rows, which keep their numbers, ids and places. The only place where a text ever leaves
 * the database. Thread {@code store} only, each call within a transaction.
 */
final class Emptying {
    /** Messages looked at in one step: some milliseconds, so that a receipt hardly waits for it. */
    static final int MESSAGES_AT_ONCE = 500;

    private static final String DELETION = " AND target = ? AND kind = " + Content.Deletion.KIND + " AND mine = ?";

    /** Where the walk through a conversation has come to, in the order of its messages. */
    private record Place(long lamport, long later, long epoch, long seq) {
        static final Place START = new Place(Long.MIN_VALUE, 0, 0, 0);
    }

    private record Row(long key, byte[] id, boolean mine, long epoch, long seq, long timeMillis, Place place) {}

    private final long epoch;
    private final SearchIndex index;
    private final Map<Long, Place> walks = new HashMap<>();
    private final PreparedStatement saysNothing;
    private final PreparedStatement hasNoText;
    private final PreparedStatement mineBetween;
    private final PreparedStatement ofAuthor;
    private final PreparedStatement editsOfAuthor;
    private final PreparedStatement isDeleted;
    private final PreparedStatement isGone;
    private final PreparedStatement lastKey;
    private final PreparedStatement hide;
    private final PreparedStatement isOver;
    private final PreparedStatement acknowledged;
    private final PreparedStatement walk;
    private final PreparedStatement amendments;
    private final PreparedStatement unknown;

    /** {@code epoch} is the present one. */
    Emptying(Statements statements, long epoch, SearchIndex index) throws SQLException {
        this.epoch = epoch;
        this.index = index;
        saysNothing = statements.prepare("UPDATE entry SET kind = " + Content.Cancelled.KIND
                + ", text = NULL, payload = NULL, reply_to = NULL, target = NULL WHERE key = ?");
        hasNoText = statements.prepare("UPDATE entry SET text = '' WHERE key = ?");
        mineBetween = statements.prepare(
                "SELECT key FROM entry WHERE peer = ? AND epoch = ? AND seq > ? AND seq <= ? AND mine AND kind <> "
                        + Content.Cancelled.KIND);
        ofAuthor = statements.prepare("SELECT key FROM entry WHERE peer = ? AND id = ? AND mine = ? AND kind = "
                + Content.Text.KIND + " AND text <> ''");
        editsOfAuthor =
                statements.prepare("SELECT key FROM entry WHERE peer = ? AND target = ? AND mine = ? AND kind = "
                        + Content.Edit.KIND + " AND text <> ''");
        isDeleted = statements.prepare("SELECT 1 FROM entry WHERE peer = ?" + DELETION + " LIMIT 1");
        isGone = statements.prepare("SELECT 1 FROM entry WHERE peer = ? AND id = ? AND (key <= ? OR kind = "
                + Content.Cancelled.KIND + ")");
        lastKey = statements.prepare("SELECT coalesce(max(key), 0) FROM entry");
        hide = statements.prepare("UPDATE peer SET hidden = ?, hidden_seq = ?, emptying = 1, draft = '' WHERE key = ?");
        isOver = statements.prepare("UPDATE peer SET emptying = 0 WHERE key = ?");
        acknowledged =
                statements.prepare("SELECT coalesce(max(seq), 0) FROM acknowledged WHERE peer = ? AND epoch = ?");
        walk = statements.prepare("SELECT key, id, mine, epoch, seq, max(arrived_at, iif(mine, 0, sent_at)), lamport,"
                + " later FROM entry WHERE peer = ? AND shown = 1 AND (lamport, later, epoch, seq) > (?, ?, ?, ?)"
                + " ORDER BY lamport, later, epoch, seq LIMIT " + MESSAGES_AT_ONCE);
        amendments = statements.prepare("SELECT key, mine, epoch, seq FROM entry WHERE peer = ? AND target = ?");
        unknown = statements.prepare("SELECT key FROM entry WHERE peer = ? AND payload IS NOT NULL AND key <= ?"
                + " AND (NOT mine OR epoch <> ? OR seq <= ?) LIMIT " + MESSAGES_AT_ONCE);
    }

    /** My entry of the present epoch with that number, if there is one, says nothing from here on. */
    void cancel(Head head, long seq) throws SQLException {
        cancel(head, seq - 1, seq);
    }

    /** The author of a message has taken it back: neither it nor any edit of it keeps its text. */
    void onDeletion(Head head, MessageId target, boolean mine) throws SQLException {
        List<Long> keys = new ArrayList<>(keys(ofAuthor, head, target, mine));
        keys.addAll(keys(editsOfAuthor, head, target, mine));
        for (long key : keys) {
            apply(hasNoText, key);
        }
    }

    /** An entry as it is to be stored: without its words if they are of something that was deleted, or is gone from here. */
    Content asStored(Head head, Entry entry, boolean mine) throws SQLException {
        return switch (entry.content()) {
            case Content.Text(String text, MessageId replyTo) ->
                head.early && isDeleted(head, entry.id(), mine) ? new Content.Text("", replyTo) : entry.content();
            case Content.Edit(MessageId target, String text) ->
                isDeleted(head, target, mine) || isGone(head, target) ? new Content.Edit(target, "") : entry.content();
            case Content.Reaction(MessageId target, String emoji) ->
                isGone(head, target) ? new Content.Reaction(target, "") : entry.content();
            case Content.Deletion ignored -> entry.content();
            case Content.Cancelled ignored -> entry.content();
            case Content.Unknown ignored -> entry.content();
        };
    }

    /** Hides all there is; mine above {@code left} says nothing from here on. */
    void clear(Head head, long left) throws SQLException {
        cancel(head, left, Long.MAX_VALUE);
        head.hiddenKey = Statements.number(lastKey);
        head.hiddenSeq = head.lastSeq;
        head.emptying = true;
        Statements.execute(hide, head.hiddenKey, head.hiddenSeq, head.peerKey());
        walks.remove(head.peerKey());
    }

    /** The peer is about to be known to hold mine up to {@code seq}: what of that is hidden need not be sent again. */
    void onAcknowledged(Head head, long seq) throws SQLException {
        if (head.hiddenSeq > 0) {
            long before = acknowledged(head, epoch);
            if (before < Math.min(seq, head.hiddenSeq)) {
                cancel(head, before, Math.min(seq, head.hiddenSeq));
            }
        }
    }

    /** Empties some of what is hidden, or older than that and delivered. */
    Emptied empty(Head head, long beforeMillis) throws SQLException {
        List<Row> rows = walk(head);
        Map<Long, Long> held = new HashMap<>();
        boolean anyOld = false;
        int shown = 0;
        for (Row row : rows) {
            boolean hidden = row.key() <= head.hiddenKey;
            boolean old = row.timeMillis() < beforeMillis;
            anyOld |= old;
            if ((hidden || old) && empty(head, row, hidden, held)) {
                shown += hidden ? 0 : 1;
            }
        }
        // Behind messages that have yet to be sent there may be others as old; behind none that is old there is hardly
        // one.
        if (rows.size() == MESSAGES_AT_ONCE && (anyOld || head.emptying)) {
            walks.put(head.peerKey(), rows.getLast().place());
            return new Emptied(shown, true);
        }
        if (head.emptying && emptyUnknown(head)) {
            return new Emptied(shown, true);
        }
        walks.remove(head.peerKey());
        if (head.emptying) {
            head.emptying = false;
            Statements.execute(isOver, head.peerKey());
        }
        return new Emptied(shown, false);
    }

    /** Returns whether it may be emptied, and was. What has yet to be sent may not. */
    private boolean empty(Head head, Row row, boolean hidden, Map<Long, Long> held) throws SQLException {
        if (!isSettled(head, row.mine(), row.epoch(), row.seq(), hidden, held)) {
            return false;
        }
        List<Long> keys = new ArrayList<>(List.of(row.key()));
        amendments.setLong(1, head.peerKey());
        amendments.setBytes(2, row.id());
        try (ResultSet found = amendments.executeQuery()) {
            while (found.next()) {
                if (isSettled(head, found.getBoolean(2), found.getLong(3), found.getLong(4), hidden, held)) {
                    keys.add(found.getLong(1));
                } else if (!hidden) {
                    return false;
                }
            }
        }
        for (long key : keys) {
            apply(saysNothing, key);
        }
        return true;
    }

    /** Whether an entry need not be sent any more. Hidden ones of earlier epochs never are. */
    private boolean isSettled(Head head, boolean mine, long ofEpoch, long seq, boolean hidden, Map<Long, Long> held)
            throws SQLException {
        if (!mine || (hidden && ofEpoch != epoch)) {
            return true;
        }
        Long known = held.get(ofEpoch);
        if (known == null) {
            known = acknowledged(head, ofEpoch);
            held.put(ofEpoch, known);
        }
        return seq <= known;
    }

    private boolean emptyUnknown(Head head) throws SQLException {
        Statements.bind(unknown, head.peerKey(), head.hiddenKey, epoch, acknowledged(head, epoch));
        List<Long> keys = keys(unknown);
        for (long key : keys) {
            apply(saysNothing, key);
        }
        return keys.size() == MESSAGES_AT_ONCE;
    }

    private List<Row> walk(Head head) throws SQLException {
        Place from = walks.getOrDefault(head.peerKey(), Place.START);
        Statements.bind(walk, head.peerKey(), from.lamport(), from.later(), from.epoch(), from.seq());
        List<Row> rows = new ArrayList<>();
        try (ResultSet found = walk.executeQuery()) {
            while (found.next()) {
                rows.add(new Row(
                        found.getLong(1),
                        found.getBytes(2),
                        found.getBoolean(3),
                        found.getLong(4),
                        found.getLong(5),
                        found.getLong(6),
                        new Place(found.getLong(7), found.getLong(8), found.getLong(4), found.getLong(5))));
            }
        }
        return rows;
    }

    private void cancel(Head head, long above, long upTo) throws SQLException {
        Statements.bind(mineBetween, head.peerKey(), epoch, above, upTo);
        for (long key : keys(mineBetween)) {
            apply(saysNothing, key);
        }
    }

    /** Every text that goes passes here, and its words go first. */
    private void apply(PreparedStatement change, long key) throws SQLException {
        index.erase(key);
        Statements.execute(change, key);
    }

    private long acknowledged(Head head, long ofEpoch) throws SQLException {
        return Statements.number(acknowledged, head.peerKey(), ofEpoch);
    }

    private boolean isDeleted(Head head, MessageId id, boolean mine) throws SQLException {
        isDeleted.setBoolean(3, mine);
        return Statements.exists(isDeleted, head.peerKey(), id);
    }

    private boolean isGone(Head head, MessageId id) throws SQLException {
        isGone.setLong(3, head.hiddenKey);
        return Statements.exists(isGone, head.peerKey(), id);
    }

    private static List<Long> keys(PreparedStatement query, Head head, MessageId id, boolean mine) throws SQLException {
        query.setLong(1, head.peerKey());
        query.setBytes(2, Rows.bytes(id));
        query.setBoolean(3, mine);
        return keys(query);
    }

    private static List<Long> keys(PreparedStatement query) throws SQLException {
        List<Long> keys = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                keys.add(rows.getLong(1));
            }
        }
        return keys;
    }
}
