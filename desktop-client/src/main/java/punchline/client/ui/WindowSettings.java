package punchline.client.ui;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.client.ui.style.Theme;

/** How the window looked last time. Losing it costs nothing, so no error stops anything. */
record WindowSettings(double width, double height, boolean maximized, Theme.Choice theme) {
    static final double MIN_WIDTH = 360;
    static final double MIN_HEIGHT = 420;

    private static final Logger LOG = LoggerFactory.getLogger(WindowSettings.class);

    /** Larger than any screen: a settings file can hold anything. */
    private static final double MAX_SIZE = 20_000;

    private static final WindowSettings FIRST = new WindowSettings(980, 680, false, Theme.Choice.SYSTEM);

    /** Reads the file; what is missing or wrong is as at the first start. */
    static WindowSettings load(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            LOG.debug("no window settings in {}", file, e);
        }
        return new WindowSettings(
                size(properties.getProperty("width"), MIN_WIDTH, FIRST.width),
                size(properties.getProperty("height"), MIN_HEIGHT, FIRST.height),
                Boolean.parseBoolean(properties.getProperty("maximized")),
                Theme.Choice.ofText(properties.getProperty("theme", "")));
    }

    private static double size(@org.jspecify.annotations.Nullable String text, double least, double otherwise) {
        try {
            return text == null ? otherwise : Math.clamp(Double.parseDouble(text), least, MAX_SIZE);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    void save(Path file) {
        Properties properties = new Properties();
        properties.setProperty("width", Double.toString(width));
        properties.setProperty("height", Double.toString(height));
        properties.setProperty("maximized", Boolean.toString(maximized));
        properties.setProperty("theme", theme.text());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            try (Writer writer = Files.newBufferedWriter(fresh)) {
                properties.store(writer, null);
            }
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.debug("window settings not kept in {}", file, e);
        }
    }
}
