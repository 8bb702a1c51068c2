package punchline.settings;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is set, all of it allowed. */
public final class Settings {
    private final Map<String, String> given;

    Settings(Map<String, String> given) {
        this.given = Map.copyOf(given);
    }

    /** Null if nobody set it. */
    public <T> @Nullable T find(Setting<T> setting) {
        String text = given.get(setting.key());
        return text == null ? null : setting.parse(text);
    }

    /** What was set, else the default, which for this setting must be a value. */
    public <T> T get(Setting<T> setting) {
        T found = find(setting);
        T value = found == null ? setting.parse(setting.standardText()) : found;
        if (value == null) {
            throw new IllegalStateException(setting.key() + " has no value to fall back on");
        }
        return value;
    }
}
