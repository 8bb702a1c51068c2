package punchline.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import punchline.engine.conversation.Content;
import punchline.engine.conversation.FoldedText;

/**
 * The index of words, as the one who writes sees it. Thread {@code store} only, each call within a transaction.
 *
 * <p>It follows the entries at a distance: what is new waits until the disk is idle, and of a database from before there
 * was an index the newest come first, then the older ones backwards. Entries between {@code low} and {@code high} are in it. All texts that a message
 * ever had are under the key of the message itself: FTS5 holds rowids for words, and one that has come already gets more words.
 */
final class SearchIndex {
    /** Rows between two looks at whether there is something more urgent: a millisecond or two, if texts are short. */
    private static final int ROWS_AT_ONCE = 64;

    /** Letters and digits follow it, never itself: no word of any text is the mark of a conversation. */
    private static final char CONVERSATION = '·';

    private static final String ROWS = "SELECT e.key, e.peer, e.kind, e.mine, e.id, e.target, e.text, p.early"
            + " FROM entry e JOIN peer p ON p.key = e.peer";

    private static final String MESSAGE_KEY =
            "SELECT key FROM entry WHERE id = ? AND peer = ? AND mine = ? AND kind = ";

    private static final String EDITS = " FROM entry WHERE peer = ?1 AND target = ?2 AND kind = " + Content.Edit.KIND
            + " AND mine = ?3 AND text IS NOT NULL";

    /** A row of which words may be taken. */
    private record Row(
            long key,
            long peer,
            int kind,
            boolean mine,
            byte[] id,
            byte @Nullable [] target,
            @Nullable String text,
            boolean early) {
        static Row of(ResultSet row) throws SQLException {
            return new Row(
                    row.getLong(1),
                    row.getLong(2),
                    row.getInt(3),
                    row.getBoolean(4),
                    row.getBytes(5),
                    row.getBytes(6),
                    row.getString(7),
                    row.getBoolean(8));
        }
    }

    private final PreparedStatement state;
    private final PreparedStatement setState;
    private final PreparedStatement begin;
    private final PreparedStatement newer;
    private final PreparedStatement older;
    private final PreparedStatement one;
    private final PreparedStatement messageKey;
    private final PreparedStatement emptiedKey;
    private final PreparedStatement lastEdit;
    private final PreparedStatement earlyEdit;
    private final PreparedStatement textOf;
    private final PreparedStatement add;
    private final PreparedStatement remove;
    private final PreparedStatement clear;
    private final ErasedWords erased;

    SearchIndex(Statements statements, ErasedWords erased) throws SQLException {
        this.erased = erased;
        state = statements.prepare("SELECT low, high, folding FROM indexed");
        setState = statements.prepare("UPDATE indexed SET low = ?, high = ?");
        begin = statements.prepare("UPDATE indexed SET low = iif(low = high, low, last + 1),"
                + " high = iif(low = high, high, last + 1), folding = ?"
                + " FROM (SELECT coalesce(max(key), 0) AS last FROM entry)");
        newer = statements.prepare(ROWS + " WHERE e.key >= ? ORDER BY e.key LIMIT " + ROWS_AT_ONCE);
        older = statements.prepare(ROWS + " WHERE e.key < ? ORDER BY e.key DESC LIMIT " + ROWS_AT_ONCE);
        one = statements.prepare(ROWS + " WHERE e.key = ?");
        messageKey = statements.prepare(MESSAGE_KEY + Content.Text.KIND);
        emptiedKey = statements.prepare(MESSAGE_KEY + Content.Cancelled.KIND);
        lastEdit = statements.prepare(
                "SELECT text" + EDITS + " AND key <> ?4 ORDER BY lamport DESC, epoch DESC, seq DESC LIMIT 1");
        earlyEdit = statements.prepare(
                "SELECT text" + EDITS + " AND key < ?4 ORDER BY lamport DESC, epoch DESC, seq DESC LIMIT 1");
        textOf = statements.prepare("SELECT text FROM entry WHERE key = ?");
        add = statements.prepare("INSERT INTO word (rowid, words) VALUES (?, ?)");
        remove = statements.prepare("INSERT INTO word (word, rowid, words) VALUES ('delete', ?, ?)");
        clear = statements.prepare("INSERT INTO word (word) VALUES ('delete-all')");
    }

    /** The mark that all messages of a conversation have among their words. */
    static String conversationTerm(long peerKey) {
        return CONVERSATION + Long.toString(peerKey);
    }

    /**
     * Takes in some of what is missing.
     *
     * @param goOn asked now and then
     * @return whether there is more to do
     */
    boolean takeIn(BooleanSupplier goOn) throws SQLException {
        long low;
        long high;
        boolean usable;
        try (ResultSet row = state.executeQuery()) {
            low = row.getLong(1);
            high = row.getLong(2);
            usable = row.getString(3).equals(FoldedText.FOLDING);
        }
        if (!usable) {
            beginAnew();
            return true;
        }
        boolean more = true;
        do {
            List<Row> rows = rows(newer, high);
            if (!rows.isEmpty()) {
                high = rows.getLast().key() + 1;
            } else {
                rows = rows(older, low);
                more = !rows.isEmpty();
                low = more ? rows.getLast().key() : 1;
            }
            take(rows);
        } while (more && goOn.getAsBoolean());
        Statements.execute(setState, low, high);
        return more;
    }

    /** Forgets everything; the newest entries come first again. Of an index with nothing in it, the place is right already. */
    private void beginAnew() throws SQLException {
        clear.executeUpdate();
        begin.setString(1, FoldedText.FOLDING);
        begin.executeUpdate();
    }

    /**
     * To be called before the text of a row is emptied, in the same transaction: takes its words out. What the message shows
     * beside that text stays findable. Rows keep their keys for good.
     */
    void erase(long key) throws SQLException {
        List<Row> rows = rows(one, key);
        if (rows.isEmpty()) {
            return;
        }
        Row row = rows.getFirst();
        long shown = messageKey(messageKey, row);
        long message = shown != 0 ? shown : messageKey(emptiedKey, row);
        if (row.text() == null || message == 0 || !isIn(Math.max(message, key))) {
            return;
        }
        String words = words(row.peer(), FoldedText.of(row.text()).terms());
        if (shown == 0 || key < shown) {
            // It may not be in there, as of edits that came before their message only the last is; and FTS5 counts, so
            // that it must not take out what it was not given.
            change(add, message, words);
        }
        change(remove, message, words);
        erased.note();
        Set<String> left = new LinkedHashSet<>();
        if (message != key) {
            addTerms(left, text(textOf, message));
        }
        addTerms(left, edit(lastEdit, row, messageId(row), key));
        if (!left.isEmpty()) {
            change(add, message, words(row.peer(), left));
        }
    }

    private boolean isIn(long key) throws SQLException {
        try (ResultSet row = state.executeQuery()) {
            return key >= row.getLong(1) && key < row.getLong(2);
        }
    }

    /** What lies in several rows of one message goes in as one; FTS5 wants its rowids in order. */
    private void take(List<Row> rows) throws SQLException {
        Map<Long, List<Row>> byMessage = new TreeMap<>();
        for (Row row : rows) {
            long message = messageKey(messageKey, row);
            // An edit that came before its message is taken in with that.
            if (row.text() != null && message != 0 && message <= row.key()) {
                byMessage.computeIfAbsent(message, absent -> new ArrayList<>()).add(row);
            }
        }
        for (Map.Entry<Long, List<Row>> message : byMessage.entrySet()) {
            StringJoiner words = new StringJoiner(" ");
            for (Row row : message.getValue()) {
                words.add(words(row.peer(), terms(row)));
            }
            change(add, message.getKey(), words.toString());
        }
    }

    private Set<String> terms(Row row) throws SQLException {
        Set<String> terms = new LinkedHashSet<>();
        addTerms(terms, row.text());
        if (row.early() && row.kind() == Content.Text.KIND) {
            addTerms(terms, edit(earlyEdit, row, row.id(), row.key()));
        }
        return terms;
    }

    /** The key of the message that a row is, or changes as its author may; 0 if it is not there. */
    private static long messageKey(PreparedStatement query, Row row) throws SQLException {
        if (row.kind() == Content.Text.KIND) {
            return row.key();
        }
        if (row.kind() != Content.Edit.KIND || row.target() == null) {
            return 0;
        }
        query.setBytes(1, row.target());
        query.setLong(2, row.peer());
        query.setBoolean(3, row.mine());
        try (ResultSet found = query.executeQuery()) {
            return found.next() ? found.getLong(1) : 0;
        }
    }

    private static byte @Nullable [] messageId(Row row) {
        return row.kind() == Content.Text.KIND ? row.id() : row.target();
    }

    private static @Nullable String edit(PreparedStatement query, Row row, byte @Nullable [] message, long key)
            throws SQLException {
        query.setLong(1, row.peer());
        query.setBytes(2, message);
        query.setBoolean(3, row.mine());
        query.setLong(4, key);
        try (ResultSet found = query.executeQuery()) {
            return found.next() ? found.getString(1) : null;
        }
    }

    private static @Nullable String text(PreparedStatement query, long key) throws SQLException {
        query.setLong(1, key);
        try (ResultSet found = query.executeQuery()) {
            return found.next() ? found.getString(1) : null;
        }
    }

    private static void addTerms(Set<String> terms, @Nullable String text) {
        if (text != null) {
            terms.addAll(FoldedText.of(text).terms());
        }
    }

    private static String words(long peerKey, Set<String> terms) {
        return conversationTerm(peerKey) + " " + String.join(" ", terms);
    }

    private static void change(PreparedStatement statement, long message, String words) throws SQLException {
        statement.setLong(1, message);
        statement.setString(2, words);
        statement.executeUpdate();
    }

    private static List<Row> rows(PreparedStatement query, long key) throws SQLException {
        List<Row> rows = new ArrayList<>();
        query.setLong(1, key);
        try (ResultSet found = query.executeQuery()) {
            while (found.next()) {
                rows.add(Row.of(found));
            }
        }
        return rows;
    }
}
