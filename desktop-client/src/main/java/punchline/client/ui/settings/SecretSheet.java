package punchline.client.ui.settings;

import java.util.Objects;
import javafx.geometry.NodeOrientation;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import punchline.client.profile.Passphrase;
import punchline.client.ui.style.Sheet;
import punchline.client.ui.text.Texts;

/** A sheet with passphrases in it, which does something that may take a while and may not be done. */
abstract class SecretSheet extends Sheet {
    private final SettingsViewModel model;
    private final Label problem = new Label();

    SecretSheet(String id, String title, SettingsViewModel model, Texts texts, Runnable onClose) {
        super(id, title, texts, onClose);
        this.model = model;
        problem.setId("secret-problem");
        problem.getStyleClass().add("form-problem");
        problem.setWrapText(true);
        problem.managedProperty().bind(problem.visibleProperty());
        problem.visibleProperty().bind(problem.textProperty().isNotEmpty());
        problem.setText(model.problemProperty().get());
        model.problemProperty().addListener((property, old, now) -> problem.setText(now));
    }

    /** A field for a passphrase. */
    final PasswordField secret(String id, String key) {
        PasswordField field = new PasswordField();
        field.setId(id);
        field.setNodeOrientation(NodeOrientation.LEFT_TO_RIGHT);
        field.setPromptText(words(key));
        field.setAccessibleText(words(key));
        field.setOnAction(event -> submit());
        return field;
    }

    /** Adds the place where it is said what is wrong, and the buttons. */
    final void finish(String doKey) {
        add(problem);
        closeButton("sheet.cancel");
        Button go = button("secret-do", doKey, this::submit, "accent");
        go.disableProperty().bind(model.busyProperty());
    }

    final void refuse(String key) {
        problem.setText(words(key));
    }

    static Passphrase of(PasswordField field) {
        return Passphrase.of(Objects.requireNonNullElse(field.getText(), "").toCharArray());
    }

    /** Does it, or says why not. */
    abstract void submit();
}
