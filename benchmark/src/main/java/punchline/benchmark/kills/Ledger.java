package punchline.benchmark.kills;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What one person's programs have printed, across all their lives. */
final class Ledger {
    private final Map<String, String> queued = new LinkedHashMap<>();
    private final Set<String> delivered = new HashSet<>();
    private final Set<String> heard = new HashSet<>();
    private final List<String> lies = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    /** Texts by the ids of the messages, in the order in which {@code queued} was first printed. */
    Map<String, String> queued() {
        return queued;
    }

    /** The ids of which it was printed that the other holds them. */
    Set<String> delivered() {
        return delivered;
    }

    /** What was printed and cannot be. */
    List<String> lies() {
        return lies;
    }

    /** Errors that were printed. */
    List<String> problems() {
        return problems;
    }

    /** Takes in what one life has printed, in order; {@code refs} are the texts that were sent, by their marks. */
    void read(List<JsonNode> life, Map<String, String> refs) {
        Set<String> deliveredInThisLife = new HashSet<>();
        for (JsonNode event : life) {
            String id = event.path("id").asString("");
            switch (event.path("event").asString("")) {
                case "state" -> onState(event, id, refs, deliveredInThisLife);
                case "message" -> {
                    if (!heard.add(id)) {
                        lies.add("a message came twice: " + event);
                    }
                }
                case "error" -> problems.add(event.path("message").asString(""));
                default -> {}
            }
        }
    }

    private void onState(JsonNode event, String id, Map<String, String> refs, Set<String> deliveredInThisLife) {
        String state = event.path("state").asString("");
        String ref = event.path("ref").asString("");
        if (state.equals("queued") && refs.containsKey(ref) && queued.put(id, refs.get(ref)) != null) {
            lies.add("an id was given twice: " + event);
        }
        boolean isThere = state.equals("delivered") || state.equals("read");
        if (isThere) {
            delivered.add(id);
            deliveredInThisLife.add(id);
        } else if (deliveredInThisLife.contains(id)) {
            lies.add("delivered, and then: " + event);
        }
    }
}
