package punchline.store;

import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import punchline.engine.conversation.MessageStore.StoreException;

/** Says what went wrong with a database file, and what to do, to people. */
final class Failures {
    /** The primary result code; the rest says which operation it was (SQLite documentation, "Result and Error Codes"). */
    private static final int PRIMARY = 0xff;

    private final Path file;

    Failures(Path file) {
        this.file = file;
    }

    StoreException of(SQLException e) {
        String words = switch (code(e)) {
            case SQLITE_FULL -> "The disk is full: nothing more can be kept in " + file + ". Make room and try again.";
            case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH ->
                "Messages cannot be kept in " + file
                        + ": it cannot be written. Check its permissions and its directory's.";
            case SQLITE_IOERR ->
                "The disk failed: " + file + " could not be read or written. Check the disk, and whether it has become"
                        + " read-only; then try again.";
            case SQLITE_NOTADB, SQLITE_CORRUPT -> damagedWords(file);
            case SQLITE_BUSY, SQLITE_LOCKED ->
                "The message store " + file + " is open in another program. Close that first.";
            default -> "The message store " + file + " failed: " + e.getMessage();
        };
        return new StoreException(words, e);
    }

    static StoreException damaged(Path file, @Nullable Throwable cause) {
        return new StoreException(damagedWords(file), cause);
    }

    /** Whether the file is none that SQLite knows, or has another key than it was opened with. */
    static boolean isNoDatabase(SQLException e) {
        return code(e) == SQLiteErrorCode.SQLITE_NOTADB;
    }

    /** Whether the fault is the disk's, so that trying the same again one by one is of no use. */
    static boolean isOfTheDisk(SQLException e) {
        return switch (code(e)) {
            case SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_TOOBIG, SQLITE_RANGE -> false;
            default -> true;
        };
    }

    private static String damagedWords(Path file) {
        return "The message store " + file
                + " is damaged. It was left as it is: put a backup in its place, or move it away to start anew.";
    }

    private static SQLiteErrorCode code(SQLException e) {
        return e instanceof SQLiteException sqlite
                ? SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & PRIMARY)
                : SQLiteErrorCode.UNKNOWN_ERROR;
    }
}
