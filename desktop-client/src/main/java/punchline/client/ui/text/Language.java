package punchline.client.ui.text;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** A language that the window speaks. */
public enum Language {
    ENGLISH("en", "English", Direction.LEFT_TO_RIGHT, Plural::oneOrOther, Plural.ONE, Plural.OTHER),
    CZECH("cs", "Čeština", Direction.LEFT_TO_RIGHT, Plural::czech, Plural.ONE, Plural.FEW, Plural.OTHER),
    POLISH("pl", "Polski", Direction.LEFT_TO_RIGHT, Plural::polish, Plural.ONE, Plural.FEW, Plural.MANY),
    HUNGARIAN("hu", "Magyar", Direction.LEFT_TO_RIGHT, Plural::oneOrOther, Plural.ONE, Plural.OTHER),
    PORTUGUESE("pt", "Português", Direction.LEFT_TO_RIGHT, Plural::portuguese, Plural.ONE, Plural.MANY, Plural.OTHER),
    FINNISH("fi", "Suomi", Direction.LEFT_TO_RIGHT, Plural::oneOrOther, Plural.ONE, Plural.OTHER),
    ARABIC("ar", "العربية", Direction.RIGHT_TO_LEFT, Plural::arabic, Plural.values());

    private final String code;
    private final String ownName;
    private final Direction direction;
    private final LongFunction<Plural> plural;
    private final Set<Plural> forms;

    Language(String code, String ownName, Direction direction, LongFunction<Plural> plural, Plural... forms) {
        this.code = code;
        this.ownName = ownName;
        this.direction = direction;
        this.plural = plural;
        this.forms = EnumSet.noneOf(Plural.class);
        this.forms.addAll(Set.of(forms));
    }

    /** The one with an ISO 639 code, null if it is none of these. */
    public static @Nullable Language ofCode(String code) {
        for (Language language : values()) {
            if (language.code.equals(code)) {
                return language;
            }
        }
        return null;
    }

    /** The one that somebody with that locale reads; English if it is none of these. */
    public static Language of(Locale locale) {
        Language language = ofCode(locale.getLanguage());
        return language == null ? ENGLISH : language;
    }

    /** ISO 639. */
    public String code() {
        return code;
    }

    /** What it calls itself. */
    public String ownName() {
        return ownName;
    }

    public Direction direction() {
        return direction;
    }

    /** The form of what is counted that goes with a number. */
    Plural plural(long count) {
        return plural.apply(count);
    }

    /** All forms that whole numbers need. */
    Set<Plural> forms() {
        return EnumSet.copyOf(forms);
    }

    /**
     * How it writes times, dates and numbers: as the system does if that speaks the same language. Digits are the European ones
     * everywhere, as in addresses and safety numbers, which two people compare.
     */
    public Locale formats(Locale system) {
        Locale base = system.getLanguage().equals(code) ? system : Locale.of(code);
        return new Locale.Builder()
                .setLocale(base.stripExtensions())
                .setUnicodeLocaleKeyword("nu", "latn")
                .build();
    }
}
