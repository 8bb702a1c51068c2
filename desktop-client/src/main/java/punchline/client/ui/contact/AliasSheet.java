package punchline.client.ui.contact;

import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import punchline.client.ui.emoji.EmojiRuns;
import punchline.client.ui.people.Person;
import punchline.client.ui.people.PersonName;
import punchline.client.ui.people.PersonState;
import punchline.client.ui.style.Sheet;
import punchline.client.ui.text.Texts;
import punchline.engine.conversation.ConversationLimits;

/** Asks for my own name for somebody. */
final class AliasSheet extends Sheet {
    private final ContactViewModel model;
    private final Person person;
    private final TextField name = new TextField();
    private final Label problem = new Label();

    AliasSheet(Person person, ContactViewModel model, Texts texts, Runnable onClose) {
        super("alias", texts.get("alias.title", person.state().name()), texts, onClose);
        this.model = model;
        this.person = person;
        PersonState state = person.state();
        String own = state.own().name();
        name.setId("alias-name");
        name.setAccessibleText(words("alias.field"));
        name.setPromptText(drawable(own));
        name.setText(state.notes().alias() == null ? "" : state.notes().alias());
        name.setOnAction(event -> save());
        name.textProperty().addListener(property -> problem.setVisible(false));
        problem.getStyleClass().add("form-problem");
        problem.setId("alias-problem");
        problem.setWrapText(true);
        problem.setVisible(false);
        problem.managedProperty().bind(problem.visibleProperty());
        add(paragraph(own.isBlank() ? words("alias.words.nameless") : words("alias.words", own)), name, problem);
        if (state.notes().alias() != null) {
            button("alias-remove", "alias.remove", () -> {
                model.rename(person, "");
                close();
            });
        }
        closeButton("sheet.cancel");
        Button save = button("alias-save", "alias.save", this::save, "accent");
        save.setDefaultButton(false);
    }

    /** A prompt is drawn in one font, which has no emoji. */
    private static String drawable(String name) {
        return EmojiRuns.of(name, 0, name.length(), name.length()).stream()
                .filter(run -> run.emoji() == null)
                .map(run -> name.substring(run.from(), run.to()))
                .collect(Collectors.joining())
                .strip();
    }

    private void save() {
        if (!PersonName.isPossible(name.getText())) {
            problem.setText(counted("name.invalid", ConversationLimits.MAX_NAME_CHARS));
            problem.setVisible(true);
            name.requestFocus();
            return;
        }
        model.rename(person, name.getText());
        close();
    }

    @Override
    public void focusFirst() {
        name.requestFocus();
        name.selectAll();
    }
}
