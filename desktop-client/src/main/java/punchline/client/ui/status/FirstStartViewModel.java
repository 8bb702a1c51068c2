package punchline.client.ui.status;

import java.util.Map;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import punchline.client.settings.Settings;
import punchline.client.ui.bridge.Asker;
import punchline.client.ui.people.PersonName;
import punchline.client.ui.text.Texts;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.conversation.ConversationLimits;

/** The first start of a profile: what others call me, and who sees me. */
public final class FirstStartViewModel {
    /** Set once that has been answered. */
    static final String ANSWERED = "start.answered";

    private final Settings settings;
    private final Asker asker;
    private final Texts texts;
    private final ReadOnlyBooleanWrapper needed = new ReadOnlyBooleanWrapper(this, "needed");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private boolean nameless;

    public FirstStartViewModel(Settings settings, Asker asker, Texts texts) {
        this.settings = settings;
        this.asker = asker;
        this.texts = texts;
    }

    /** Whether it is to be asked. */
    public ReadOnlyBooleanProperty neededProperty() {
        return needed.getReadOnlyProperty();
    }

    /** What is wrong with the name; empty if nothing. */
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /**
     * Takes the answers.
     *
     * @return false if that is no name; {@link #problemProperty} says why
     */
    boolean answer(String name, boolean listed) {
        if (PersonName.isBlank(name)) {
            problem.set(texts.get("first.nameless"));
            return false;
        }
        if (PersonName.isTooLong(name)) {
            problem.set(texts.count("name.invalid", ConversationLimits.MAX_NAME_CHARS));
            return false;
        }
        problem.set("");
        asker.ask(ref -> new Command.Rename(ref, name.strip()));
        asker.ask(ref -> new Command.Visibility(ref, listed));
        settings.put(Map.of(ANSWERED, "true"));
        needed.set(false);
        return true;
    }

    /** Takes what concerns it. */
    public void onEvent(Event event) {
        if (event instanceof Event.Ready ready) {
            // What the engine calls somebody who has said nothing.
            nameless = ready.name().equals("Peer " + ready.id().brief());
        } else if (event instanceof Event.Contacts contacts && nameless) {
            needed.set(contacts.contacts().isEmpty() && !settings.isOn(ANSWERED, false));
            nameless = false;
        }
    }
}
