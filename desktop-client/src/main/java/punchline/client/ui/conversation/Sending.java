package punchline.client.ui.conversation;

import java.util.List;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableObjectValue;
import org.jspecify.annotations.Nullable;
import punchline.client.ui.conversation.MessageItem.Delivery;
import punchline.client.ui.people.PeopleViewModel;
import punchline.client.ui.people.Person;
import punchline.client.ui.people.PersonState.Preview;
import punchline.client.ui.text.Times;
import punchline.engine.Event;
import punchline.engine.conversation.MessageId;

/** What I say: shown at once, handed to the engine, and followed until it is durable or not. */
final class Sending {
    private final Outgoing outgoing;
    private final ObservableObjectValue<@Nullable Person> person;
    private final MessageWindow window;
    private final HistoryViewModel history;
    private final PeopleViewModel people;
    private final Times times;
    private final StringProperty problem;

    Sending(
            Outgoing outgoing,
            ObservableObjectValue<@Nullable Person> person,
            MessageWindow window,
            HistoryViewModel history,
            PeopleViewModel people,
            Times times,
            StringProperty problem) {
        this.outgoing = outgoing;
        this.person = person;
        this.window = window;
        this.history = history;
        this.people = people;
        this.times = times;
        this.problem = problem;
    }

    /**
     * Sends a text that the composer has found sendable. What a stranger is sent first is a request too.
     *
     * @param replyTo the message that it answers, or null
     */
    void send(String text, @Nullable MessageId replyTo) {
        Person to = person.get();
        if (to == null) {
            return;
        }
        problem.set("");
        MessageItem item = MessageItem.typed(text, replyTo, times.nowMillis());
        outgoing.submit(to.id(), item);
        history.jumpToLatest();
        window.setFirstUnread(null);
        history.add(List.of(item), true);
    }

    /** Tries once more to make a failed message durable. */
    void retry(MessageItem item) {
        Person to = person.get();
        if (to != null && item.delivery() == Delivery.FAILED) {
            problem.set("");
            outgoing.submit(to.id(), item);
        }
    }

    /** Gives a failed message up. */
    void discard(MessageItem item) {
        if (item.delivery() == Delivery.FAILED) {
            problem.set("");
            outgoing.discard(item);
            window.remove(item);
        }
    }

    /** Whether this answers something sent here, which has become durable with it. */
    boolean onState(Event.State state) {
        Outgoing.Unsaved saved = outgoing.take(state);
        if (saved == null) {
            return false;
        }
        MessageItem item = saved.item();
        Person with = person.get();
        if (with != null && with.id().equals(saved.peer())) {
            window.onSaved(item, state.id(), state.order());
        }
        people.onSaid(saved.peer(), new Preview(state.id(), true, item.text(), false, item.timeMillis()));
        return true;
    }

    /** What this problem answers of what was sent here, which has failed with it; null if nothing. */
    Outgoing.@Nullable Unsaved onProblem(Event.Problem told) {
        return outgoing.fail(told);
    }
}
