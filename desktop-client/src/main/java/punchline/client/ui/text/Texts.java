package punchline.client.ui.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The words that people read, from the message bundle. */
public final class Texts {
    private final ResourceBundle bundle;

    /** Loads the bundle that fits the locale best; English is the fallback. */
    public Texts(Locale locale) {
        bundle = ResourceBundle.getBundle(
                "punchline.client.ui.messages",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /**
     * The text of a key, with {@code {0}}, {@code {1}}, … filled in.
     *
     * @throws java.util.MissingResourceException if there is no such key
     */
    public String get(String key, Object... arguments) {
        return new MessageFormat(bundle.getString(key), Locale.ROOT).format(arguments);
    }
}
