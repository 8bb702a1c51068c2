package punchline.client.ui.settings;

import javafx.scene.control.PasswordField;
import punchline.client.profile.Passphrase;
import punchline.client.ui.text.Texts;

/** Sets, changes or takes away the profile's passphrase. */
final class PassphraseSheet extends SecretSheet {
    private final SettingsViewModel model;
    private final boolean remove;
    private final boolean locked;
    private final PasswordField current;
    private final PasswordField next;
    private final PasswordField again;

    PassphraseSheet(SettingsViewModel model, boolean remove, Texts texts, Runnable onClose) {
        super(
                "passphrase-sheet",
                texts.get(remove ? "passphrase.remove.title" : "passphrase.title"),
                model,
                texts,
                onClose);
        this.model = model;
        this.remove = remove;
        locked = model.lockedProperty().get();
        current = secret("passphrase-current", "passphrase.current");
        next = secret("passphrase-next", "passphrase.next");
        again = secret("passphrase-again", "passphrase.again");
        add(paragraph(
                words(remove ? "passphrase.remove.words" : locked ? "passphrase.change.words" : "passphrase.words")));
        if (locked) {
            add(current);
        }
        if (!remove) {
            add(next, again, paragraph(words("passphrase.lost"), "sheet-hint"));
        }
        finish(remove ? "passphrase.remove.button" : "passphrase.do");
    }

    @Override
    void submit() {
        if (!remove && next.getText().isEmpty()) {
            refuse("passphrase.empty");
            next.requestFocus();
        } else if (!remove && !next.getText().equals(again.getText())) {
            refuse("passphrase.differ");
            again.requestFocus();
        } else {
            model.changePassphrase(of(current), remove ? Passphrase.of(new char[0]) : of(next), this::close);
        }
    }

    @Override
    public void focusFirst() {
        (locked ? current : next).requestFocus();
    }
}
