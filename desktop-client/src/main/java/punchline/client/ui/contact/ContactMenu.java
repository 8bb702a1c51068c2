package punchline.client.ui.contact;

import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.kordamp.ikonli.feather.Feather;
import punchline.client.ui.people.Person;
import punchline.client.ui.people.PersonState;
import punchline.client.ui.style.Icons;
import punchline.client.ui.text.Texts;
import punchline.engine.Event.Relation;
import punchline.engine.transcript.TranscriptFormat;

/** All that can be done to one person. */
final class ContactMenu extends ContextMenu {
    private final Texts texts;
    private final Person person;

    ContactMenu(Person person, ContactSheets sheets, Texts texts) {
        this.person = person;
        this.texts = texts;
        PersonState state = person.state();
        if (state.relation() == null) {
            add("contact.copyId", Feather.COPY, sheets::copyId);
            return;
        }
        add("contact.rename", Feather.EDIT_2, sheets::rename);
        add(state.notes().verified() ? "contact.verified" : "contact.verify", Feather.SHIELD, sheets::verify);
        if (sheets.isMuted(person)) {
            add("contact.unmute", Feather.BELL, sheets::unmute);
        } else {
            add("contact.mute", Feather.BELL_OFF, sheets::mute);
        }
        add("contact.retain", Feather.CLOCK, sheets::retain);
        Menu export = new Menu(texts.get("contact.export"), Icons.of(Feather.DOWNLOAD));
        export.setId("contact-export");
        export.setMnemonicParsing(false);
        for (TranscriptFormat format : TranscriptFormat.values()) {
            export.getItems()
                    .add(item(
                            "contact.export." + ContactSheets.extension(format),
                            Feather.FILE_TEXT,
                            one -> sheets.export(one, format)));
        }
        getItems().add(export);
        add("contact.copyId", Feather.COPY, sheets::copyId);
        getItems().add(new SeparatorMenuItem());
        if (state.relation() == Relation.BLOCKED) {
            add("contact.unblock", Feather.USER_CHECK, sheets::unblock);
        } else {
            add("contact.block", Feather.SLASH, sheets::block);
        }
        add("contact.clear", Feather.TRASH_2, sheets::clear);
    }

    private void add(String key, Feather icon, Consumer<Person> action) {
        getItems().add(item(key, icon, action));
    }

    private MenuItem item(String key, Feather icon, Consumer<Person> action) {
        MenuItem entry = new MenuItem(texts.get(key), Icons.of(icon));
        entry.setMnemonicParsing(false);
        entry.setId(key.replace('.', '-'));
        // Once the menu has given the keyboard back, which a sheet takes.
        entry.setOnAction(event -> Platform.runLater(() -> action.accept(person)));
        return entry;
    }
}
