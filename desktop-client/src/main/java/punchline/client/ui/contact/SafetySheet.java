package punchline.client.ui.contact;

import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.beans.value.ChangeListener;
import javafx.geometry.NodeOrientation;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.TilePane;
import punchline.client.ui.people.Person;
import punchline.client.ui.people.PersonState;
import punchline.client.ui.style.Sheet;
import punchline.client.ui.style.WrappedText;
import punchline.client.ui.text.Texts;

/** The number that two people compare to be sure that there is nobody between them. */
final class SafetySheet extends Sheet {
    private final ContactViewModel model;
    private final Person person;
    private final TilePane digits = new TilePane(18, 8);
    private final WrappedText standing = paragraph("", "safety-standing");
    private final Button match;
    private final Button unmark;
    private final InvalidationListener onNumber = property -> showNumber();
    private final ChangeListener<PersonState> onState = (property, old, now) -> show(now);

    SafetySheet(Person person, ContactViewModel model, Texts texts, Runnable onClose) {
        super("safety", texts.get("safety.title", person.state().name()), texts, onClose);
        this.model = model;
        this.person = person;
        String name = person.state().name();
        digits.setId("safety-number");
        // The same picture on both screens, whatever the two read.
        digits.setNodeOrientation(NodeOrientation.LEFT_TO_RIGHT);
        digits.setPrefColumns(4);
        digits.setNodeOrientation(NodeOrientation.LEFT_TO_RIGHT);
        digits.setMaxWidth(USE_PREF_SIZE);
        digits.getStyleClass().add("safety-number");
        digits.setFocusTraversable(true);
        standing.setId("safety-standing");
        PersonState state = person.state();
        if (state.notes().looksLike() != null) {
            add(paragraph(
                    words(
                            state.notes().looksLike().verified() ? "ask.lookalike.verified" : "ask.lookalike",
                            name,
                            state.notes().looksLike().name(),
                            state.notes().looksLike().id().brief()),
                    "sheet-warning"));
        }
        add(
                paragraph(words("safety.words", name)),
                digits,
                standing,
                paragraph(words("safety.hint", name), "sheet-hint"));
        button("safety-copy", "safety.copy", this::copy);
        unmark = button("safety-unmark", "safety.unmark", () -> model.mark(person, false));
        unmark.managedProperty().bind(unmark.visibleProperty());
        match = button(
                "safety-match",
                "safety.match",
                () -> {
                    model.mark(person, true);
                    close();
                },
                "accent");
        match.managedProperty().bind(match.visibleProperty());
        model.numberProperty().addListener(onNumber);
        person.stateProperty().addListener(onState);
        showNumber();
        show(state);
    }

    void detach() {
        model.numberProperty().removeListener(onNumber);
        person.stateProperty().removeListener(onState);
    }

    private void showNumber() {
        String number = model.numberProperty().get();
        digits.setAccessibleText(number.isEmpty() ? words("safety.wait") : words("safety.accessible", number));
        digits.getChildren()
                .setAll((number.isEmpty() ? List.of(words("safety.wait")) : List.of(number.split(" ", -1)))
                        .stream().map(Label::new).toList());
        match.setDisable(number.isEmpty());
    }

    private void show(PersonState state) {
        boolean verified = state.notes().verified();
        standing.setText(words(verified ? "safety.verified" : "safety.unverified", state.name()));
        unmark.setVisible(verified);
        match.setVisible(!verified);
    }

    private void copy() {
        ClipboardContent content = new ClipboardContent();
        content.putString(model.numberProperty().get());
        Clipboard.getSystemClipboard().setContent(content);
    }

    @Override
    public void focusFirst() {
        // Not on a button, which a second Enter would press.
        digits.requestFocus();
    }
}
