package punchline.client.ui;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import punchline.client.settings.Settings;
import punchline.client.ui.style.Theme;

/** How the window looked last time. Losing it costs nothing, so no error stops anything. */
record WindowSettings(double width, double height, boolean maximized, Theme.Choice theme) {
    static final double MIN_WIDTH = 360;
    static final double MIN_HEIGHT = 420;

    private static final String WIDTH = "window.width";
    private static final String HEIGHT = "window.height";
    private static final String MAXIMIZED = "window.maximized";
    private static final String THEME = "appearance.theme";

    /** Larger than any screen: a settings file can hold anything. */
    private static final double MAX_SIZE = 20_000;

    private static final WindowSettings FIRST = new WindowSettings(980, 680, false, Theme.Choice.SYSTEM);

    /** What is set; what is missing or wrong is as at the first start. */
    static WindowSettings of(Settings settings) {
        return new WindowSettings(
                size(settings.get(WIDTH), MIN_WIDTH, FIRST.width),
                size(settings.get(HEIGHT), MIN_HEIGHT, FIRST.height),
                settings.isOn(MAXIMIZED, false),
                Theme.Choice.ofText(Objects.requireNonNullElse(settings.get(THEME), "")));
    }

    private static double size(@Nullable String text, double least, double otherwise) {
        try {
            return text == null ? otherwise : Math.clamp(Double.parseDouble(text), least, MAX_SIZE);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    void keep(Settings settings) {
        Map<String, @Nullable String> changes = new HashMap<>();
        changes.put(WIDTH, Double.toString(width));
        changes.put(HEIGHT, Double.toString(height));
        changes.put(MAXIMIZED, Boolean.toString(maximized));
        changes.put(THEME, theme.text());
        settings.put(changes);
    }
}
