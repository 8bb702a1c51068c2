package punchline.client.ui.style;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.Locale;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyProperty;
import javafx.scene.Scene;

/** Light, dark, or as the system is. */
public final class Theme {
    /** What the person chose. */
    public enum Choice {
        SYSTEM,
        LIGHT,
        DARK;

        /** The choice that follows when one walks through them. */
        public Choice next() {
            return switch (this) {
                case SYSTEM -> LIGHT;
                case LIGHT -> DARK;
                case DARK -> SYSTEM;
            };
        }

        /** Lower case, as settings and message keys have it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Reads {@link #text()}; anything else is {@link #SYSTEM}. */
        public static Choice ofText(String text) {
            for (Choice choice : values()) {
                if (choice.text().equals(text)) {
                    return choice;
                }
            }
            return SYSTEM;
        }
    }

    private final Scene scene;
    private final ReadOnlyProperty<Choice> choice;

    /** Styles a scene, now and whenever the choice or the system's scheme changes. JavaFX thread. */
    public Theme(Scene scene, ReadOnlyProperty<Choice> choice) {
        this.scene = scene;
        this.choice = choice;
        apply();
        InvalidationListener again = property -> apply();
        choice.addListener(again);
        Platform.getPreferences().colorSchemeProperty().addListener(again);
    }

    private void apply() {
        boolean dark = switch (choice.getValue()) {
            case LIGHT -> false;
            case DARK -> true;
            case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        };
        scene.getRoot().getStyleClass().remove("dark");
        if (dark) {
            scene.getRoot().getStyleClass().add("dark");
        }
        Application.setUserAgentStylesheet(
                dark ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
    }
}
