package punchline.client.ui.contact;

import java.nio.file.Path;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.jspecify.annotations.Nullable;
import punchline.client.ui.FilePicker;
import punchline.client.ui.notify.NotificationSettings;
import punchline.client.ui.people.Person;
import punchline.client.ui.people.PersonMenus;
import punchline.client.ui.style.OverlayLayer;
import punchline.client.ui.style.Sheet;
import punchline.client.ui.text.Texts;
import punchline.engine.transcript.TranscriptFormat;

/** Opens a person's menu, and the sheet that each of its entries needs. JavaFX thread. */
public final class ContactSheets implements PersonMenus {
    private final ContactViewModel model;
    private final NotificationSettings notifications;
    private final Texts texts;
    private final OverlayLayer overlay;
    private final FilePicker files;
    private @Nullable ContextMenu menu;

    /**
     * Makes one for a window.
     *
     * @param notifications what the person wants to be told of
     */
    public ContactSheets(
            ContactViewModel model,
            NotificationSettings notifications,
            Texts texts,
            OverlayLayer overlay,
            FilePicker files) {
        this.notifications = notifications;
        this.model = model;
        this.texts = texts;
        this.overlay = overlay;
        this.files = files;
    }

    @Override
    public void open(Person person, Node below) {
        Bounds bounds = below.localToScreen(below.getBoundsInLocal());
        open(person, below, bounds.getMinX(), bounds.getMaxY());
    }

    @Override
    public void open(Person person, Node owner, double screenX, double screenY) {
        if (menu != null) {
            menu.hide();
        }
        menu = new ContactMenu(person, this, texts);
        menu.show(owner, screenX, screenY);
    }

    boolean isMuted(Person person) {
        return notifications.isMuted(person.id());
    }

    void mute(Person person) {
        notifications.setMuted(person.id(), true);
    }

    void unmute(Person person) {
        notifications.setMuted(person.id(), false);
    }

    void rename(Person person) {
        show(new AliasSheet(person, model, texts, overlay::close), () -> {});
    }

    @Override
    public void verify(Person person) {
        model.compare(person);
        SafetySheet sheet = new SafetySheet(person, model, texts, overlay::close);
        show(sheet, sheet::detach);
    }

    void retain(Person person) {
        show(new RetentionSheet(person, model, texts, overlay::close), () -> {});
    }

    void clear(Person person) {
        show(new ConfirmSheet("clear", person, texts, () -> model.clear(person), overlay::close), () -> {});
    }

    void block(Person person) {
        show(new ConfirmSheet("block", person, texts, () -> model.block(person), overlay::close), () -> {});
    }

    void unblock(Person person) {
        model.unblock(person);
    }

    void copyId(Person person) {
        ClipboardContent content = new ClipboardContent();
        content.putString(person.id().toString());
        Clipboard.getSystemClipboard().setContent(content);
    }

    void export(Person person, TranscriptFormat format) {
        String extension = extension(format);
        Path file = files.save(
                texts.get("export.title", person.state().name()),
                ContactViewModel.fileName(person, extension),
                texts.get("export.kind." + extension),
                extension);
        if (file != null) {
            model.export(person, file, format);
        }
    }

    static String extension(TranscriptFormat format) {
        return switch (format) {
            case TEXT -> "txt";
            case JSON -> "json";
        };
    }

    private void show(Sheet sheet, Runnable closed) {
        overlay.show(sheet, null, closed);
        sheet.focusFirst();
    }
}
