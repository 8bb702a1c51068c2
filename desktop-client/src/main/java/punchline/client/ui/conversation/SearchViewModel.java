package punchline.client.ui.conversation;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableObjectValue;
import org.jspecify.annotations.Nullable;
import punchline.client.ui.bridge.Asker;
import punchline.client.ui.people.Person;
import punchline.client.ui.text.Texts;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.RefusedException;
import punchline.engine.conversation.MessageId;
import punchline.engine.conversation.SearchQuery;

/** Looks for words in the open conversation, and goes from one message that has them to the next, the latest first. */
public final class SearchViewModel {
    /** What {@link Command.Search} takes at most. */
    private static final int PAGE = 200;

    /** Nobody looks at more one by one. */
    static final int MAX_HITS = 10_000;

    /** Hits before the last one known at which more are asked for. */
    private static final int AHEAD = 10;

    /**
     * Which of the hits is looked at.
     *
     * @param at       its number from the latest, 1 being the first; 0 if there is none
     * @param known    how many are known
     * @param more     whether there may be more
     * @param complete whether all that was ever said has been searched
     * @param running  whether no answer has come yet
     */
    public record Standing(int at, int known, boolean more, boolean complete, boolean running) {
        static final Standing NONE = new Standing(0, 0, false, true, false);
    }

    private final Asker asker;
    private final ObservableObjectValue<@Nullable Person> person;
    private final Revealing revealing;
    private final Texts texts;
    private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper(this, "open");
    private final StringProperty query = new SimpleStringProperty(this, "query", "");
    private final ReadOnlyObjectWrapper<@Nullable SearchQuery> sought = new ReadOnlyObjectWrapper<>(this, "sought");
    private final ReadOnlyObjectWrapper<@Nullable MessageId> current = new ReadOnlyObjectWrapper<>(this, "current");
    private final ReadOnlyObjectWrapper<Standing> standing =
            new ReadOnlyObjectWrapper<>(this, "standing", Standing.NONE);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final List<MessageId> hits = new ArrayList<>();
    private String searched = "";
    private @Nullable String asked;
    private @Nullable Long next;
    private boolean complete = true;
    private boolean stepWhenRead;
    private int at = -1;

    SearchViewModel(Asker asker, ObservableObjectValue<@Nullable Person> person, Revealing revealing, Texts texts) {
        this.asker = asker;
        this.person = person;
        this.revealing = revealing;
        this.texts = texts;
    }

    /** Whether one is looking for something. */
    public ReadOnlyBooleanProperty openProperty() {
        return open.getReadOnlyProperty();
    }

    /** What is typed; {@link #search} looks for it. */
    public StringProperty queryProperty() {
        return query;
    }

    /** What messages are searched for, to be marked wherever it is seen; null for nothing. */
    ReadOnlyObjectProperty<@Nullable SearchQuery> soughtProperty() {
        return sought.getReadOnlyProperty();
    }

    /** The message that was gone to, or null. */
    ReadOnlyObjectProperty<@Nullable MessageId> currentProperty() {
        return current.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Standing> standingProperty() {
        return standing.getReadOnlyProperty();
    }

    /** Why this cannot be looked for; empty if it can. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Begins to look for something. */
    public void open() {
        if (person.get() != null) {
            open.set(true);
        }
    }

    /** Is done with it; returns whether there was something to be done with. */
    public boolean close() {
        boolean was = open.get();
        open.set(false);
        query.set("");
        search();
        return was;
    }

    /** Looks for what is typed, unless it is that already. */
    public void search() {
        String wanted = query.get().strip();
        if (wanted.equals(searched)) {
            return;
        }
        searched = wanted;
        hits.clear();
        asked = null;
        next = null;
        complete = true;
        stepWhenRead = false;
        at = -1;
        problem.set("");
        current.set(null);
        sought.set(null);
        if (!wanted.isEmpty()) {
            try {
                sought.set(SearchQuery.parse(wanted));
                read(null);
            } catch (RefusedException e) {
                problem.set(texts.reason(e.why()));
            }
        }
        tell();
    }

    /** Goes to the hit before this one in the conversation, and from the first one to the last. */
    public void older() {
        search();
        if (at + 1 < hits.size()) {
            go(at + 1);
            if (at + AHEAD >= hits.size()) {
                readOn();
            }
        } else if (next != null && hits.size() < MAX_HITS) {
            stepWhenRead = true;
            readOn();
        } else if (!hits.isEmpty() && asked == null) {
            go(0);
        }
    }

    /** Goes to the hit that follows this one, and from the last one to the first if all are known. */
    public void newer() {
        search();
        if (at > 0) {
            go(at - 1);
        } else if (!hits.isEmpty() && next == null && asked == null) {
            go(hits.size() - 1);
        }
    }

    void onFound(Event.Found found) {
        if (asked == null || !asked.equals(found.ref())) {
            return;
        }
        asked = null;
        next = found.next();
        complete = found.complete();
        found.hits().forEach(hit -> hits.add(hit.message().id()));
        boolean step = at < 0 || stepWhenRead;
        if (step && at + 1 < hits.size()) {
            stepWhenRead = false;
            go(at + 1);
        } else if (step && next != null) {
            // What was searched had none, but there is more to search.
            readOn();
        } else if (stepWhenRead && !hits.isEmpty()) {
            stepWhenRead = false;
            go(0);
        }
        tell();
    }

    /** A message has come that may have what is looked for. */
    void onMessage(MessageItem item) {
        SearchQuery wanted = sought.get();
        MessageId id = item.id();
        if (wanted != null && id != null && !wanted.find(item.text()).isEmpty() && hits.size() < MAX_HITS) {
            hits.addFirst(id);
            at = at < 0 ? -1 : at + 1;
            tell();
        }
    }

    /** Says a problem here if it answers a search; returns whether it does. */
    boolean onProblem(Event.Problem told) {
        if (asked == null || !asked.equals(told.ref())) {
            return false;
        }
        asked = null;
        problem.set(texts.reason(told.message()));
        tell();
        return true;
    }

    private void go(int index) {
        at = index;
        current.set(hits.get(index));
        tell();
        revealing.reveal(hits.get(index));
    }

    private void readOn() {
        Long from = next;
        if (from != null && asked == null && hits.size() < MAX_HITS) {
            read(from);
        }
    }

    private void read(@Nullable Long from) {
        Person with = person.get();
        if (with != null) {
            asker.ask(ref -> {
                asked = ref;
                return new Command.Search(ref, with.id(), searched, PAGE, from);
            });
        }
    }

    private void tell() {
        standing.set(new Standing(at + 1, hits.size(), next != null, complete, asked != null));
    }
}
