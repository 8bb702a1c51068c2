package punchline.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;

/**
 * Takes words of emptied texts out of the file. FTS5 writes that they are gone and leaves them where they are, until it merges the part of
 * the index that they lie in; here all parts are merged into one, in steps. Thread {@code store} only, each call within a transaction.
 *
 * @see <a href="https://www.sqlite.org/fts5.html#the_merge_command">FTS5: the merge command</a>
 */
final class ErasedWords {
    /** Pages of 4 KiB that are merged between two looks at the clock: about two milliseconds. */
    private static final int PAGES_AT_ONCE = 32;

    /** Fewer changes than that, and FTS5 had nothing to merge. */
    private static final long CHANGES_OF_A_MERGE = 2;

    private final PreparedStatement note;
    private final PreparedStatement noneIsLeft;
    private final PreparedStatement merge;
    private final PreparedStatement changes;
    private boolean any;
    private boolean merging;
    private boolean moreErased;

    ErasedWords(Statements statements) throws SQLException {
        any = Statements.number(statements.prepare("SELECT erased FROM indexed")) > 0;
        note = statements.prepare("UPDATE indexed SET erased = 1 WHERE erased = 0");
        noneIsLeft = statements.prepare("UPDATE indexed SET erased = 0");
        merge = statements.prepare("INSERT INTO word (word, rank) VALUES ('merge', ?)");
        changes = statements.prepare("SELECT total_changes()");
    }

    /** Whether some may lie in the file. */
    boolean isAny() {
        return any;
    }

    /** Some were taken out of the index. */
    void note() throws SQLException {
        any = true;
        moreErased = true;
        note.executeUpdate();
    }

    /**
     * Does some of what there is to do.
     *
     * @param goOn asked now and then
     * @return whether there is more to do
     */
    boolean takeOut(BooleanSupplier goOn) throws SQLException {
        boolean more;
        do {
            // A negative number begins a merge of all parts, which a positive one goes on with.
            int pages = merging ? PAGES_AT_ONCE : -PAGES_AT_ONCE;
            if (!merging) {
                merging = true;
                moreErased = false;
            }
            long before = Statements.number(changes);
            Statements.execute(merge, pages);
            more = Statements.number(changes) - before >= CHANGES_OF_A_MERGE;
        } while (more && goOn.getAsBoolean());
        if (more) {
            return true;
        }
        merging = false;
        if (moreErased) {
            return true;
        }
        noneIsLeft.executeUpdate();
        any = false;
        return false;
    }
}
