package punchline.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import punchline.engine.Reason;
import punchline.engine.conversation.MessageStore.StoreException;
import punchline.protocol.PeerId;

/** Takes a copy of a profile's messages away, and makes a copy that came back fit for use. Both block. */
public final class StoreArchive {
    /** What the copy is called, in an archive as in a profile. */
    public static final String FILE_NAME = DatabaseFile.NAME;

    private StoreArchive() {}

    /**
     * Copies what is durable at the moment into a new file, always encrypted, so that nothing of it lies in plain anywhere. The
     * store may be open meanwhile.
     *
     * @param directory of the profile
     * @param key       of the profile
     * @param nativeDirectory as in {@link SqliteMessageStore#open}
     * @return false if there is no database yet
     */
    public static boolean copy(Path directory, StoreKey key, @Nullable Path nativeDirectory, Path target) {
        useNativeDirectory(nativeDirectory);
        Path file = directory.resolve(FILE_NAME);
        try {
            FileForm form = FileForm.of(file);
            if (form.kind() == FileForm.Kind.EMPTY) {
                return false;
            }
            if (form.kind() == FileForm.Kind.OTHER) {
                throw Failures.damaged(file, null);
            }
            SQLiteConfig config = key.config(form.isEncrypted());
            config.setReadOnly(true);
            PrivateFiles.create(target);
            try (Connection connection = JDBC.createConnection(JDBC.PREFIX + file, config.toProperties());
                    PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
                copy.setString(1, target.toUri() + key.uriQuery(true));
                copy.execute();
            }
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new StoreException(Reason.of(StoreTrouble.NOT_COPIED, "file", file, "words", e.getMessage()), e);
        } catch (SQLException e) {
            throw new Failures(file).of(e);
        }
    }

    /**
     * Makes a copy that lies in a directory go on under a new epoch. Numbers of the old one are never used again, since the
     * original may have gone on after the copy was made; what was not acknowledged gets numbers of the new one, and whoever
     * has it already knows it by its id.
     *
     * @param epoch random
     * @throws StoreException if it is damaged, another's, or of a newer version; it is then left as it is
     */
    public static void renew(Path directory, PeerId self, long epoch, StoreKey key, @Nullable Path nativeDirectory) {
        useNativeDirectory(nativeDirectory);
        Path file = directory.resolve(FILE_NAME);
        try (DatabaseFile database = DatabaseFile.open(
                        directory,
                        self,
                        epoch,
                        key,
                        Migrations.shipped(),
                        StoreLimits.standard(),
                        (converted, step) -> {});
                Statement statement = database.writer().createStatement()) {
            statement.executeUpdate("BEGIN IMMEDIATE");
            // Those that no receipt covers; what an acknowledged number says stays where the other side has it.
            statement.executeUpdate(
                    "CREATE TEMP TABLE waiting AS SELECT e.key, e.peer, e.seq - coalesce(a.seq, 0) AS seq"
                            + " FROM entry e LEFT JOIN acknowledged a ON a.peer = e.peer AND a.epoch = e.epoch"
                            + " WHERE e.mine AND e.epoch = (SELECT epoch FROM profile) AND e.seq > coalesce(a.seq, 0)");
            statement.executeUpdate("UPDATE profile SET epoch = " + epoch);
            statement.executeUpdate("UPDATE entry SET epoch = " + epoch
                    + ", seq = (SELECT w.seq FROM waiting w WHERE w.key = entry.key)"
                    + " WHERE key IN (SELECT key FROM waiting)");
            // The original may have sent any of them since.
            statement.executeUpdate("UPDATE peer SET offered ="
                    + " (SELECT coalesce(max(w.seq), 0) FROM waiting w WHERE w.peer = peer.key)");
            statement.executeUpdate("DROP TABLE waiting");
            statement.executeUpdate("COMMIT");
        } catch (SQLException e) {
            throw new Failures(file).of(e);
        }
    }

    /** Whether a database lies there. */
    public static boolean isIn(Path directory) {
        return Files.exists(directory.resolve(FILE_NAME));
    }

    private static void useNativeDirectory(@Nullable Path nativeDirectory) {
        if (nativeDirectory != null) {
            SqliteMessageStore.useNativeDirectory(nativeDirectory);
        }
    }
}
