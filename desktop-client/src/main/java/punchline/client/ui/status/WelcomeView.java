package punchline.client.ui.status;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import punchline.client.ui.style.Icons;
import punchline.client.ui.text.Texts;

/** No server and nobody known, so the next step is an invite or a server's address. */
public final class WelcomeView extends StackPane {
    private final ServerForm form;

    public WelcomeView(StatusViewModel model, Texts texts, Runnable onInvite) {
        getStyleClass().add("welcome");
        Label title = new Label(texts.get("welcome.title"));
        title.getStyleClass().add("welcome-title");
        title.setWrapText(true);
        Label text = new Label(texts.get("welcome.text"));
        text.getStyleClass().add("welcome-text");
        text.setWrapText(true);
        form = new ServerForm(model, texts);
        Label hint = new Label(texts.get("welcome.hint"));
        hint.getStyleClass().add("welcome-hint");
        hint.setWrapText(true);
        StackPane mark = new StackPane(Icons.of(Feather.MESSAGE_CIRCLE));
        mark.getStyleClass().add("welcome-mark");
        mark.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        Button invite = new Button(texts.get("invite.menu.take"), Icons.of(Feather.GIFT));
        invite.setId("welcome-redeem");
        invite.setOnAction(event -> onInvite.run());
        Label or = new Label(texts.get("welcome.server"));
        or.setWrapText(true);
        VBox column = new VBox(16, mark, title, text, invite, or, form, hint);
        column.setAlignment(Pos.CENTER_LEFT);
        column.setMaxWidth(440);
        getChildren().add(column);
    }

    public void focusFirst() {
        form.focus();
    }
}
