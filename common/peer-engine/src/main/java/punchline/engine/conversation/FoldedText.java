package punchline.engine.conversation;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * A text as searches see it: its words without case, accents and other differences of writing, and where each stands in
 * what was written. The one place that knows what is a word; for indexes and for those who look for it.
 *
 * <p>Letters and digits in a row are a word. Scripts that put no spaces between words (Chinese, Japanese, Korean, Thai and
 * others) have runs instead, in which any part can be looked for. Emoji and other pictures are words of one sign each. All
 * else separates words, but for what is invisible, which is as if it were not there.
 */
public final class FoldedText {
    /** Stands for this way of folding: an index that was made with another is of no use. Java brings the tables of Unicode. */
    public static final String FOLDING = "1/" + Runtime.version().feature();

    /** Of a longer word an index keeps the beginning: no language needs more, and hostile texts get no long keys. In characters. */
    public static final int MAX_TERM_CHARS = 64;

    /** What the characters of one run are. */
    enum Kind {
        WORD,
        /** Of a script without spaces. */
        RUN,
        /** One emoji or other picture. */
        SIGN
    }

    private static final int ASCII = 0x80;

    /** The joined parts of Korean syllables that follow the first (Unicode, section 3.12). */
    private static final int FIRST_FOLLOWING_JAMO = 0x1160;

    private static final int LAST_FOLLOWING_JAMO = 0x11ff;

    /** Marks that make another letter of Japanese, and are no accents. */
    private static final int VOICED_MARK = 0x3099;

    private static final int HALF_VOICED_MARK = 0x309a;

    private static final int PROLONGED_SOUND = 0x30fc;

    private final String text;
    private char[] folded;
    private int[] starts;
    private int[] ends;
    private int length;
    private Kind[] kinds = new Kind[8];
    private int[] firsts = new int[8];
    private int runs;
    private boolean inRun;

    private FoldedText(String text) {
        this.text = text;
        folded = new char[text.length()];
        starts = new int[text.length()];
        ends = new int[text.length()];
    }

    /** Folds a text of any kind; never fails. */
    public static FoldedText of(String text) {
        FoldedText folded = new FoldedText(text);
        folded.fold();
        return folded;
    }

    /** What an index keeps of it, each once: words, and of runs each two neighbours and the last character. */
    public Set<String> terms() {
        Set<String> terms = new LinkedHashSet<>();
        for (int run = 0; run < runs; run++) {
            if (kinds[run] == Kind.RUN) {
                addPairs(terms, first(run), end(run));
            } else {
                terms.add(new String(folded, first(run), Math.min(end(run) - first(run), MAX_TERM_CHARS)));
            }
        }
        return terms;
    }

    private void addPairs(Set<String> terms, int first, int end) {
        for (int at = first; at < end; ) {
            int next = at + Character.charCount(Character.codePointAt(folded, at, end));
            int behind = next < end ? next + Character.charCount(Character.codePointAt(folded, next, end)) : next;
            terms.add(new String(folded, at, behind - at));
            at = next;
        }
    }

    int runs() {
        return runs;
    }

    Kind kind(int run) {
        return kinds[run];
    }

    /** Where a run begins among the folded characters. */
    int first(int run) {
        return firsts[run];
    }

    /** Where it ends. */
    int end(int run) {
        return run + 1 < runs ? firsts[run + 1] : length;
    }

    String run(int run) {
        return new String(folded, first(run), end(run) - first(run));
    }

    /** Whether these characters stand there, within a run. */
    boolean hasAt(int at, int end, String characters) {
        if (end - at < characters.length()) {
            return false;
        }
        for (int i = 0; i < characters.length(); i++) {
            if (folded[at + i] != characters.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Where folded characters stand in what was written. */
    TextRange written(int first, int end) {
        return new TextRange(starts[first], ends[end - 1]);
    }

    private void fold() {
        int at = 0;
        while (at < text.length()) {
            char unit = text.charAt(at);
            int next = at + 1;
            if (unit < ASCII && (next == text.length() || text.charAt(next) < ASCII)) {
                foldAscii(unit, at);
            } else {
                next = endOfCluster(at);
                foldCluster(at, next);
            }
            at = next;
        }
    }

    private void foldAscii(char unit, int at) {
        if ((unit >= 'a' && unit <= 'z') || (unit >= '0' && unit <= '9')) {
            add(Kind.WORD, unit, at, at + 1);
        } else if (unit >= 'A' && unit <= 'Z') {
            add(Kind.WORD, unit + ('a' - 'A'), at, at + 1);
        } else {
            inRun = false;
        }
    }

    /** A character with the marks behind it. */
    private int endOfCluster(int start) {
        int at = start + Character.charCount(text.codePointAt(start));
        while (at < text.length()) {
            int point = text.codePointAt(at);
            if (!isMark(point) && (point < FIRST_FOLLOWING_JAMO || point > LAST_FOLLOWING_JAMO)) {
                break;
            }
            at += Character.charCount(point);
        }
        return at;
    }

    private void foldCluster(int start, int end) {
        String parts = Normalizer.normalize(text.substring(start, end), Normalizer.Form.NFKD);
        StringBuilder plain = new StringBuilder(parts.length());
        parts.codePoints().filter(point -> !isAccent(point)).forEach(point -> appendPlain(plain, point));
        String whole = Normalizer.normalize(plain, Normalizer.Form.NFC);
        for (int i = 0; i < whole.length(); ) {
            int point = whole.codePointAt(i);
            i += Character.charCount(point);
            foldPoint(point, start, end);
        }
    }

    private void foldPoint(int point, int start, int end) {
        switch (Character.getType(point)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.DECIMAL_DIGIT_NUMBER,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK -> add(isWithoutSpaces(point) ? Kind.RUN : Kind.WORD, point, start, end);
            case Character.OTHER_SYMBOL -> {
                inRun = false;
                add(Kind.SIGN, point, start, end);
                inRun = false;
            }
            case Character.FORMAT -> {}
            default -> inRun = false;
        }
    }

    /** Letters that Unicode takes for letters of their own, but people look for without their strokes and ties. */
    private static void appendPlain(StringBuilder plain, int point) {
        switch (point) {
            case 'ß', 'ẞ' -> plain.append("ss");
            case 'æ', 'Æ' -> plain.append("ae");
            case 'œ', 'Œ' -> plain.append("oe");
            case 'ø', 'Ø' -> plain.append('o');
            case 'ł', 'Ł' -> plain.append('l');
            case 'đ', 'Đ', 'ð', 'Ð' -> plain.append('d');
            case 'þ', 'Þ' -> plain.append("th");
            case 'ħ', 'Ħ' -> plain.append('h');
            case 'ŧ', 'Ŧ' -> plain.append('t');
            case 'ı' -> plain.append('i');
            case 'ς' -> plain.append('σ');
            default -> plain.appendCodePoint(Character.toLowerCase(Character.toUpperCase(point)));
        }
    }

    private static boolean isMark(int point) {
        int type = Character.getType(point);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    /** A mark without which the word is still the same word. In other scripts, such as those of India, vowels are marks. */
    private static boolean isAccent(int point) {
        if (!isMark(point) || point == VOICED_MARK || point == HALF_VOICED_MARK) {
            return point == 'ـ';
        }
        return switch (UnicodeScript.of(point)) {
            case INHERITED, LATIN, GREEK, CYRILLIC, HEBREW, ARABIC -> true;
            default -> false;
        };
    }

    private static boolean isWithoutSpaces(int point) {
        if (point == PROLONGED_SOUND || point == VOICED_MARK || point == HALF_VOICED_MARK) {
            return true;
        }
        return switch (UnicodeScript.of(point)) {
            case HAN, HIRAGANA, KATAKANA, BOPOMOFO, HANGUL, YI, THAI, LAO, KHMER, MYANMAR, TIBETAN, JAVANESE -> true;
            default -> false;
        };
    }

    private void add(Kind kind, int point, int start, int end) {
        if (!inRun || kinds[runs - 1] != kind) {
            if (runs == kinds.length) {
                kinds = Arrays.copyOf(kinds, 2 * runs);
                firsts = Arrays.copyOf(firsts, 2 * runs);
            }
            kinds[runs] = kind;
            firsts[runs] = length;
            runs++;
            inRun = true;
        }
        int size = Character.charCount(point);
        if (length + size > folded.length) {
            int larger = 2 * (length + size);
            folded = Arrays.copyOf(folded, larger);
            starts = Arrays.copyOf(starts, larger);
            ends = Arrays.copyOf(ends, larger);
        }
        Character.toChars(point, folded, length);
        Arrays.fill(starts, length, length + size, start);
        Arrays.fill(ends, length, length + size, end);
        length += size;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d words of %d characters", runs, text.length());
    }
}
