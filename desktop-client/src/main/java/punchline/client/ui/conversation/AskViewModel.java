package punchline.client.ui.conversation;

import java.util.function.BiFunction;
import javafx.beans.value.ObservableObjectValue;
import org.jspecify.annotations.Nullable;
import punchline.client.ui.bridge.Asker;
import punchline.client.ui.people.Person;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.protocol.PeerId;

/** What is asked and answered before two talk: whether to. */
final class AskViewModel {
    private final Asker asker;
    private final ObservableObjectValue<@Nullable Person> person;
    private @Nullable String asked;

    AskViewModel(Asker asker, ObservableObjectValue<@Nullable Person> person) {
        this.asker = asker;
        this.person = person;
    }

    /** Asks a stranger to talk without saying anything yet. */
    void connect() {
        ask((ref, id) -> new Command.Connect(ref, id, null));
    }

    /** Says yes to a request, or to one declined before. */
    void accept() {
        ask(Command.Accept::new);
    }

    /** Says no to a request. */
    void decline() {
        ask(Command.Reject::new);
    }

    /** Takes back that I blocked someone. */
    void unblock() {
        ask(Command.Unblock::new);
    }

    /** Tries at once to reach whom the engine would try to reach later. */
    void reconnect() {
        asker.ask(Command.Reconnect::new);
    }

    private void ask(BiFunction<String, PeerId, Command> command) {
        Person with = person.get();
        if (with != null) {
            asked = asker.ask(ref -> command.apply(ref, with.id()));
        }
    }

    /** Whether a problem answers what was last asked here. */
    boolean isAnsweredBy(Event.Problem told) {
        return told.ref() != null && told.ref().equals(asked);
    }
}
