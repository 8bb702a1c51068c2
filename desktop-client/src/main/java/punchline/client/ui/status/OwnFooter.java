package punchline.client.ui.status;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import punchline.client.ui.status.StatusViewModel.Connection;
import punchline.client.ui.style.Avatar;
import punchline.client.ui.style.Icons;
import punchline.client.ui.text.Texts;
import punchline.protocol.PeerId;

/** Who I am and whether a server knows me, at the foot of the people pane; opens the page about myself. */
public final class OwnFooter extends Button {
    private static final PseudoClass CONNECTED = PseudoClass.getPseudoClass("connected");
    private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");

    private final StringBinding words;

    public OwnFooter(StatusViewModel model, Texts texts) {
        setId("own");
        getStyleClass().addAll("flat", "own-footer");
        setMaxWidth(Double.MAX_VALUE);
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        Avatar avatar = new Avatar(36);
        Label name = new Label();
        name.getStyleClass().add("own-name");
        name.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> texts.own(model.nameProperty().get()), model.nameProperty()));
        name.setMinWidth(0);
        Label id = new Label();
        id.getStyleClass().add("own-id");
        id.setMinWidth(USE_PREF_SIZE);
        Region dot = new Region();
        dot.getStyleClass().add("server-dot");
        StatusText text = new StatusText(texts);
        words = Bindings.createStringBinding(() -> text.of(model), model.connectionProperty());
        Label status = new Label();
        status.setId("server-status");
        status.getStyleClass().add("own-status");
        status.textProperty().bind(words);
        HBox first = new HBox(6, name, id);
        first.setAlignment(Pos.BASELINE_LEFT);
        HBox second = new HBox(6, dot, status);
        second.setAlignment(Pos.CENTER_LEFT);
        VBox lines = new VBox(2, first, second);
        lines.setAlignment(Pos.CENTER_LEFT);
        lines.setMinWidth(0);
        HBox.setHgrow(lines, Priority.ALWAYS);
        HBox row = new HBox(10, avatar, lines, Icons.of(Feather.SETTINGS, "own-settings"));
        row.setAlignment(Pos.CENTER_LEFT);
        // A button gives its graphic no more than its preferred width.
        row.prefWidthProperty().bind(widthProperty().subtract(28));
        setGraphic(row);
        accessibleTextProperty()
                .bind(Bindings.createStringBinding(
                        () -> texts.get("own.accessible", model.nameProperty().get(), words.get()),
                        model.nameProperty(),
                        words));
        Runnable update = () -> {
            PeerId own = model.idProperty().get();
            if (own != null) {
                avatar.show(own, model.nameProperty().get());
                id.setText(own.brief());
            }
            Connection connection = model.connectionProperty().get();
            dot.pseudoClassStateChanged(CONNECTED, connection == Connection.CONNECTED);
            dot.pseudoClassStateChanged(
                    FAILED,
                    connection == Connection.FAILED
                            || connection == Connection.NO_SERVER
                            || connection == Connection.ELSEWHERE);
        };
        model.idProperty().addListener(property -> update.run());
        model.nameProperty().addListener(property -> update.run());
        model.connectionProperty().addListener(property -> update.run());
        update.run();
    }
}
