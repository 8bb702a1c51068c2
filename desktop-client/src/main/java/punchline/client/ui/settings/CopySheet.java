package punchline.client.ui.settings;

import java.nio.file.Path;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import punchline.client.ui.text.Texts;

/** Copies the profile into an encrypted file, or makes another profile of one. */
final class CopySheet extends SecretSheet {
    private final SettingsViewModel model;
    private final Path file;
    private final boolean restore;
    private final TextField name = new TextField();
    private final PasswordField secret;
    private final PasswordField again;

    CopySheet(SettingsViewModel model, Path file, boolean restore, Texts texts, Runnable onClose) {
        super("copy-sheet", texts.get(restore ? "import.title" : "backup.title"), model, texts, onClose);
        this.model = model;
        this.file = file;
        this.restore = restore;
        secret = secret("copy-passphrase", "copy.passphrase");
        again = secret("copy-again", "passphrase.again");
        if (restore) {
            name.setId("import-name");
            name.setPromptText(words("import.name"));
            name.setAccessibleText(words("import.name"));
            name.setOnAction(event -> submit());
            add(paragraph(words("import.words", file)), name, secret);
        } else {
            add(paragraph(words("backup.words", file)), secret, again, paragraph(words("backup.hint"), "sheet-hint"));
        }
        finish(restore ? "import.do" : "backup.do");
    }

    @Override
    void submit() {
        if (restore && name.getText().isBlank()) {
            refuse("import.nameless");
            name.requestFocus();
        } else if (secret.getText().isEmpty()) {
            refuse("passphrase.empty");
            secret.requestFocus();
        } else if (restore) {
            model.makeProfile(name.getText().strip(), file, of(secret), this::close);
        } else if (!secret.getText().equals(again.getText())) {
            refuse("passphrase.differ");
            again.requestFocus();
        } else {
            model.backUp(file, of(secret), this::close);
        }
    }

    @Override
    public void focusFirst() {
        (restore ? name : secret).requestFocus();
    }
}
