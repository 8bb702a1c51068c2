package punchline.client.ui.people;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import punchline.client.ui.bridge.Asker;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.conversation.SearchQuery;
import punchline.protocol.PeerId;

/** Messages of all conversations that have the words of the search box, the latest first. */
public final class MessageSearch {
    /** Some screens. */
    static final int PAGE = 30;

    /** Whoever has not found it among these adds a word. */
    static final int MAX_HITS = 300;

    private final Asker asker;
    private final Runnable onChange;
    private final List<Event.Hit> hits = new ArrayList<>();
    private String searched = "";
    private @Nullable String asked;
    private @Nullable Long next;

    MessageSearch(Asker asker, Runnable onChange) {
        this.asker = asker;
        this.onChange = onChange;
    }

    /** Adds those found so far, under their heading, and what asks for more. */
    void addTo(List<PeopleItem> arranged, Function<PeerId, @Nullable Person> people) {
        int before = arranged.size();
        for (Event.Hit hit : hits) {
            Person person = people.apply(hit.peer());
            if (person != null) {
                arranged.add(new PeopleItem.Found(person, hit));
            }
        }
        if (arranged.size() > before) {
            arranged.add(before, new PeopleItem.Heading(PeopleItem.Section.MESSAGES));
        }
        if (hasMore()) {
            arranged.add(new PeopleItem.More());
        }
    }

    /** Whether there may be more, which can be asked for. */
    boolean hasMore() {
        return next != null && hits.size() < MAX_HITS;
    }

    /** Looks for words, unless it is these already. What cannot be looked for is in no message. */
    void search(String text) {
        String wanted = text.strip();
        if (wanted.equals(searched)) {
            return;
        }
        searched = wanted;
        asked = null;
        next = null;
        boolean had = !hits.isEmpty();
        hits.clear();
        if (canBeSearched(wanted)) {
            read(null);
        }
        if (had) {
            onChange.run();
        }
    }

    private static boolean canBeSearched(String text) {
        try {
            SearchQuery.parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Looks for more. */
    public void readOn() {
        if (hasMore() && asked == null) {
            read(next);
        }
    }

    private void read(@Nullable Long from) {
        asker.ask(ref -> {
            asked = ref;
            return new Command.Search(ref, null, searched, PAGE, from);
        });
    }

    void onFound(Event.Found found) {
        if (asked == null || !asked.equals(found.ref())) {
            return;
        }
        asked = null;
        next = found.next();
        hits.addAll(found.hits());
        if (found.hits().isEmpty()) {
            // What was searched had none, but there is more to search.
            readOn();
        }
        onChange.run();
    }

    /** Gives up the search that this problem answers; returns whether there was one. Names are found without it. */
    boolean onProblem(Event.Problem told) {
        if (asked == null || !asked.equals(told.ref())) {
            return false;
        }
        asked = null;
        next = null;
        return true;
    }
}
