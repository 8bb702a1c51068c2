package punchline.client.ui.text;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A language that the window speaks. */
public enum Language {
    ENGLISH("en", "English", Direction.LEFT_TO_RIGHT),
    CZECH("cs", "Čeština", Direction.LEFT_TO_RIGHT),
    POLISH("pl", "Polski", Direction.LEFT_TO_RIGHT),
    HUNGARIAN("hu", "Magyar", Direction.LEFT_TO_RIGHT),
    PORTUGUESE("pt", "Português", Direction.LEFT_TO_RIGHT),
    FINNISH("fi", "Suomi", Direction.LEFT_TO_RIGHT),
    ARABIC("ar", "العربية", Direction.RIGHT_TO_LEFT);

    private final String code;
    private final String ownName;
    private final Direction direction;

    Language(String code, String ownName, Direction direction) {
        this.code = code;
        this.ownName = ownName;
        this.direction = direction;
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
        return switch (this) {
            case ENGLISH, HUNGARIAN, FINNISH -> Plural.oneOrOther(count);
            case CZECH -> Plural.czech(count);
            case POLISH -> Plural.polish(count);
            case PORTUGUESE -> Plural.portuguese(count);
            case ARABIC -> Plural.arabic(count);
        };
    }

    /** All forms that whole numbers need. */
    Set<Plural> forms() {
        return switch (this) {
            case ENGLISH, HUNGARIAN, FINNISH -> EnumSet.of(Plural.ONE, Plural.OTHER);
            case CZECH -> EnumSet.of(Plural.ONE, Plural.FEW, Plural.OTHER);
            case POLISH -> EnumSet.of(Plural.ONE, Plural.FEW, Plural.MANY);
            case PORTUGUESE -> EnumSet.of(Plural.ONE, Plural.MANY, Plural.OTHER);
            case ARABIC -> EnumSet.allOf(Plural.class);
        };
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
