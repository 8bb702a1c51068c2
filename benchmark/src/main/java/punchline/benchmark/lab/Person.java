package punchline.benchmark.lab;

import static punchline.benchmark.lab.ConsoleClient.event;

import java.time.Duration;
import java.util.function.Predicate;
import punchline.benchmark.lab.ConsoleClient.Seen;
import punchline.benchmark.lab.network.LabException;
import tools.jackson.databind.JsonNode;

/** A running client and who it says it is. */
record Person(ConsoleClient client, String id, String name) {
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Duration ASK_AGAIN = Duration.ofMillis(100);

    /** Waits until a client that was started is ready. */
    static Person ready(ConsoleClient client, String name) {
        Seen ready = client.await(0, event("ready"), START_LIMIT)
                .orElseThrow(() -> new LabException("the client of " + name + " is not ready"));
        return new Person(client, ready.event().path("id").asString(), name);
    }

    /** Waits until this person finds the other in a server's list. */
    void awaitListing(Person wanted) {
        Predicate<JsonNode> listsWanted = event("peers").and(peers -> {
            for (JsonNode peer : peers.path("peers")) {
                if (peer.path("id").asString("").equals(wanted.id())) {
                    return true;
                }
            }
            return false;
        });
        if (!askUntil("peers", listsWanted, START_LIMIT)) {
            throw new LabException(wanted.name() + " is not listed at the server");
        }
    }

    /** Gives a command again and again until an event answers as wanted; false if none does in time. */
    boolean askUntil(String verb, Predicate<JsonNode> wanted, Duration limit) {
        long deadlineNanos = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() - deadlineNanos < 0) {
            int mark = client.mark();
            client.send(verb);
            if (client.await(mark, wanted, ASK_AGAIN).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** The event is about this person. */
    Predicate<JsonNode> isPeer() {
        return event -> event.path("peer").asString("").equals(id);
    }
}
