package punchline.benchmark;

import java.util.Locale;

/** What a figure or a ratio should come to. */
public record Goal(Bound bound, double value) {
    /** On which side of the value it should be. */
    public enum Bound {
        AT_MOST,
        AT_LEAST
    }

    public static Goal atMost(double value) {
        return new Goal(Bound.AT_MOST, value);
    }

    public static Goal atLeast(double value) {
        return new Goal(Bound.AT_LEAST, value);
    }

    boolean isMetBy(double is) {
        return bound == Bound.AT_MOST ? is <= value : is >= value;
    }

    /** For a table: {@code ≤ 1.5}. */
    String text() {
        return String.format(Locale.ROOT, "%s %s", bound == Bound.AT_MOST ? "≤" : "≥", Figure.number(value));
    }
}
