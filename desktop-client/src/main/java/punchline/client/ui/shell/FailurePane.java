package punchline.client.ui.shell;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import punchline.client.ui.style.Icons;
import punchline.client.ui.style.WrappedText;
import punchline.client.ui.text.Texts;

/** In the place of everything else when there is no peer: why, and what one can do. */
final class FailurePane extends StackPane {
    FailurePane(ShellViewModel model, Texts texts, Runnable onRetry, Runnable onQuit) {
        getStyleClass().add("welcome");
        visibleProperty().bind(model.failureProperty().isNotEmpty());
        StackPane mark = new StackPane(Icons.of(Feather.ALERT_TRIANGLE));
        mark.getStyleClass().add("welcome-mark");
        mark.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        Label title = new Label(texts.get("failure.title"));
        title.getStyleClass().add("welcome-title");
        title.setWrapText(true);
        Label words = new Label();
        words.setId("failure");
        words.setWrapText(true);
        words.textProperty().bind(model.failureProperty());
        WrappedText unchanged = WrappedText.styled("settings-hint");
        unchanged.setText(texts.get("failure.unchanged"));
        Button retry = new Button(texts.get("failure.retry"), Icons.of(Feather.REFRESH_CW));
        retry.setId("failure-retry");
        retry.getStyleClass().add("accent");
        retry.setOnAction(event -> onRetry.run());
        Button quit = new Button(texts.get("unlock.quit"));
        quit.setId("failure-quit");
        quit.setOnAction(event -> onQuit.run());
        VBox column = new VBox(14, mark, title, words, unchanged, new FlowPane(8, 8, retry, quit));
        column.setAlignment(Pos.CENTER_LEFT);
        column.setMaxWidth(460);
        getChildren().add(column);
        visibleProperty().addListener((property, old, now) -> {
            if (now) {
                retry.requestFocus();
            }
        });
    }
}
