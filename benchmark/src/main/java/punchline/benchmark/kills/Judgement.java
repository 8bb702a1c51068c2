package punchline.benchmark.kills;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What is wrong with what two programs hold in the end, measured by what their lives printed. */
final class Judgement {
    private static final Set<String> THERE = Set.of("delivered", "read");

    private Judgement() {}

    /** Whether anything still waits. */
    static boolean isSettled(List<JsonNode> one, List<JsonNode> other) {
        return one.size() == other.size()
                && isEachThere(one)
                && isEachThere(other)
                && ids(one, true).equals(ids(other, false))
                && ids(other, true).equals(ids(one, false));
    }

    private static boolean isEachThere(List<JsonNode> history) {
        return history.stream()
                .filter(message -> message.path("mine").asBoolean(false))
                .allMatch(message -> THERE.contains(message.path("state").asString("")));
    }

    /** In words; nothing if all is well. */
    static List<String> of(Mortal author, List<JsonNode> authors, Mortal reader, List<JsonNode> readers) {
        List<String> wrong = new ArrayList<>();
        String way = author.name() + " to " + reader.name() + ": ";
        author.ledger().lies().forEach(lie -> wrong.add(author.name() + ": " + lie));
        Map<String, String> queued = author.ledger().queued();
        List<String> arrived = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (JsonNode message : readers) {
            if (message.path("mine").asBoolean(true)) {
                continue;
            }
            String id = message.path("id").asString("");
            String text = message.path("text").asString("");
            if (!seen.add(id) || !seen.add(text)) {
                wrong.add(way + "there twice: " + message);
            }
            if (queued.containsKey(id)) {
                arrived.add(id);
                if (!text.equals(queued.get(id))) {
                    wrong.add(way + "another text than " + queued.get(id) + ": " + message);
                }
            }
        }
        for (String id : queued.keySet()) {
            if (!seen.contains(id)) {
                wrong.add(way + "lost: " + queued.get(id) + " " + id);
            }
        }
        if (wrong.isEmpty() && !arrived.equals(List.copyOf(queued.keySet()))) {
            wrong.add(way + "in another order than it was queued: " + arrived + " of " + queued.keySet());
        }
        for (String id : author.ledger().delivered()) {
            if (!seen.contains(id)) {
                wrong.add(way + "said to be delivered, and not there: " + id);
            }
        }
        if (!isEachThere(authors)) {
            wrong.add(way + "not delivered in the end");
        }
        if (!ids(authors, true).equals(ids(readers, false))) {
            wrong.add(way + "the two hold different messages");
        }
        return wrong;
    }

    private static List<String> ids(List<JsonNode> history, boolean mine) {
        return history.stream()
                .filter(message -> message.path("mine").asBoolean(false) == mine)
                .map(message -> message.path("id").asString("") + " "
                        + message.path("text").asString(""))
                .toList();
    }

    /** Whether a database that lies still is whole. */
    static List<String> integrity(Mortal owner, Path database) {
        List<String> wrong = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA integrity_check")) {
            while (result.next()) {
                if (!"ok".equals(result.getString(1))) {
                    wrong.add(owner.name() + "'s database: " + result.getString(1));
                }
            }
        } catch (SQLException e) {
            wrong.add(owner.name() + "'s database: " + e.getMessage());
        }
        return wrong;
    }
}
