package punchline.client.ui.notify;

import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import punchline.client.ui.style.Avatar;
import punchline.client.ui.style.EmojiLabel;
import punchline.client.ui.style.Icons;
import punchline.client.ui.text.Texts;

/** A notice in a corner of the window, one at a time; it leaves by itself, and leads to its conversation. It never takes the keyboard. */
public final class Toasts extends HBox {
    /** Long enough to be read. */
    private static final Duration SHOWN = Duration.seconds(6);

    private static final double WIDTH = 330;

    private final PauseTransition leaving = new PauseTransition(SHOWN);
    private final Avatar avatar = new Avatar(36);
    private final Label title = new Label();
    private final EmojiLabel body = new EmojiLabel();
    private final Button open = new Button();
    private final Consumer<Notice> onClick;

    /** Builds it, out of sight; {@code onClick} opens a conversation. */
    public Toasts(Texts texts, Consumer<Notice> onClick) {
        super(4);
        this.onClick = onClick;
        setId("toast");
        getStyleClass().addAll("card", "toast");
        setAlignment(Pos.CENTER_LEFT);
        setMaxSize(WIDTH, USE_PREF_SIZE);
        title.getStyleClass().add("person-name");
        body.getStyleClass().add("person-preview");
        VBox lines = new VBox(2, title, body);
        lines.setMinWidth(0);
        HBox line = new HBox(10, avatar, lines);
        line.setAlignment(Pos.CENTER_LEFT);
        line.setPrefWidth(WIDTH - 80);
        HBox.setHgrow(lines, Priority.ALWAYS);
        open.setId("toast-open");
        open.getStyleClass().addAll("flat", "toast-open");
        open.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        open.setGraphic(line);
        open.setMinWidth(0);
        HBox.setHgrow(open, Priority.ALWAYS);
        Button close = Icons.button(Feather.X, texts.get("card.close"));
        close.setId("toast-close");
        close.setOnAction(event -> hide());
        getChildren().addAll(open, close);
        leaving.setOnFinished(event -> hide());
        setOnMouseEntered(event -> leaving.stop());
        setOnMouseExited(event -> leaving.playFromStart());
        hide();
    }

    /** Shows a notice in the place of another. */
    public void show(Notice notice) {
        avatar.show(notice.peer(), notice.title());
        title.setText(notice.title());
        body.setText(notice.body());
        open.setAccessibleText(notice.title() + ": " + notice.body());
        open.setOnAction(event -> {
            hide();
            onClick.accept(notice);
        });
        setVisible(true);
        leaving.playFromStart();
    }

    private void hide() {
        leaving.stop();
        setVisible(false);
    }
}
