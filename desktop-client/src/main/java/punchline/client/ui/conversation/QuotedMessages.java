package punchline.client.ui.conversation;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.value.ObservableObjectValue;
import org.jspecify.annotations.Nullable;
import punchline.client.ui.bridge.Asker;
import punchline.client.ui.people.Person;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.HistoryMessage;
import punchline.engine.conversation.MessageId;

/** What the messages say that others answer, wherever in the conversation they stand. */
final class QuotedMessages {
    /** Several screens full of answers. */
    private static final int MAX_KEPT = 300;

    /** A message as it is quoted. */
    record Quote(State state, boolean mine, String text) {
        enum State {
            SAYS,
            DELETED,
            /** It is being read. */
            READING,
            /** It is not here. */
            GONE
        }

        static final Quote READING = new Quote(State.READING, false, "");
        static final Quote GONE = new Quote(State.GONE, false, "");

        static Quote of(boolean mine, boolean deleted, String text) {
            return new Quote(deleted ? State.DELETED : State.SAYS, mine, text);
        }
    }

    private final Asker asker;
    private final ObservableObjectValue<@Nullable Person> person;
    private final MessageWindow window;
    private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper(this, "changes");
    private final Map<String, MessageId> asked = new HashMap<>();
    private final Map<MessageId, Quote> kept = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<MessageId, Quote> eldest) {
            return size() > MAX_KEPT;
        }
    };

    QuotedMessages(Asker asker, ObservableObjectValue<@Nullable Person> person, MessageWindow window) {
        this.asker = asker;
        this.person = person;
        this.window = window;
    }

    /** Changes whenever {@link #find} may tell something else. */
    ReadOnlyIntegerProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    /** What is known of a message; what is not here is read. */
    Quote find(MessageId id) {
        MessageItem item = window.find(id);
        if (item != null) {
            return Quote.of(item.mine(), item.body().deleted(), item.text());
        }
        Quote known = kept.get(id);
        Person with = person.get();
        if (known != null || with == null) {
            return known == null ? Quote.GONE : known;
        }
        kept.put(id, Quote.READING);
        asker.ask(ref -> {
            asked.put(ref, id);
            return new Command.History(ref, with.id(), 1, null, null, id);
        });
        return kept.getOrDefault(id, Quote.READING);
    }

    /** This may be one that was asked for. */
    void onHistory(Event.History read) {
        MessageId id = read.ref() == null ? null : asked.remove(read.ref());
        if (id != null) {
            List<HistoryMessage> found = read.messages();
            keep(id, found.isEmpty() ? Quote.GONE : quote(found.getFirst()));
        }
    }

    void onChanged(HistoryMessage message) {
        if (kept.containsKey(message.id())) {
            keep(message.id(), quote(message));
        } else if (window.find(message.id()) != null) {
            changes.set(changes.get() + 1);
        }
    }

    /** Whether this problem is about one that was asked for; it is asked for again when it is next looked at. */
    boolean giveUp(Event.Problem told) {
        MessageId id = told.ref() == null ? null : asked.remove(told.ref());
        if (id != null) {
            kept.remove(id);
        }
        return id != null;
    }

    /** Another conversation is open, or messages are gone. */
    void forget() {
        asked.clear();
        kept.clear();
    }

    private void keep(MessageId id, Quote quote) {
        kept.put(id, quote);
        changes.set(changes.get() + 1);
    }

    private static Quote quote(HistoryMessage message) {
        return Quote.of(message.mine(), message.deleted(), message.text());
    }
}
