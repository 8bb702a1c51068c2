package punchline.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be set.
 *
 * @param <T> what its text means
 */
public final class Setting<T> {
    private final String key;
    private final String allowed;
    private final String standardText;
    private final String meaning;
    private final Function<String, @Nullable T> parser;

    private Setting(
            String key, String allowed, String standardText, String meaning, Function<String, @Nullable T> parser) {
        this.key = key;
        this.allowed = allowed;
        this.standardText = standardText;
        this.meaning = meaning;
        this.parser = parser;
    }

    /**
     * Any setting.
     *
     * @param key          lower case words with hyphens between them
     * @param allowed      what is allowed, as in "expected …"
     * @param standardText what holds if nobody says otherwise; in brackets if it is not a value
     * @param meaning      what it does, for people
     * @param parser       gives null, or throws {@link IllegalArgumentException}, for what is not allowed
     */
    public static <T> Setting<T> of(
            String key, String allowed, String standardText, String meaning, Function<String, @Nullable T> parser) {
        return new Setting<>(key, allowed, standardText, meaning, parser);
    }

    /** A whole number. */
    public static Setting<Integer> number(String key, int least, int most, int standard, String meaning) {
        return of(key, "a whole number from " + least + " to " + most, Integer.toString(standard), meaning, text -> {
            int number = Integer.parseInt(text);
            return number < least || number > most ? null : number;
        });
    }

    /** A switch. */
    public static Setting<Boolean> yesOrNo(String key, boolean standard, String meaning) {
        return of(key, "yes or no", standard ? "yes" : "no", meaning, text -> switch (text) {
            case "yes" -> true;
            case "no" -> false;
            default -> null;
        });
    }

    /** A file or directory; one that is not absolute lies in the working directory. */
    public static Setting<Path> path(String key, String standardText, String meaning) {
        return of(key, "a path", standardText, meaning, text -> {
            try {
                return text.isEmpty() ? null : Path.of(text);
            } catch (InvalidPathException e) {
                return null;
            }
        });
    }

    public String key() {
        return key;
    }

    public String allowed() {
        return allowed;
    }

    public String standardText() {
        return standardText;
    }

    public String meaning() {
        return meaning;
    }

    /** As {@code --max-peers}. */
    public String option() {
        return "--" + key;
    }

    /** Null if {@code text} is not allowed. */
    @Nullable
    T parse(String text) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
