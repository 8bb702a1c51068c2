package punchline.client.console;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import punchline.engine.Event;
import punchline.protocol.PeerId;

/** Everyone whom the console has seen, and whom a {@code <who>} means. For one thread. */
final class People {
    /** More than fit on any screen; a server's list must not fill the memory. */
    private static final int MAX_PEOPLE = 10_000;

    private final Map<PeerId, Person> people = new LinkedHashMap<>();

    /** Whom a {@code <who>} means. */
    sealed interface Found {
        record One(PeerId id) implements Found {}

        record Nobody() implements Found {}

        /** At least two. */
        record Several(List<Person> people) implements Found {}
    }

    /** By number. */
    Collection<Person> all() {
        return Collections.unmodifiableCollection(people.values());
    }

    /** Notes someone. Null and empty say nothing new. */
    Person note(
            PeerId id,
            String name,
            Event.@Nullable Relation relation,
            Event.@Nullable LinkState link,
            Event.@Nullable Notes notes) {
        Person known = people.get(id);
        if (known == null) {
            known = new Person(id, people.size() + 1, "", null, Event.LinkState.OFFLINE, Event.Notes.NONE);
        }
        Person noted = new Person(
                id,
                known.number(),
                name.isEmpty() ? known.name() : Printable.line(name),
                relation == null ? known.relation() : relation,
                link == null ? known.link() : link,
                notes == null ? known.notes() : notes);
        if (people.containsKey(id) || people.size() < MAX_PEOPLE) {
            people.put(id, noted);
        }
        return noted;
    }

    /** What is noted of someone, known or not. */
    Event.Notes notesOf(PeerId id) {
        Person person = people.get(id);
        return person == null ? Event.Notes.NONE : person.notes();
    }

    /** Whether something stands between that person and me. */
    boolean isKnown(PeerId id) {
        Person person = people.get(id);
        return person != null && person.relation() != null;
    }

    /** What to call someone within a line, known or not. */
    String nameOf(PeerId id) {
        Person person = people.get(id);
        return person == null ? id.brief() : Printable.name(person.shownName());
    }

    /** A number, then my name for somebody, then its own, each in any case, then the beginning of an id; a whole id need not be known. */
    Found find(String who) {
        List<Person> found = matching(person -> String.valueOf(person.number()).equals(who));
        if (found.isEmpty()) {
            found = matching(person -> person.shownName().equalsIgnoreCase(who));
        }
        if (found.isEmpty()) {
            found = matching(person -> person.name().equalsIgnoreCase(who));
        }
        if (found.isEmpty()) {
            String prefix = who.toLowerCase(Locale.ROOT);
            found = matching(person -> person.id().toString().startsWith(prefix));
        }
        return switch (found.size()) {
            case 0 -> stranger(who);
            case 1 -> new Found.One(found.get(0).id());
            default -> new Found.Several(found);
        };
    }

    private List<Person> matching(Predicate<Person> test) {
        return people.values().stream().filter(test).toList();
    }

    private static Found stranger(String who) {
        try {
            return new Found.One(PeerId.parse(who));
        } catch (IllegalArgumentException e) {
            return new Found.Nobody();
        }
    }
}
