package punchline.client.ui.status;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import punchline.client.ui.style.Icons;
import punchline.client.ui.style.WrappedText;
import punchline.client.ui.text.Texts;

/** Asks, at the first start, what others call me and who sees me. */
public final class FirstStartView extends ScrollPane {
    private final TextField name = new TextField();

    public FirstStartView(FirstStartViewModel model, Texts texts) {
        getStyleClass().addAll("welcome-scroll", "edge-to-edge");
        setFitToWidth(true);
        setFitToHeight(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setFocusTraversable(false);
        StackPane mark = new StackPane(Icons.of(Feather.MESSAGE_CIRCLE));
        mark.getStyleClass().add("welcome-mark");
        mark.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        Label title = new Label(texts.get("welcome.title"));
        title.getStyleClass().add("welcome-title");
        title.setWrapText(true);
        name.setId("first-name");
        name.setPromptText(texts.get("first.name"));
        name.setAccessibleText(texts.get("first.name"));
        Label problem = new Label();
        problem.setId("first-problem");
        problem.getStyleClass().add("form-problem");
        problem.setWrapText(true);
        problem.textProperty().bind(model.problemProperty());
        problem.visibleProperty().bind(model.problemProperty().isNotEmpty());
        problem.managedProperty().bind(problem.visibleProperty());
        ToggleGroup group = new ToggleGroup();
        RadioButton listed = choice("first-listed", texts.get("first.listed"), group);
        RadioButton unlisted = choice("first-unlisted", texts.get("first.unlisted"), group);
        listed.setSelected(true);
        Button go = new Button(texts.get("first.go"));
        go.setId("first-go");
        go.getStyleClass().add("accent");
        Runnable answer = () -> {
            if (!model.answer(name.getText(), listed.isSelected())) {
                name.requestFocus();
            }
        };
        go.setOnAction(event -> answer.run());
        name.setOnAction(event -> answer.run());
        VBox column = new VBox(
                12,
                mark,
                title,
                words(texts.get("first.words")),
                name,
                problem,
                words(texts.get("first.seen")),
                listed,
                hint(texts.get("first.listed.hint")),
                unlisted,
                hint(texts.get("first.unlisted.hint")),
                go);
        column.setAlignment(Pos.CENTER_LEFT);
        column.setMaxWidth(440);
        StackPane centred = new StackPane(column);
        centred.getStyleClass().add("welcome");
        setContent(centred);
    }

    private static RadioButton choice(String id, String words, ToggleGroup group) {
        RadioButton choice = new RadioButton(words);
        choice.setId(id);
        choice.setToggleGroup(group);
        choice.setWrapText(true);
        return choice;
    }

    private static WrappedText words(String text) {
        WrappedText words = WrappedText.styled("settings-words");
        words.setText(text);
        return words;
    }

    private static WrappedText hint(String text) {
        WrappedText hint = WrappedText.styled("settings-hint");
        hint.setText(text);
        return hint;
    }

    public void focusFirst() {
        // What scrolls has its content once it is styled, and only then can that take the keyboard.
        applyCss();
        name.requestFocus();
    }
}
