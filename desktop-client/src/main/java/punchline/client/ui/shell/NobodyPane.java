package punchline.client.ui.shell;

import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import punchline.client.ui.invite.InviteSheets;
import punchline.client.ui.style.Icons;
import punchline.client.ui.text.Texts;

/** In the place of a conversation while none is open: what to do next. */
final class NobodyPane extends StackPane {
    NobodyPane(ShellViewModel model, InviteSheets invites, Texts texts) {
        getStyleClass().add("nobody");
        Label words = new Label();
        words.getStyleClass().add("conversation-empty");
        words.setWrapText(true);
        words.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> model.people().loadedProperty().get()
                                ? texts.get(model.people().anyoneProperty().get() ? "nobody.chosen" : "nobody.there")
                                : "",
                        model.people().loadedProperty(),
                        model.people().anyoneProperty()));
        Button give = new Button(texts.get("invite.menu.give"), Icons.of(Feather.USER_PLUS));
        give.setId("nobody-invite");
        give.setOnAction(event -> invites.invite());
        Button take = new Button(texts.get("invite.menu.take"), Icons.of(Feather.GIFT));
        take.setId("nobody-redeem");
        take.setOnAction(event -> invites.redeem(""));
        FlowPane buttons = new FlowPane(10, 10, give, take);
        buttons.setAlignment(Pos.CENTER);
        buttons.visibleProperty().bind(model.people().loadedProperty());
        VBox column = new VBox(0, words, buttons);
        column.setAlignment(Pos.CENTER);
        getChildren().add(column);
    }
}
