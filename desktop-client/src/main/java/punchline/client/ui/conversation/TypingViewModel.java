package punchline.client.ui.conversation;

import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.value.ObservableObjectValue;
import org.jspecify.annotations.Nullable;
import punchline.client.ui.bridge.Asker;
import punchline.client.ui.people.Person;
import punchline.client.ui.text.Times;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.Event.LinkState;
import punchline.protocol.PeerId;

/** Who is writing: tells the other that I am, and shows that the other is. */
final class TypingViewModel {
    /** What {@link Command.Typing} is passed on at most. */
    static final long INTERVAL_MILLIS = 3_000;

    private final Asker asker;
    private final ObservableObjectValue<@Nullable Person> person;
    private final Times times;
    private final ReadOnlyLongWrapper until = new ReadOnlyLongWrapper(this, "until");
    private @Nullable PeerId told;
    private long toldAtMillis;

    TypingViewModel(Asker asker, ObservableObjectValue<@Nullable Person> person, Times times) {
        this.asker = asker;
        this.person = person;
        this.times = times;
        person.addListener((property, old, now) -> until.set(0));
    }

    /** Until when, by my wall clock in ms, the other counts as writing; 0 if it does not write. */
    ReadOnlyLongProperty untilProperty() {
        return until.getReadOnlyProperty();
    }

    /** For how much longer the other counts as writing. */
    long remainingMillis() {
        return Math.max(0, until.get() - times.nowMillis());
    }

    /** I have typed something. */
    void onTyped() {
        Person with = person.get();
        if (with == null || !with.state().isAccepted() || with.state().link() != LinkState.ONLINE) {
            return;
        }
        long now = times.nowMillis();
        boolean another = told == null || !with.id().equals(told);
        if (another || now - toldAtMillis >= INTERVAL_MILLIS || now < toldAtMillis) {
            told = with.id();
            toldAtMillis = now;
            asker.ask(ref -> new Command.Typing(ref, with.id()));
        }
    }

    /** What I typed has been sent: what I type next is told at once. */
    void onSent() {
        told = null;
    }

    void onTyping(Event.Typing typing) {
        if (isOpen(typing.peer())) {
            until.set(times.nowMillis() + typing.millis());
        }
    }

    /** What was being written has come. */
    void onMessage(PeerId from) {
        if (isOpen(from)) {
            until.set(0);
        }
    }

    /** The view has shown it for that long. */
    void lapse() {
        until.set(0);
    }

    private boolean isOpen(PeerId peer) {
        Person with = person.get();
        return with != null && with.id().equals(peer);
    }
}
