package punchline.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import punchline.engine.Reason;
import punchline.engine.conversation.MessageStore.StoreException;

/**
 * Brings a database and its backups to the form that a key asks for, encrypted or plain. Each file is copied, the copy is
 * checked, and takes the place of the original in one step: a crash anywhere leaves the one or the other, whole, and the next
 * call goes on from there.
 */
final class Encryption {
    /** Where a test may end the program. */
    enum Step {
        BEGUN,
        COPIED,
        CHECKED,
        LOG_EMPTIED,
        FLUSHED,
        REPLACED
    }

    interface Progress {
        void reached(Path file, Step step);
    }

    private static final Logger log = LoggerFactory.getLogger(Encryption.class);

    /** Those that have pages: the index of words is made of such, beside one that cannot be counted. */
    private static final String TABLES =
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY name";

    private static final String DRAFT = ".new";

    private final StoreKey key;
    private final Progress progress;

    Encryption(StoreKey key, Progress progress) {
        this.key = key;
        this.progress = progress;
    }

    /** Converts the file, where it is not as it is to be, and those whose names begin with its own and {@code .v}. */
    void settle(Path file) throws IOException, SQLException {
        for (Path draft : siblings(file, "*" + DRAFT + "*")) {
            Files.delete(draft);
        }
        for (Path backup : siblings(file, ".v*")) {
            settleOne(backup);
        }
        settleOne(file);
    }

    private void settleOne(Path file) throws IOException, SQLException {
        switch (FileForm.of(file).kind()) {
            case PLAIN -> {
                if (key.encrypts()) {
                    convert(file, true);
                }
            }
            case ENCRYPTED -> {
                if (!key.encrypts()) {
                    convert(file, false);
                }
            }
            case EMPTY -> {}
            case OTHER -> log.warn("{} is no database, and stays as it is", file);
        }
    }

    private void convert(Path file, boolean encrypt) throws IOException, SQLException {
        Path draft = file.resolveSibling(file.getFileName() + DRAFT);
        PrivateFiles.create(draft);
        progress.reached(file, Step.BEGUN);
        try {
            try (Connection original = connect(file, false, !encrypt)) {
                try (PreparedStatement copy = original.prepareStatement("VACUUM INTO ?")) {
                    copy.setString(1, draft.toUri() + key.uriQuery(encrypt));
                    copy.execute();
                }
                progress.reached(file, Step.COPIED);
                check(original, draft, encrypt);
                progress.reached(file, Step.CHECKED);
                // A log that outlived its database would be taken for one of the database that takes its place.
                if (!"delete".equals(text(original, "PRAGMA journal_mode = DELETE"))) {
                    throw new StoreException(Reason.of(StoreTrouble.BUSY, "file", file), null);
                }
            }
            progress.reached(file, Step.LOG_EMPTIED);
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            progress.reached(file, Step.FLUSHED);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            PrivateFiles.force(file);
        } catch (SQLException | IOException | StoreException e) {
            Files.deleteIfExists(draft);
            throw e;
        }
        log.info("{} is {}", file, encrypt ? "encrypted" : "no longer encrypted");
        progress.reached(file, Step.REPLACED);
    }

    /** Nothing replaces a database but one that holds as much. */
    private void check(Connection original, Path draft, boolean encrypt) throws SQLException, IOException {
        if (FileForm.of(draft).kind() != (encrypt ? FileForm.Kind.ENCRYPTED : FileForm.Kind.PLAIN)) {
            throw new StoreException(Reason.of(StoreTrouble.BAD_COPY, "file", draft), null);
        }
        try (Connection copy = connect(draft, true, encrypt)) {
            String found = text(copy, "PRAGMA quick_check(1)");
            List<String> tables = texts(original, TABLES);
            boolean same = "ok".equals(found)
                    && text(copy, "PRAGMA user_version").equals(text(original, "PRAGMA user_version"))
                    && texts(copy, TABLES).equals(tables);
            for (String table : tables) {
                String count = "SELECT count(*) FROM \"" + table.replace("\"", "\"\"") + '"';
                same = same && text(copy, count).equals(text(original, count));
            }
            if (!same) {
                throw new StoreException(Reason.of(StoreTrouble.COPY_LACKS, "file", draft, "words", found), null);
            }
        }
    }

    private Connection connect(Path file, boolean readOnly, boolean encrypted) throws SQLException {
        SQLiteConfig config = key.config(encrypted);
        config.setReadOnly(readOnly);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        if (!readOnly) {
            config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        }
        return JDBC.createConnection(JDBC.PREFIX + file, config.toProperties());
    }

    private static String text(Connection connection, String query) throws SQLException {
        return texts(connection, query).getFirst();
    }

    private static List<String> texts(Connection connection, String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private static List<Path> siblings(Path file, String pattern) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(file.toAbsolutePath().getParent(), file.getFileName() + pattern)) {
            files.forEach(found::add);
        }
        return found;
    }
}
