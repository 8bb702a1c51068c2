package punchline.client.ui.style;

import java.util.Set;
import javafx.beans.binding.Bindings;
import javafx.geometry.NodeOrientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Icons, and buttons that show nothing else. */
public final class Icons {
    /** Those that point on or back: they turn round where people read from right to left. */
    private static final Set<Ikon> TURNING = Set.of(
            Feather.ARROW_LEFT,
            Feather.ARROW_RIGHT,
            Feather.CHEVRON_LEFT,
            Feather.CHEVRON_RIGHT,
            Feather.CORNER_UP_LEFT,
            Feather.CORNER_UP_RIGHT,
            Feather.EXTERNAL_LINK,
            Feather.LOG_IN,
            Feather.LOG_OUT,
            Feather.MESSAGE_SQUARE,
            Feather.SEND,
            Feather.SHARE);

    private Icons() {}

    /** An icon in the colour of the text around it. */
    public static FontIcon of(Ikon icon, String... styleClasses) {
        FontIcon made = new FontIcon(icon);
        made.getStyleClass().addAll(styleClasses);
        if (TURNING.contains(icon)) {
            made.scaleXProperty()
                    .bind(Bindings.createDoubleBinding(
                            () -> made.getEffectiveNodeOrientation() == NodeOrientation.RIGHT_TO_LEFT ? -1.0 : 1.0,
                            made.effectiveNodeOrientationProperty()));
        }
        return made;
    }

    /** Two ticks, which the icon font does not have. */
    public static Node doubleCheck(String... styleClasses) {
        FontIcon left = of(Feather.CHECK, styleClasses);
        FontIcon right = of(Feather.CHECK, styleClasses);
        right.setTranslateX(4);
        StackPane both = new StackPane(left, right);
        both.getStyleClass().add("double-check");
        both.setMinWidth(Region.USE_PREF_SIZE);
        return both;
    }

    /** A button with an icon; the text is its tooltip and what a screen reader says. */
    public static Button button(Ikon icon, String text) {
        Button button = new Button(null, of(icon));
        button.getStyleClass().addAll("button-icon", "flat", "icon-button");
        describe(button, text);
        return button;
    }

    /** Gives a button without text its tooltip and accessible text. */
    public static void describe(Button button, String text) {
        button.setAccessibleText(text);
        Tooltip tooltip = new Tooltip(text);
        tooltip.setShowDelay(Duration.millis(400));
        button.setTooltip(tooltip);
    }
}
