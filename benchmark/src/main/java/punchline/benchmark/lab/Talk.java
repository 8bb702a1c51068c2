package punchline.benchmark.lab;

import static punchline.benchmark.lab.ConsoleClient.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import punchline.benchmark.lab.ConsoleClient.Seen;
import tools.jackson.databind.JsonNode;

/** Numbered messages from one person to another, and what became of them. One thread at a time speaks. */
final class Talk {
    private final Person from;
    private final Person to;
    private final int mark;

    /** When each was handed to the client; the first has the number 0. */
    private final List<Long> saidNanos = new ArrayList<>();

    Talk(Person from, Person to) {
        this.from = from;
        this.to = to;
        this.mark = to.client().mark();
    }

    /** What became of all that was said. */
    record Count(int said, int lost, int doubled, boolean inOrder) {}

    /** Says the next one and gives its number. */
    synchronized int say() {
        int number = saidNanos.size();
        saidNanos.add(System.nanoTime());
        from.client().send("send", "peer", to.id(), "text", text(number));
        return number;
    }

    /** The first message that was said after a moment; empty if none was yet. */
    synchronized Optional<Integer> firstAfter(long nanos) {
        for (int number = 0; number < saidNanos.size(); number++) {
            if (saidNanos.get(number) - nanos >= 0) {
                return Optional.of(number);
            }
        }
        return Optional.empty();
    }

    /** When a message arrived, waiting for it; empty if it has not in time. */
    Optional<Long> arrival(int number, Duration limit) {
        return to.client()
                .await(
                        mark,
                        arrived().and(event -> event.path("text").asString("").equals(text(number))),
                        limit)
                .map(Seen::atNanos);
    }

    /** Waits until the last one has arrived, for a while, and counts. */
    Count settle(Duration limit) {
        int said = said();
        if (said > 0) {
            arrival(said - 1, limit);
        }
        List<String> texts = to.client().since(mark, arrived()).stream()
                .map(seen -> seen.event().path("text").asString(""))
                .toList();
        return count(expected(said), texts);
    }

    static Count count(List<String> said, List<String> heard) {
        Set<String> distinct = new HashSet<>(heard);
        int lost = (int) said.stream().filter(text -> !distinct.contains(text)).count();
        List<String> once = heard.stream().distinct().toList();
        List<String> saidAndHeard = said.stream().filter(distinct::contains).toList();
        return new Count(said.size(), lost, heard.size() - distinct.size(), once.equals(saidAndHeard));
    }

    private synchronized int said() {
        return saidNanos.size();
    }

    private List<String> expected(int said) {
        List<String> texts = new ArrayList<>();
        for (int number = 0; number < said; number++) {
            texts.add(text(number));
        }
        return texts;
    }

    private String text(int number) {
        return from.name() + " " + number;
    }

    private Predicate<JsonNode> arrived() {
        return event("message").and(from.isPeer());
    }
}
