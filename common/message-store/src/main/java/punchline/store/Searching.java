package punchline.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import punchline.engine.conversation.Content;
import punchline.engine.conversation.MessageStore.Findings;
import punchline.engine.conversation.MessageStore.Hit;
import punchline.engine.conversation.MessageStore.Shown;
import punchline.engine.conversation.SearchQuery;
import punchline.engine.conversation.TextRange;
import punchline.protocol.PeerId;

/**
 * Searches. The index says which messages may have the words, newest first; each of them is looked at as it is shown. What
 * the index does not have yet, at the end, is read through. Thread {@code store-reader} only.
 */
final class Searching {
    /** Messages that one search looks at, so that words which are everywhere and nowhere together end it in a fraction of a second. */
    private static final int MAX_CANDIDATES = 10_000;

    /** The same in characters, since a message may be long. */
    private static final long MAX_CHARS = 4 << 20;

    /** Entries behind the index that are read through: some tens of milliseconds. There are more only while a flood lasts. */
    private static final int MAX_UNINDEXED = 20_000;

    /** A message and whose conversation it is in. */
    record Located(PeerId peer, Shown shown) {}

    /** How messages are read. */
    interface Reader {
        /** The message of that key, or null. */
        @Nullable
        Located read(long key) throws SQLException;
    }

    private final Reader reader;
    private final Runnable onBehind;
    private final PreparedStatement begin;
    private final PreparedStatement end;
    private final PreparedStatement state;
    private final PreparedStatement peerKey;
    private final PreparedStatement unindexed;
    private final PreparedStatement messageKey;
    private final PreparedStatement candidates;

    /** {@code onBehind} is told when the index is far behind. */
    Searching(Statements statements, Reader reader, Runnable onBehind) throws SQLException {
        this.reader = reader;
        this.onBehind = onBehind;
        begin = statements.prepare("BEGIN");
        end = statements.prepare("COMMIT");
        state = statements.prepare("SELECT low, high FROM indexed");
        peerKey = statements.prepare("SELECT key FROM peer WHERE id = ?");
        unindexed = statements.prepare("SELECT e.key, e.peer, e.kind, e.mine, e.target, e.text, p.early FROM entry e"
                + " JOIN peer p ON p.key = e.peer WHERE e.key >= ? AND e.text IS NOT NULL ORDER BY e.key DESC LIMIT "
                + (MAX_UNINDEXED + 1));
        messageKey = statements.prepare(
                "SELECT key FROM entry WHERE id = ? AND peer = ? AND mine = ? AND kind = " + Content.Text.KIND);
        candidates = statements.prepare("SELECT rowid FROM word WHERE word MATCH ? AND rowid < ? ORDER BY rowid DESC");
    }

    /** As {@link punchline.engine.conversation.MessageStore#search}. */
    Findings search(@Nullable PeerId peer, SearchQuery query, long before, int limit) throws SQLException {
        long conversation = peer == null ? 0 : key(peer);
        if (peer != null && conversation == 0) {
            return new Findings(List.of(), 0, true);
        }
        // All that is read belongs to one moment: what leaves the unindexed end meanwhile would else be missed.
        begin.executeUpdate();
        try {
            return new Search(peer, query, limit).run(conversation, before);
        } finally {
            end.executeUpdate();
        }
    }

    private long key(PeerId peer) throws SQLException {
        peerKey.setBytes(1, peer.bytes());
        try (ResultSet row = peerKey.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /** In the language of FTS5; no character of a term means anything there. */
    private static String match(long conversation, SearchQuery query) {
        String words = query.terms().stream()
                .map(term -> '"' + term.text() + (term.isPrefix() ? "\" *" : "\""))
                .collect(Collectors.joining(" AND "));
        return conversation == 0 ? words : words + " AND \"" + SearchIndex.conversationTerm(conversation) + '"';
    }

    /** One search. */
    private final class Search {
        private final @Nullable PeerId peer;
        private final SearchQuery query;
        private final int limit;
        private final List<Hit> hits = new ArrayList<>();
        private int lookedAt;
        private long charsLookedAt;
        private long lastLookedAt;
        private long lastHit;

        Search(@Nullable PeerId peer, SearchQuery query, int limit) {
            this.peer = peer;
            this.query = query;
            this.limit = limit;
        }

        Findings run(long conversation, long before) throws SQLException {
            boolean complete;
            long high;
            try (ResultSet row = state.executeQuery()) {
                complete = row.getLong(1) <= 1;
                high = row.getLong(2);
            }
            NavigableSet<Long> atTheEnd = new TreeSet<>(Comparator.reverseOrder());
            complete &= readThrough(conversation, high, atTheEnd);
            candidates.setString(1, match(conversation, query));
            candidates.setLong(2, before);
            try (ResultSet indexed = candidates.executeQuery()) {
                Iterator<Long> others = atTheEnd.tailSet(before, false).iterator();
                long next = next(indexed);
                long other = next(others);
                while (next != 0 || other != 0) {
                    long key = Math.max(next, other);
                    if (!look(key)) {
                        return new Findings(List.copyOf(hits), isFull() ? lastHit : lastLookedAt, complete);
                    }
                    next = next == key ? next(indexed) : next;
                    other = other == key ? next(others) : other;
                }
            }
            return new Findings(List.copyOf(hits), 0, complete);
        }

        /** Notes which messages may be meant at the end that the index does not have; false if that is too long. */
        private boolean readThrough(long conversation, long high, NavigableSet<Long> meant) throws SQLException {
            unindexed.setLong(1, high);
            int rows = 0;
            try (ResultSet row = unindexed.executeQuery()) {
                while (row.next()) {
                    if (++rows > MAX_UNINDEXED) {
                        onBehind.run();
                        return false;
                    }
                    boolean elsewhere = conversation != 0 && row.getLong(2) != conversation;
                    // A message that an edit came before may say something else than its own text.
                    boolean early = row.getBoolean(7) && row.getInt(3) == Content.Text.KIND;
                    if (!elsewhere && (early || !query.find(row.getString(6)).isEmpty())) {
                        meant.add(message(row));
                    }
                }
            }
            meant.remove(0L);
            return true;
        }

        /** False if that is enough for one search. */
        private boolean look(long key) throws SQLException {
            if (lookedAt == MAX_CANDIDATES || charsLookedAt > MAX_CHARS) {
                return false;
            }
            Located located = reader.read(key);
            lookedAt++;
            if (located != null && (peer == null || peer.equals(located.peer()))) {
                String text = located.shown().text();
                charsLookedAt += text.length();
                List<TextRange> found = query.find(text);
                if (!found.isEmpty()) {
                    if (isFull()) {
                        return false;
                    }
                    hits.add(new Hit(located.peer(), located.shown(), found));
                    lastHit = key;
                }
            }
            lastLookedAt = key;
            return true;
        }

        private boolean isFull() {
            return hits.size() == limit;
        }
    }

    /** The key of the message that an entry is, or changes; 0 if there is none. */
    private long message(ResultSet row) throws SQLException {
        if (row.getInt(3) == Content.Text.KIND) {
            return row.getLong(1);
        }
        if (row.getInt(3) != Content.Edit.KIND) {
            return 0;
        }
        messageKey.setBytes(1, row.getBytes(5));
        messageKey.setLong(2, row.getLong(2));
        messageKey.setBoolean(3, row.getBoolean(4));
        try (ResultSet found = messageKey.executeQuery()) {
            return found.next() ? found.getLong(1) : 0;
        }
    }

    private static long next(Iterator<Long> keys) {
        return keys.hasNext() ? keys.next() : 0;
    }

    private static long next(ResultSet keys) throws SQLException {
        return keys.next() ? keys.getLong(1) : 0;
    }
}
