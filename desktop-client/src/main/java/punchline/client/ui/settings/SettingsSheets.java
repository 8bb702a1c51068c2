package punchline.client.ui.settings;

import java.nio.file.Path;
import java.util.List;
import punchline.client.ui.FilePicker;
import punchline.client.ui.style.OverlayLayer;
import punchline.client.ui.style.Sheet;
import punchline.client.ui.text.Texts;

/** Opens the sheets that settings need. */
final class SettingsSheets {
    /** As people know such files by. */
    private static final String EXTENSION = "punchline";

    private final SettingsViewModel model;
    private final Texts texts;
    private final OverlayLayer overlay;
    private final FilePicker files;

    SettingsSheets(SettingsViewModel model, Texts texts, OverlayLayer overlay, FilePicker files) {
        this.model = model;
        this.texts = texts;
        this.overlay = overlay;
        this.files = files;
    }

    /** Sets, changes or takes away the passphrase. */
    void passphrase(boolean remove) {
        show(new PassphraseSheet(model, remove, texts, overlay::close));
    }

    /** Copies the profile. */
    void backUp() {
        Path file = files.save(texts.get("backup.title"), "profile." + EXTENSION, texts.get("backup.kind"), EXTENSION);
        if (file != null) {
            show(new CopySheet(model, file, false, texts, overlay::close));
        }
    }

    /** Makes a profile of a copy. */
    void makeProfile() {
        Path file = files.open(texts.get("import.title"), texts.get("backup.kind"), List.of(EXTENSION));
        if (file != null) {
            show(new CopySheet(model, file, true, texts, overlay::close));
        }
    }

    private void show(Sheet sheet) {
        model.forgetProblem();
        overlay.show(sheet, null, () -> {});
        sheet.focusFirst();
    }
}
