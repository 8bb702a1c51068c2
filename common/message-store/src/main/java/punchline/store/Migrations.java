package punchline.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;
import punchline.engine.conversation.MessageStore.StoreException;

/** Brings a database file to the newest schema, one numbered script after the other, each whole or not at all. */
final class Migrations {
    static final int NEWEST = 6;

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
                    "The message store " + file + " was written by a newer version of this program (schema " + version
                            + ", known here up to " + scripts.size() + "). It was left as it is: start that version.",
                    null);
        }
    }

    /**
     * Runs what is missing. A file that holds anything is copied first, to the same name with {@code .v} and its version.
     *
     * @param connection in autocommit mode
     */
    void run(Connection connection, Path file) throws SQLException, IOException {
        int version = version(connection);
        check(file, version);
        if (version > 0 && version < scripts.size()) {
            backUp(connection, file.resolveSibling(file.getFileName() + ".v" + version));
        }
        for (int next = version + 1; next <= scripts.size(); next++) {
            apply(connection, next);
        }
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

    private static void backUp(Connection connection, Path copy) throws SQLException, IOException {
        Files.deleteIfExists(copy);
        PrivateFiles.create(copy);
        try (PreparedStatement statement = connection.prepareStatement("VACUUM INTO ?")) {
            statement.setString(1, copy.toString());
            statement.execute();
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
