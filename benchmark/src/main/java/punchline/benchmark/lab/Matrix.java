package punchline.benchmark.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import punchline.benchmark.lab.network.LabException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The results of all cells that were run, as JSON. */
final class Matrix {
    private Matrix() {}

    static void writeJson(Path file, int runs, List<CellResult> results) {
        JsonMapper mapper = JsonMapper.shared();
        ObjectNode root = mapper.createObjectNode();
        root.put("runs", runs);
        ArrayNode cells = root.putArray("cells");
        for (CellResult result : results) {
            put(cells.addObject(), result);
        }
        write(file, mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
    }

    private static void put(ObjectNode node, CellResult result) {
        node.put("cell", result.cell().title());
        node.put("promised", result.cell().expectation().words());
        node.put("asPromised", result.fitting());
        node.put("connected", result.connected());
        put(node, "toOnlineMillis", result.toOnline());
        put(node, "toBothOnlineMillis", result.toBothOnline());
        put(node, "toAnswerMillis", result.toAnswer());
        ArrayNode shortcomings = node.putArray("shortcomings");
        result.shortcomings().forEach(shortcomings::add);
        ArrayNode runs = node.putArray("runs");
        for (Outcome outcome : result.outcomes()) {
            put(runs.addObject(), outcome);
        }
    }

    private static void put(ObjectNode node, String name, Optional<Spread> spread) {
        spread.ifPresent(
                values -> node.putObject(name).put("median", values.median()).put("worst", values.worst()));
    }

    private static void put(ObjectNode node, Outcome outcome) {
        switch (outcome) {
            case Outcome.Online online ->
                node.put("onlineMillis", online.askerMillis())
                        .put("bothOnlineMillis", online.bothMillis())
                        .put("path", online.path())
                        .put("address", online.address());
            case Outcome.Told told -> node.put("toldMillis", told.millis()).put("words", told.words());
            case Outcome.Failed failed -> node.put("failed", failed.what());
        }
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new LabException(file + " cannot be written", e);
        }
    }
}
