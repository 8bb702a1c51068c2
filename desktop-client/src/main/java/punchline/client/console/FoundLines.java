package punchline.client.console;

import java.util.ArrayList;
import java.util.List;
import punchline.engine.Event;

/** What a search found, for a person: the newest last, each with the number that {@code history} takes. */
final class FoundLines {
    private final Phrases phrases;
    private final People people;
    private final MessageNumbers numbers;

    FoundLines(Phrases phrases, People people, MessageNumbers numbers) {
        this.phrases = phrases;
        this.people = people;
        this.numbers = numbers;
    }

    List<String> of(Event.Found found) {
        List<String> lines = new ArrayList<>();
        if (found.hits().isEmpty()) {
            lines.add("Nothing was found.");
        }
        for (Event.Hit hit : found.hits().reversed()) {
            int number = numbers.number(hit.peer(), hit.message().id());
            lines.add(phrases.found(people.nameOf(hit.peer()), hit, number));
        }
        if (found.next() != null) {
            lines.add("There is more. Add a word to find less, or @<who> in front.");
        }
        if (!found.complete()) {
            lines.add("Older messages are still being prepared for searches. Try again in a minute.");
        }
        return lines;
    }
}
