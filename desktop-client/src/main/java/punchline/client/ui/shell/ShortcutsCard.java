package punchline.client.ui.shell;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import punchline.client.ui.style.Icons;
import punchline.client.ui.text.Texts;

/** What the keys do. */
final class ShortcutsCard extends VBox {
    private static final double WIDTH = 440;

    private static final List<String> KEYS = List.of(
            "send",
            "newLine",
            "editLast",
            "emoji",
            "leave",
            "menu",
            "parts",
            "copy",
            "find",
            "findNext",
            "people",
            "paste",
            "textSize",
            "shortcuts");

    private final Button close;

    ShortcutsCard(Texts texts, Runnable onClose) {
        super(12);
        setId("shortcuts");
        getStyleClass().addAll("card", "shortcuts");
        setPrefWidth(WIDTH);
        Label title = new Label(texts.get("shortcuts.title"));
        title.getStyleClass().add("card-title");
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        close = Icons.button(Feather.X, texts.get("card.close"));
        close.setOnAction(event -> onClose.run());
        HBox head = new HBox(8, title, close);
        head.setAlignment(Pos.CENTER_LEFT);
        GridPane rows = new GridPane();
        rows.getStyleClass().add("shortcut-rows");
        for (int i = 0; i < KEYS.size(); i++) {
            Label key = new Label(texts.get("shortcuts." + KEYS.get(i) + ".key"));
            key.getStyleClass().add("key");
            key.setMinWidth(USE_PREF_SIZE);
            Label words = new Label(texts.get("shortcuts." + KEYS.get(i)));
            words.setWrapText(true);
            GridPane.setHgrow(words, Priority.ALWAYS);
            rows.addRow(i, key, words);
        }
        getChildren().addAll(head, rows);
    }

    void focusFirst() {
        close.requestFocus();
    }
}
