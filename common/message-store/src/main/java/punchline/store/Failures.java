package punchline.store;

import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import punchline.engine.Reason;
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
        Reason why = switch (code(e)) {
            case SQLITE_FULL -> Reason.of(StoreTrouble.FULL, "file", file);
            case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH ->
                Reason.of(StoreTrouble.NOT_WRITABLE, "file", file);
            case SQLITE_IOERR -> Reason.of(StoreTrouble.DISK_FAILED, "file", file);
            case SQLITE_NOTADB, SQLITE_CORRUPT -> Reason.of(StoreTrouble.DAMAGED, "file", file);
            case SQLITE_BUSY, SQLITE_LOCKED -> Reason.of(StoreTrouble.BUSY, "file", file);
            default -> Reason.of(StoreTrouble.FAILED, "file", file, "words", e.getMessage());
        };
        return new StoreException(why, e);
    }

    static StoreException damaged(Path file, @Nullable Throwable cause) {
        return new StoreException(Reason.of(StoreTrouble.DAMAGED, "file", file), cause);
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

    private static SQLiteErrorCode code(SQLException e) {
        return e instanceof SQLiteException sqlite
                ? SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & PRIMARY)
                : SQLiteErrorCode.UNKNOWN_ERROR;
    }
}
