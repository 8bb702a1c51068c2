package punchline.client.ui.shell;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.geometry.NodeOrientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import punchline.client.profile.Passphrase;
import punchline.client.ui.style.Icons;
import punchline.client.ui.style.WrappedText;
import punchline.client.ui.text.Texts;

/** Asks for the passphrase of a locked profile, in the place of everything else. JavaFX thread. */
public final class UnlockPane extends StackPane {
    private final Texts texts;
    private final Label title = new Label();
    private final Label problem = new Label();
    private final Label caps = new Label();
    private final PasswordField hidden = new PasswordField();
    private final TextField shown = new TextField();
    private final ToggleButton reveal = new ToggleButton(null, Icons.of(Feather.EYE));
    private final Button unlock = new Button();
    private @Nullable CompletableFuture<@Nullable Passphrase> answer;

    UnlockPane(Texts texts, Runnable onQuit) {
        this.texts = texts;
        getStyleClass().add("welcome");
        setId("unlock");
        setVisible(false);
        StackPane mark = new StackPane(Icons.of(Feather.LOCK));
        mark.getStyleClass().add("welcome-mark");
        mark.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        title.getStyleClass().add("welcome-title");
        title.setWrapText(true);
        WrappedText words = WrappedText.styled("settings-words");
        words.setText(texts.get("unlock.words"));
        problem.setId("unlock-problem");
        problem.getStyleClass().add("form-problem");
        problem.setWrapText(true);
        problem.managedProperty().bind(problem.visibleProperty());
        problem.visibleProperty().bind(problem.textProperty().isNotEmpty());
        caps.setId("unlock-caps");
        caps.getStyleClass().add("hint");
        caps.setText(texts.get("unlock.caps"));
        caps.managedProperty().bind(caps.visibleProperty());
        caps.setVisible(false);
        unlock.setText(texts.get("unlock.do"));
        unlock.setId("unlock-do");
        unlock.getStyleClass().add("accent");
        unlock.setOnAction(event -> submit());
        unlock.disableProperty().bind(shown.textProperty().isEmpty());
        Button quit = new Button(texts.get("unlock.quit"));
        quit.setId("unlock-quit");
        quit.setOnAction(event -> onQuit.run());
        VBox column = new VBox(14, mark, title, words, fields(), caps, problem, new FlowPane(8, 8, unlock, quit));
        column.setAlignment(Pos.CENTER_LEFT);
        column.setMaxWidth(440);
        getChildren().add(column);
        addEventFilter(KeyEvent.KEY_RELEASED, event -> showCaps());
    }

    private HBox fields() {
        hidden.setId("passphrase");
        shown.setId("passphrase-shown");
        for (TextField field : new TextField[] {hidden, shown}) {
            field.setPromptText(texts.get("unlock.prompt"));
            field.setNodeOrientation(NodeOrientation.LEFT_TO_RIGHT);
            field.setAccessibleText(texts.get("unlock.prompt"));
            field.setOnAction(event -> submit());
        }
        shown.textProperty().bindBidirectional(hidden.textProperty());
        hidden.visibleProperty().bind(reveal.selectedProperty().not());
        shown.visibleProperty().bind(reveal.selectedProperty());
        StackPane either = new StackPane(hidden, shown);
        HBox.setHgrow(either, Priority.ALWAYS);
        reveal.setId("passphrase-reveal");
        reveal.accessibleTextProperty()
                .bind(Bindings.when(reveal.selectedProperty())
                        .then(texts.get("unlock.hide"))
                        .otherwise(texts.get("unlock.show")));
        reveal.setOnAction(event -> {
            TextField field = reveal.isSelected() ? shown : hidden;
            field.requestFocus();
            field.end();
        });
        HBox line = new HBox(8, either, reveal);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private void showCaps() {
        caps.setVisible(Platform.isKeyLocked(KeyCode.CAPS).orElse(false));
    }

    /** Asks; null comes if the person gives up. */
    void ask(String profile, boolean wrong, CompletableFuture<@Nullable Passphrase> to) {
        answer = to;
        title.setText(texts.get("unlock.title", profile));
        problem.setText(wrong ? texts.get("unlock.wrong") : "");
        setDisable(false);
        setVisible(true);
        reveal.setSelected(false);
        hidden.requestFocus();
        hidden.selectAll();
        showCaps();
    }

    /** Whether an answer is awaited. */
    public boolean isAsking() {
        return answer != null;
    }

    private void submit() {
        String typed = Objects.requireNonNullElse(hidden.getText(), "");
        if (!typed.isEmpty()) {
            // What is typed stays until it is known whether it opens: a slip is mended sooner than typed anew.
            setDisable(true);
            complete(Passphrase.of(typed.toCharArray()));
        }
    }

    /** Nobody answers any more. */
    void giveUp() {
        complete(null);
    }

    /** It is open, or cannot be opened. */
    void leave() {
        hidden.clear();
        setVisible(false);
    }

    private void complete(@Nullable Passphrase given) {
        CompletableFuture<@Nullable Passphrase> to = answer;
        answer = null;
        if (to != null) {
            to.complete(given);
        }
    }
}
