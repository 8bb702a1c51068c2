package punchline.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;
import punchline.engine.Reason;
import punchline.engine.conversation.MessageStore.StoreException;

/** Brings a database file to the newest schema, one numbered script after the other, each whole or not at all. */
final class Migrations {
    static final int NEWEST = 8;

    private final List<String> scripts;

    /** Script number n makes version n of version n − 1. */
    Migrations(List<String> scripts) {
        this.scripts = List.copyOf(scripts);
    }

    /** Those that come with this program. */
    static Migrations shipped() {
        return shipped(NEWEST);
    }

    /** Of those, the first ones, as an older program came with. */
    static Migrations shipped(int count) {
        return new Migrations(
                IntStream.rangeClosed(1, count).mapToObj(Migrations::script).toList());
    }

    /**
     * Refuses a file of a newer program.
     *
     * @throws StoreException if it is one
     */
    void check(Path file, int version) {
        if (version > scripts.size()) {
            throw new StoreException(
                    Reason.of(StoreTrouble.NEWER, "file", file, "version", version, "known", scripts.size()), null);
        }
    }

    /** Whether scripts are missing in a file that holds anything. */
    boolean isBehind(int version) {
        return version > 0 && version < scripts.size();
    }

    /**
     * Runs what is missing.
     *
     * @param connection in autocommit mode
     */
    void run(Connection connection, Path file) throws SQLException {
        int version = version(connection);
        check(file, version);
        for (int next = version + 1; next <= scripts.size(); next++) {
            apply(connection, next);
        }
    }

    /**
     * Copies a database to the same name with {@code .v} and its version. Byte for byte, since {@code VACUUM INTO} takes several times as
     * long, and a person waits for it.
     *
     * @param file without a log, and open nowhere: closing a file gives up all locks that the program has on it
     */
    static void backUp(Path file, int version) throws IOException {
        Path copy = file.resolveSibling(file.getFileName() + ".v" + version);
        Files.deleteIfExists(copy);
        PrivateFiles.create(copy);
        try (FileChannel from = FileChannel.open(file, StandardOpenOption.READ);
                FileChannel to = FileChannel.open(copy, StandardOpenOption.WRITE)) {
            long size = from.size();
            long done = 0;
            while (done < size) {
                done += from.transferTo(done, size - done, to);
            }
            to.force(true);
        }
        PrivateFiles.force(copy);
    }

    static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            return row.getInt(1);
        }
    }

    private void apply(Connection connection, int number) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(scripts.get(number - 1));
            statement.executeUpdate("PRAGMA user_version = " + number);
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static String script(int number) {
        try (InputStream in = Migrations.class.getResourceAsStream(number + ".sql")) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its script " + number + ".sql");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
