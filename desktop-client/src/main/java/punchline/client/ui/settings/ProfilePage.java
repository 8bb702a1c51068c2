package punchline.client.ui.settings;

import javafx.beans.binding.Bindings;
import javafx.geometry.NodeOrientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import punchline.client.ui.status.StatusViewModel;
import punchline.client.ui.style.Icons;
import punchline.client.ui.style.WrappedText;
import punchline.client.ui.text.Texts;

/** Myself: name, identity, passphrase. */
final class ProfilePage extends Page {
    private final StatusViewModel status;
    private final TextField name = new TextField();

    ProfilePage(SettingsViewModel model, StatusViewModel status, SettingsSheets sheets, Texts texts) {
        super(texts);
        this.status = status;
        section("you.name", nameForm());
        section("you.id", identity());
        section("passphrase", passphrase(model, sheets));
    }

    private Node nameForm() {
        name.setId("own-name");
        name.setAccessibleText(words("you.name"));
        name.setText(status.nameProperty().get());
        status.nameProperty().addListener((property, old, now) -> name.setText(now));
        name.setOnAction(event -> status.rename(name.getText()));
        HBox.setHgrow(name, Priority.ALWAYS);
        Button save = new Button(words("you.name.save"));
        save.setId("save-name");
        save.setMinWidth(USE_PREF_SIZE);
        save.disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> name.getText()
                                .strip()
                                .equals(status.nameProperty().get()),
                        name.textProperty(),
                        status.nameProperty()));
        save.setOnAction(event -> status.rename(name.getText()));
        Label problem = new Label();
        problem.getStyleClass().add("form-problem");
        problem.setWrapText(true);
        problem.textProperty().bind(status.nameProblemProperty());
        problem.visibleProperty().bind(status.nameProblemProperty().isNotEmpty());
        problem.managedProperty().bind(problem.visibleProperty());
        return new VBox(6, new HBox(8, name, save), problem, hint("you.name.hint"));
    }

    private Node identity() {
        TextField id = new TextField();
        id.setId("own-peer-id");
        id.setEditable(false);
        id.setNodeOrientation(NodeOrientation.LEFT_TO_RIGHT);
        id.setAccessibleText(words("you.id"));
        id.getStyleClass().add("peer-id");
        id.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> status.idProperty().get() == null
                                ? ""
                                : status.idProperty().get().toString(),
                        status.idProperty()));
        HBox.setHgrow(id, Priority.ALWAYS);
        Button copy = Icons.button(Feather.COPY, words("you.id.copy"));
        copy.setId("copy-own-id");
        copy.setOnAction(event -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(id.getText());
            Clipboard.getSystemClipboard().setContent(content);
        });
        HBox line = new HBox(8, id, copy);
        line.setAlignment(Pos.CENTER_LEFT);
        return new VBox(6, line, hint("you.id.hint"));
    }

    private Node passphrase(SettingsViewModel model, SettingsSheets sheets) {
        WrappedText standing = WrappedText.styled("settings-words");
        standing.setId("passphrase-standing");
        Runnable show =
                () -> standing.setText(words(model.lockedProperty().get() ? "passphrase.is" : "passphrase.isNot"));
        model.lockedProperty().addListener(property -> show.run());
        show.run();
        Button set = button("passphrase-set", "passphrase.set.button", () -> sheets.passphrase(false));
        set.visibleProperty().bind(model.lockedProperty().not());
        Button change = button("passphrase-change", "passphrase.change.button", () -> sheets.passphrase(false));
        change.visibleProperty().bind(model.lockedProperty());
        Button remove = button("passphrase-remove", "passphrase.remove.button", () -> sheets.passphrase(true));
        remove.visibleProperty().bind(model.lockedProperty());
        FlowPane buttons = new FlowPane(8, 8, set, change, remove);
        VBox all = new VBox(8, standing, buttons, hint("passphrase.hint"));
        buttons.disableProperty().bind(model.profileProperty().isNull());
        return all;
    }

    private Button button(String id, String key, Runnable action) {
        Button button = new Button(words(key));
        button.setId(id);
        button.managedProperty().bind(button.visibleProperty());
        button.setOnAction(event -> action.run());
        return button;
    }

    @Override
    void focusFirst() {
        name.requestFocus();
    }
}
