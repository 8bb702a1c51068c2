package punchline.client.ui.text;

import java.util.Locale;

/**
 * The forms in which languages put what is counted. Names and rules are those of the Unicode CLDR 47, "Language Plural Rules"
 * (UTS #35, part 3, section 5), for whole numbers from 0 on: nothing here is counted by halves.
 */
public enum Plural {
    ZERO,
    ONE,
    TWO,
    FEW,
    MANY,
    OTHER;

    private static final long MILLION = 1_000_000;

    /** As message keys have it: {@code [one]} behind the name of what is counted. */
    String suffix() {
        return "[" + name().toLowerCase(Locale.ROOT) + "]";
    }

    /** en, fi: "one: i = 1 and v = 0"; hu: "one: n = 1". */
    static Plural oneOrOther(long n) {
        return n == 1 ? ONE : OTHER;
    }

    /** cs: "one: i = 1 and v = 0; few: i = 2..4 and v = 0". */
    static Plural czech(long n) {
        return n == 1 ? ONE : n >= 2 && n <= 4 ? FEW : OTHER;
    }

    /** pl: "one: i = 1 and v = 0; few: v = 0 and i % 10 = 2..4 and i % 100 != 12..14; many: …" all other whole numbers. */
    static Plural polish(long n) {
        if (n == 1) {
            return ONE;
        }
        boolean twoToFour = n % 10 >= 2 && n % 10 <= 4;
        boolean teens = n % 100 >= 12 && n % 100 <= 14;
        return twoToFour && !teens ? FEW : MANY;
    }

    /** pt: "one: i = 0..1; many: e = 0 and i != 0 and i % 1000000 = 0 and v = 0". */
    static Plural portuguese(long n) {
        return n <= 1 ? ONE : n % MILLION == 0 ? MANY : OTHER;
    }

    /** ar: "zero: n = 0; one: n = 1; two: n = 2; few: n % 100 = 3..10; many: n % 100 = 11..99". */
    static Plural arabic(long n) {
        if (n <= 2) {
            return n == 0 ? ZERO : n == 1 ? ONE : TWO;
        }
        long rest = n % 100;
        return rest >= 3 && rest <= 10 ? FEW : rest >= 11 ? MANY : OTHER;
    }
}
