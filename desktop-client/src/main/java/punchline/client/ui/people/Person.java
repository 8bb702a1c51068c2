package punchline.client.ui.people;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import punchline.protocol.PeerId;

/** Someone in the people pane; one object per PeerId for as long as it is shown. */
public final class Person {
    private final PeerId id;
    private final ReadOnlyObjectWrapper<PersonState> state;
    private final ReadOnlyStringWrapper draft = new ReadOnlyStringWrapper(this, "draft", "");

    Person(PeerId id, PersonState state) {
        this.id = id;
        this.state = new ReadOnlyObjectWrapper<>(this, "state", state);
    }

    /** What is being written to it and has been left; empty if nothing is. */
    public ReadOnlyStringProperty draftProperty() {
        return draft.getReadOnlyProperty();
    }

    void setDraft(String now) {
        draft.set(now);
    }

    public PeerId id() {
        return id;
    }

    public PersonState state() {
        return state.get();
    }

    public ReadOnlyObjectProperty<PersonState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    void setState(PersonState now) {
        state.set(now);
    }
}
