package punchline.client.ui.people;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import punchline.protocol.PeerId;

/** Finds a person by a few letters of its name, of my name for it, or of its id: those met last come first. */
public final class QuickSwitch {
    /** Nobody reads on; a letter more finds sooner. */
    static final int MAX_FOUND = 50;

    private static final int MAX_RECENT = 32;

    /** How well a name fits what is typed. */
    private enum Fit {
        NONE,
        /** The letters are there, in this order. */
        LETTERS,
        PART,
        WORD,
        BEGINNING
    }

    private record Candidate(Person person, Fit fit, long opened, long lastMillis) {}

    private static final Comparator<Candidate> BEST_FIRST = Comparator.comparing(Candidate::fit)
            .thenComparingLong(Candidate::opened)
            .thenComparingLong(Candidate::lastMillis)
            .reversed()
            .thenComparing(candidate -> candidate.person().state().name(), String.CASE_INSENSITIVE_ORDER)
            .thenComparing(candidate -> candidate.person().id());

    private final PeopleViewModel people;
    private final StringProperty query = new SimpleStringProperty(this, "query", "");
    private final ObservableList<Person> found = FXCollections.observableArrayList();
    /** When somebody was opened, counted; the one opened longest ago comes first. */
    private final Map<PeerId, Long> opened = new LinkedHashMap<>();

    private long openings;

    public QuickSwitch(PeopleViewModel people) {
        this.people = people;
        query.addListener(property -> look());
        people.selectedProperty().addListener((property, old, now) -> onOpened(now));
    }

    /** What is typed; empty for those met last. */
    StringProperty queryProperty() {
        return query;
    }

    /** Who fits, the best first. */
    ObservableList<Person> found() {
        return found;
    }

    /** Begins anew. */
    void begin() {
        query.set("");
        look();
    }

    void open(Person person) {
        people.select(person);
    }

    private void onOpened(@Nullable Person person) {
        if (person == null) {
            return;
        }
        openings++;
        opened.remove(person.id());
        opened.put(person.id(), openings);
        if (opened.size() > MAX_RECENT) {
            opened.remove(opened.keySet().iterator().next());
        }
    }

    private void look() {
        String sought = folded(query.get());
        List<Candidate> candidates = new ArrayList<>();
        for (Person person : people.all()) {
            Fit fit = fit(person, sought);
            if (fit != Fit.NONE) {
                PersonState.Preview last = person.state().last();
                candidates.add(new Candidate(
                        person, fit, opened.getOrDefault(person.id(), 0L), last == null ? 0 : last.timeMillis()));
            }
        }
        candidates.sort(BEST_FIRST);
        found.setAll(candidates.stream().limit(MAX_FOUND).map(Candidate::person).toList());
    }

    private static Fit fit(Person person, String sought) {
        PersonState state = person.state();
        Fit shown = fit(folded(state.name()), sought);
        Fit own = fit(folded(state.own().name()), sought);
        Fit better = shown.compareTo(own) >= 0 ? shown : own;
        return better == Fit.NONE && person.id().toString().startsWith(sought) ? Fit.PART : better;
    }

    private static Fit fit(String name, String sought) {
        int at = name.indexOf(sought);
        if (at == 0) {
            return Fit.BEGINNING;
        }
        if (at > 0) {
            return name.contains(" " + sought) ? Fit.WORD : Fit.PART;
        }
        int next = 0;
        for (int i = 0; i < name.length() && next < sought.length(); i++) {
            if (name.charAt(i) == sought.charAt(next)) {
                next++;
            }
        }
        return next == sought.length() ? Fit.LETTERS : Fit.NONE;
    }

    /** Without case and accents. */
    private static String folded(String text) {
        return Normalizer.normalize(text.strip(), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
    }
}
