package punchline.client.ui.settings;

import java.util.Arrays;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;
import punchline.client.ui.style.Icons;
import punchline.client.ui.style.Theme;
import punchline.client.ui.text.Texts;

/** How it looks: theme and size of the letters. */
final class AppearancePage extends Page {
    private final ToggleGroup themes = new ToggleGroup();

    AppearancePage(SettingsViewModel model, ObjectProperty<Theme.Choice> theme, Texts texts) {
        super(texts);
        section("appearance.theme", themes(theme), hint("appearance.theme.hint"));
        section("appearance.size", size(model, texts), hint("appearance.size.hint"));
        section("appearance.language", new LanguageChoice(model.languages(), texts), hint("appearance.language.hint"));
    }

    private Node themes(ObjectProperty<Theme.Choice> theme) {
        HBox choices = new HBox();
        for (Theme.Choice choice : Theme.Choice.values()) {
            ToggleButton button = new ToggleButton(words("theme." + choice.text()));
            button.setId("theme-" + choice.text());
            button.setToggleGroup(themes);
            button.setUserData(choice);
            button.setSelected(theme.get() == choice);
            button.getStyleClass()
                    .add(
                            switch (choice) {
                                case SYSTEM -> "left-pill";
                                case LIGHT -> "center-pill";
                                case DARK -> "right-pill";
                            });
            button.setOnAction(event -> {
                theme.set(choice);
                button.setSelected(true);
            });
            choices.getChildren().add(button);
        }
        theme.addListener((property, old, now) ->
                themes.getToggles().forEach(toggle -> toggle.setSelected(toggle.getUserData() == now)));
        return choices;
    }

    private Node size(SettingsViewModel model, Texts texts) {
        Button smaller = Icons.button(Feather.MINUS, words("appearance.smaller"));
        smaller.setId("text-smaller");
        smaller.setOnAction(event -> model.zoom(-1));
        Button larger = Icons.button(Feather.PLUS, words("appearance.larger"));
        larger.setId("text-larger");
        larger.setOnAction(event -> model.zoom(1));
        Button usual = new Button(words("appearance.usual"));
        usual.setId("text-usual");
        usual.setOnAction(event -> model.zoom(0));
        Label now = new Label();
        now.setId("text-size");
        now.setMinWidth(USE_PREF_SIZE);
        int[] sizes = SettingsViewModel.TEXT_SIZES;
        Runnable show = () -> {
            int size = model.textSizeProperty().get();
            now.setText(texts.get("appearance.percent", size));
            smaller.setDisable(size == sizes[0]);
            larger.setDisable(size == Arrays.stream(sizes).max().orElse(size));
            usual.setDisable(size == SettingsViewModel.USUAL_TEXT_SIZE);
        };
        model.textSizeProperty().addListener(property -> show.run());
        show.run();
        HBox line = new HBox(8, smaller, now, larger, usual);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    @Override
    void focusFirst() {
        if (themes.getSelectedToggle() instanceof Node node) {
            node.requestFocus();
        }
    }
}
