package punchline.client.ui.settings;

import java.util.function.BiConsumer;
import javafx.beans.binding.Bindings;
import javafx.geometry.NodeOrientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import punchline.client.profile.OwnProfile;
import punchline.client.ui.style.Icons;
import punchline.client.ui.text.Texts;

/** Where everything lies, and copies of it. */
final class StoragePage extends Page {
    private final TextField place = new TextField();

    StoragePage(SettingsViewModel model, SettingsSheets sheets, Texts texts, BiConsumer<String, Runnable> linkOpener) {
        super(texts);
        section("storage.place", place(model, linkOpener), hint("storage.place.hint"));
        Button backUp = new Button(words("storage.backup"), Icons.of(Feather.DOWNLOAD));
        backUp.setId("profile-backup");
        backUp.setOnAction(event -> sheets.backUp());
        Button restore = new Button(words("storage.import"), Icons.of(Feather.UPLOAD));
        restore.setId("profile-import");
        restore.setOnAction(event -> sheets.makeProfile());
        FlowPane buttons = new FlowPane(8, 8, backUp, restore);
        buttons.disableProperty().bind(model.profileProperty().isNull());
        section("storage.copies", buttons, hint("storage.copies.hint"));
    }

    private Node place(SettingsViewModel model, BiConsumer<String, Runnable> linkOpener) {
        place.setId("profile-place");
        place.setEditable(false);
        place.setNodeOrientation(NodeOrientation.LEFT_TO_RIGHT);
        place.setAccessibleText(words("storage.place"));
        place.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> {
                            OwnProfile own = model.profileProperty().get();
                            return own == null ? "" : own.directory().toString();
                        },
                        model.profileProperty()));
        HBox.setHgrow(place, Priority.ALWAYS);
        Button open = new Button(words("storage.open"), Icons.of(Feather.FOLDER));
        open.setId("profile-open");
        open.setMinWidth(USE_PREF_SIZE);
        open.disableProperty().bind(model.profileProperty().isNull());
        open.setOnAction(event -> {
            OwnProfile own = model.profileProperty().get();
            if (own != null) {
                linkOpener.accept(own.directory().toUri().toString(), model::onFolderNotOpened);
            }
        });
        HBox line = new HBox(8, place, open);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    @Override
    void focusFirst() {
        place.requestFocus();
    }
}
