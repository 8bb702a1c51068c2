package punchline.client.ui.conversation;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableObjectValue;
import org.jspecify.annotations.Nullable;
import punchline.client.ui.bridge.Asker;
import punchline.client.ui.people.PeopleViewModel;
import punchline.client.ui.people.Person;
import punchline.engine.Command;
import punchline.engine.conversation.MessageId;
import punchline.protocol.PeerId;

/** What of the conversation the person at the screen has seen, and tells the other so. */
final class Attention {
    private final Asker asker;
    private final PeopleViewModel people;
    private final ObservableObjectValue<@Nullable Person> person;
    private final MessageWindow window;
    private final ObservableBooleanValue loading;
    private final ReadOnlyIntegerWrapper newBelow = new ReadOnlyIntegerWrapper(this, "newBelow");
    private final BooleanProperty attentive = new SimpleBooleanProperty(this, "attentive");
    private final BooleanProperty atEnd = new SimpleBooleanProperty(this, "atEnd", true);
    private @Nullable MessageId readUpTo;

    Attention(
            Asker asker,
            PeopleViewModel people,
            ObservableObjectValue<@Nullable Person> person,
            MessageWindow window,
            ObservableBooleanValue loading) {
        this.asker = asker;
        this.people = people;
        this.person = person;
        this.window = window;
        this.loading = loading;
        attentive.addListener(property -> look());
        atEnd.addListener(property -> look());
    }

    ReadOnlyIntegerProperty newBelowProperty() {
        return newBelow.getReadOnlyProperty();
    }

    BooleanProperty attentiveProperty() {
        return attentive;
    }

    BooleanProperty atEndProperty() {
        return atEnd;
    }

    /** Another conversation is open. */
    void onOpened() {
        newBelow.set(0);
        atEnd.set(true);
    }

    void forgetNew() {
        newBelow.set(0);
    }

    /** These are about to be added: the line "new messages" is drawn unless they are seen. */
    void onArrived(MessageItem first, int count) {
        if (attentive.get() && atEnd.get()) {
            window.setFirstUnread(null);
            return;
        }
        newBelow.set(newBelow.get() + (atEnd.get() ? 0 : count));
        if (window.firstUnread() == null) {
            window.setFirstUnread(first);
        }
    }

    void look() {
        Person now = person.get();
        boolean seen = now != null && attentive.get() && atEnd.get() && !loading.get() && !window.isDetached();
        people.setReading(seen ? now.id() : null);
        if (seen) {
            newBelow.set(0);
            tellRead(now.id());
        }
    }

    /** Tells, once, that the latest message of the other's has been seen. */
    private void tellRead(PeerId peer) {
        MessageId latest = window.latestOfTheirs();
        if (latest != null && !latest.equals(readUpTo)) {
            readUpTo = latest;
            asker.ask(ref -> new Command.Read(ref, peer, latest));
        }
    }
}
