package punchline.client.ui.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import punchline.engine.Reason;
import punchline.engine.diagnosis.Finding;

/**
 * The words that people read, from the message bundles: UTF-8 properties files, {@code messages.properties} in English and one
 * for each other {@link Language}. {@code {0}}, {@code {1}}, … stand for what is filled in, and nothing else is special. What is
 * counted has a key for each {@link Plural} of the language:
 *
 * <pre>{@code
 * unread[one]   = {0} unread message
 * unread[other] = {0} unread messages
 * }</pre>
 */
public final class Texts {
    private static final String BUNDLE = "/punchline/client/ui/messages";

    private final Language language;
    private final Map<String, String> patterns;
    private final NumberFormat numbers;

    /** The words for somebody with that locale; what a language lacks is there in English. */
    public Texts(Locale locale) {
        this(Language.of(locale), locale);
    }

    /** The words in a language, with numbers as the system's locale writes them if it speaks the same. */
    public Texts(Language language, Locale system) {
        this.language = language;
        patterns = new HashMap<>(read(BUNDLE + ".properties"));
        if (language != Language.ENGLISH) {
            patterns.putAll(read(BUNDLE + "_" + language.code() + ".properties"));
        }
        numbers = NumberFormat.getIntegerInstance(language.formats(system));
    }

    public Language language() {
        return language;
    }

    /**
     * The text of a key, filled in. Whole numbers are written as the locale does; what else is filled in keeps its own direction.
     *
     * @throws MissingResourceException if there is no such key
     */
    public String get(String key, @Nullable Object... arguments) {
        String pattern = patterns.get(key);
        if (pattern == null) {
            throw new MissingResourceException("no text " + key, Texts.class.getName(), key);
        }
        return fill(pattern, arguments);
    }

    /** Whether there is a text with that key. */
    public boolean has(String key) {
        return patterns.containsKey(key);
    }

    /**
     * The text of a key in the form that goes with a number.
     *
     * @param count     fills in {@code {0}}
     * @param arguments fill in {@code {1}} and so on
     * @throws MissingResourceException if there is no such key
     */
    public String count(String key, long count, @Nullable Object... arguments) {
        @Nullable Object[] all = new @Nullable Object[arguments.length + 1];
        all[0] = count;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        String form = key + language.plural(count).suffix();
        return get(has(form) ? form : key + Plural.OTHER.suffix(), all);
    }

    /** Why something is as it is, as far as the engine knows. */
    public String reason(Reason reason) {
        String key = reason.wording().key();
        return has(key) ? get(key, parameters(reason.parameters(), reason.cause())) : own(reason.text());
    }

    /** The same, to go on behind a colon: without a full stop. */
    public String clause(Reason reason) {
        String sentence = reason(reason);
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    /** What the engine found out about itself or somebody. */
    public String finding(Finding finding) {
        String key = finding.code().key();
        return has(key) ? get(key, parameters(finding.parameters(), finding.why())) : own(finding.text());
    }

    private Object[] parameters(Map<String, String> named, @Nullable Reason last) {
        Object[] parameters = named.values().toArray();
        if (last != null) {
            parameters[parameters.length - 1] = clause(last);
        }
        return parameters;
    }

    /** A name, or whatever else others wrote, to stand alone in a label: punctuation in it stays where it belongs. */
    public String own(String words) {
        return language.direction().isolate(words);
    }

    private String fill(String pattern, @Nullable Object... arguments) {
        StringBuilder filled = new StringBuilder(pattern.length() + 32);
        int at = 0;
        for (int open = pattern.indexOf('{'); open >= 0; open = pattern.indexOf('{', open + 1)) {
            int digit = open + 1 < pattern.length() ? pattern.charAt(open + 1) - '0' : -1;
            boolean place = digit >= 0 && digit < arguments.length && pattern.startsWith("}", open + 2);
            if (place) {
                filled.append(pattern, at, open).append(words(arguments[digit]));
                at = open + 3;
            }
        }
        return filled.append(pattern, at, pattern.length()).toString();
    }

    private String words(@Nullable Object argument) {
        return argument instanceof Integer || argument instanceof Long
                ? numbers.format(argument)
                : language.direction().isolate(String.valueOf(argument));
    }

    /** A bundle as it is written. */
    static Map<String, String> read(String resource) {
        try (InputStream stream = Objects.requireNonNull(Texts.class.getResourceAsStream(resource), resource);
                Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            Properties properties = new Properties();
            properties.load(reader);
            Map<String, String> read = new HashMap<>();
            properties.forEach((key, pattern) -> read.put((String) key, (String) pattern));
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
