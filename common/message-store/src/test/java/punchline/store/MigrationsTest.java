package punchline.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.JDBC;
import punchline.protocol.PeerId;

/** The copy that is made before a database is changed. */
class MigrationsTest {
    private static final long EPOCH = 42;
    private static final PeerId SELF = PeerId.ofBytes(new byte[PeerId.BYTES]);

    @TempDir
    private Path directory = Path.of("");

    @Test
    void theCopyHoldsWhatACrashLeftInTheLog() throws Exception {
        Path kept = Files.createDirectory(directory.resolve("kept"));
        try (DatabaseFile old = open(directory, 1);
                Statement statement = old.writer().createStatement()) {
            statement.executeUpdate("INSERT INTO peer VALUES (1, x'01')");
            // As a kill leaves it: what was committed stands in the log alone.
            for (String name : List.of("messages.db", "messages.db-wal")) {
                Files.copy(directory.resolve(name), kept.resolve(name));
            }
        }

        open(kept, Migrations.NEWEST).close();

        Path copy = kept.resolve("messages.db.v1");
        assertThat(number(copy, "PRAGMA user_version")).isEqualTo(1);
        assertThat(number(copy, "SELECT count(*) FROM peer")).isEqualTo(1);
        assertThat(number(kept.resolve("messages.db"), "SELECT count(*) FROM peer"))
                .isEqualTo(1);
    }

    @Test
    void theCopyOfAFailedAttemptIsMadeAnew() throws Exception {
        open(directory, 1).close();
        Path copy = directory.resolve("messages.db.v1");
        Files.write(copy, new byte[1 << 20]);

        open(directory, Migrations.NEWEST).close();

        assertThat(number(copy, "PRAGMA user_version")).isEqualTo(1);
        assertThat(Files.size(copy)).isLessThan(1 << 20);
    }

    @Test
    void nothingIsCopiedWhereNothingChanges() throws Exception {
        open(directory, Migrations.NEWEST).close();
        open(directory, Migrations.NEWEST).close();

        assertThat(directory).isDirectoryNotContaining("glob:**.v*");
    }

    private static DatabaseFile open(Path directory, int schema) {
        return DatabaseFile.open(directory, SELF, EPOCH, Migrations.shipped(schema), StoreLimits.standard());
    }

    private static long number(Path file, String query) throws SQLException {
        try (Connection connection = JDBC.createConnection(JDBC.PREFIX + file, new Properties());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.getLong(1);
        }
    }
}
