package punchline.client.ui.conversation;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableObjectValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import punchline.client.ui.bridge.Asker;
import punchline.client.ui.people.Person;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.Happening;
import punchline.engine.conversation.MessageId;
import punchline.protocol.PeerId;

/** What happened to one message of mine, kept fresh while somebody looks at it. */
final class TimelineViewModel {
    private final Asker asker;
    private final ObservableObjectValue<@Nullable Person> person;
    private final ReadOnlyObjectWrapper<@Nullable MessageItem> item = new ReadOnlyObjectWrapper<>(this, "item");
    private final ObservableList<Happening> happenings = FXCollections.observableArrayList();
    private @Nullable String asked;

    TimelineViewModel(Asker asker, ObservableObjectValue<@Nullable Person> person) {
        this.asker = asker;
        this.person = person;
    }

    /** The message that is looked at, or null. */
    ReadOnlyObjectProperty<@Nullable MessageItem> itemProperty() {
        return item.getReadOnlyProperty();
    }

    /** Oldest first. */
    ObservableList<Happening> happenings() {
        return happenings;
    }

    void open(MessageItem shown) {
        happenings.clear();
        item.set(shown);
        ask();
    }

    void close() {
        item.set(null);
        asked = null;
        happenings.clear();
    }

    /** A message of this conversation, or the link that it waits for, has changed. */
    void onChange(PeerId peer, @Nullable MessageId id) {
        MessageItem looked = item.get();
        Person with = person.get();
        if (looked != null && with != null && with.id().equals(peer) && (id == null || id.equals(looked.id()))) {
            ask();
        }
    }

    void onTimeline(Event.Timeline timeline) {
        if (asked != null && asked.equals(timeline.ref())) {
            asked = null;
            happenings.setAll(timeline.happenings());
        }
    }

    private void ask() {
        MessageItem looked = item.get();
        Person with = person.get();
        MessageId id = looked == null ? null : looked.id();
        if (with != null && id != null) {
            // Only the last answer counts, so the mark is kept before it can come.
            asker.ask(ref -> {
                asked = ref;
                return new Command.Timeline(ref, with.id(), id);
            });
        }
    }
}
