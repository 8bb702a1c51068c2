package punchline.client.ui.settings;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import punchline.client.ui.style.WrappedText;
import punchline.client.ui.text.Texts;

/** A page of the settings: sections below each other. */
abstract class Page extends VBox {
    /** Sets something. */
    @FunctionalInterface
    interface Setter {
        void set(boolean now);
    }

    private final Texts texts;

    Page(Texts texts) {
        super(26);
        this.texts = texts;
        getStyleClass().add("you-column");
        setMaxWidth(560);
    }

    /** Adds a section under a heading. */
    final void section(String key, Node... content) {
        Label heading = new Label(texts.get(key));
        heading.getStyleClass().add("section-heading");
        VBox section = new VBox(8, heading);
        section.getChildren().addAll(content);
        getChildren().add(section);
    }

    final String words(String key, Object... arguments) {
        return texts.get(key, arguments);
    }

    final WrappedText hint(String key, Object... arguments) {
        WrappedText hint = WrappedText.styled("settings-hint");
        hint.setText(texts.get(key, arguments));
        return hint;
    }

    /** A box that shows how it is, and sets it. */
    final CheckBox flag(String id, String key, ReadOnlyBooleanProperty now, Setter setter) {
        CheckBox box = flag(id, key, now.get(), setter);
        now.addListener((property, old, is) -> box.setSelected(is));
        return box;
    }

    /** A box for what nobody else changes. */
    final CheckBox flag(String id, String key, boolean now, Setter setter) {
        CheckBox box = new CheckBox(texts.get(key));
        box.setId(id);
        box.setWrapText(true);
        box.setSelected(now);
        box.setOnAction(event -> setter.set(box.isSelected()));
        return box;
    }

    /** Puts the keyboard where one begins. */
    abstract void focusFirst();
}
