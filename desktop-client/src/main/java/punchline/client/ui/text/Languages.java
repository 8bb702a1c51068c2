package punchline.client.ui.text;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import punchline.client.settings.Settings;

/** Which language the window speaks: the system's, or another that the person chose. A choice counts for the next window. */
public final class Languages {
    private final Settings settings;
    private final Locale system;

    public Languages(Settings settings, Locale system) {
        this.settings = settings;
        this.system = system;
    }

    /** That of the system, English if the window does not speak it. */
    public Language ofSystem() {
        return Language.of(system);
    }

    /** What the person chose, null for the system's. A language that this version does not speak is no choice. */
    public @Nullable Language chosen() {
        String code = settings.get(Settings.LANGUAGE);
        return code == null ? null : Language.ofCode(code);
    }

    /** What to speak. */
    public Language spoken() {
        Language chosen = chosen();
        return chosen == null ? ofSystem() : chosen;
    }

    /** The words in that language. */
    public Texts texts() {
        return new Texts(spoken(), system);
    }

    /**
     * Keeps a choice, null for the system's.
     *
     * @return false if it could not be written, and counts until the program ends
     */
    public boolean choose(@Nullable Language language) {
        Map<String, @Nullable String> change = new HashMap<>();
        change.put(Settings.LANGUAGE, language == null ? null : language.code());
        return settings.put(change);
    }
}
