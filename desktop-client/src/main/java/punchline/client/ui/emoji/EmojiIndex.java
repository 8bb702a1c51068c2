package punchline.client.ui.emoji;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All emoji there are pictures of, Unicode 16: found in texts, by name, by category. Sequences with joiners, tones of skin,
 * flags and key caps are one emoji each (Unicode UTS #51).
 */
public final class EmojiIndex {
    /** Keys of the categories' names, in the order of the picker. */
    public static final List<String> CATEGORIES =
            List.of("smileys", "people", "nature", "food", "travel", "activities", "objects", "symbols", "flags");

    private static final char TEXT_STYLE = '\ufe0e';
    private static final char EMOJI_STYLE = '\ufe0f';
    private static final char KEY_CAP = '\u20e3';

    /** Below it stand signs of plain text, such as © and ↔, which are emoji only if they say so. */
    private static final int FIRST_PICTURE = 0x2600;

    private static final class Loaded {
        static final EmojiIndex INDEX = new EmojiIndex();
    }

    /** An emoji found at the beginning of a text, and how many UTF-16 units it takes there. */
    public record Match(Emoji emoji, int length) {}

    private final List<Emoji> all = new ArrayList<>();
    private final List<Emoji> base = new ArrayList<>();

    /** Without the sign for emoji style, which texts often lack. */
    private final Map<String, Emoji> bySequence = new HashMap<>();

    private final Map<String, Emoji> byName = new HashMap<>();
    private int longest;

    private EmojiIndex() {
        try (InputStream bytes = Objects.requireNonNull(EmojiIndex.class.getResourceAsStream("emoji.tsv"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                add(line.split("\t"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String[] fields) {
        Emoji emoji;
        if (fields.length > 2) {
            emoji = new Emoji(
                    all.size(), fields[0], List.of(fields[1].split(" ")), fields[2], Integer.parseInt(fields[3]));
            base.add(emoji);
            emoji.names().forEach(name -> byName.putIfAbsent(name, emoji));
        } else {
            Emoji plain = all.get(Integer.parseInt(fields[1]));
            emoji = new Emoji(all.size(), fields[0], List.of(), plain.label(), -1);
        }
        all.add(emoji);
        bySequence.putIfAbsent(key(emoji.sequence()), emoji);
        longest = Math.max(longest, emoji.sequence().length());
    }

    /** The index, loaded when first asked for: some ten milliseconds. */
    public static EmojiIndex get() {
        return Loaded.INDEX;
    }

    /** Whether a text may contain an emoji. Says so of few texts that do not, and loads nothing. */
    public static boolean mayContain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (mayBePart(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean mayBePart(char unit) {
        return (unit >= '\u2600' && unit < '\u2c00')
                || (unit >= '\ud83c' && unit <= '\ud83e')
                || unit == EMOJI_STYLE
                || unit == KEY_CAP
                || unit == '\u231a'
                || unit == '\u231b'
                || (unit >= '\u23e9' && unit <= '\u23f3')
                || unit == '\u25fd'
                || unit == '\u25fe';
    }

    /** The longest emoji that begins at this place of a text, or null. */
    public @Nullable Match match(String text, int at) {
        char first = text.charAt(at);
        if (first < 0x80 ? !isKeyCap(text, at) : first < 0xa9) {
            return null;
        }
        StringBuilder sequence = new StringBuilder();
        Match found = null;
        int end = Math.min(text.length(), at + longest + 4);
        for (int i = at; i < end; ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if (point != EMOJI_STYLE) {
                sequence.appendCodePoint(point);
                Emoji emoji = bySequence.get(sequence.toString());
                if (emoji != null) {
                    found = new Match(emoji, i - at);
                }
            } else if (found != null && found.length() == i - 1 - at) {
                found = new Match(found.emoji(), i - at);
            }
            if (found == null && sequence.codePointCount(0, sequence.length()) > 2) {
                break;
            }
        }
        return found == null || isMeantAsText(text, at, found) ? null : found;
    }

    private static boolean isKeyCap(String text, int at) {
        int next = at + 1 < text.length() && text.charAt(at + 1) == EMOJI_STYLE ? at + 2 : at + 1;
        return next < text.length() && text.charAt(next) == KEY_CAP;
    }

    private static boolean isMeantAsText(String text, int at, Match found) {
        int end = at + found.length();
        if (end < text.length() && text.charAt(end) == TEXT_STYLE) {
            return true;
        }
        boolean unqualified = found.length() == 1 && found.emoji().sequence().length() == 2;
        return unqualified && text.charAt(at) < FIRST_PICTURE;
    }

    /** How many emoji a text has if it has at most {@code most} and, but for white space, nothing else; otherwise 0. */
    public int countAlone(String text, int most) {
        int count = 0;
        for (int i = 0; i < text.length(); ) {
            if (Character.isWhitespace(text.charAt(i))) {
                i++;
                continue;
            }
            Match match = match(text, i);
            count++;
            if (match == null || count > most) {
                return 0;
            }
            i += match.length();
        }
        return count;
    }

    /** The emoji that is written so, with or without the sign for emoji style; or null. */
    public @Nullable Emoji ofSequence(String sequence) {
        return bySequence.get(key(sequence));
    }

    /** The emoji of exactly that name, or null. */
    public @Nullable Emoji named(String name) {
        return byName.get(name.toLowerCase(Locale.ROOT));
    }

    /** Those of a category, in the usual order. */
    public List<Emoji> category(int category) {
        return base.stream().filter(emoji -> emoji.category() == category).toList();
    }

    /** Those that a few letters mean: names that begin so come first, then names and labels with a word that begins so. */
    public List<Emoji> find(String words, int most) {
        String wanted = words.strip().toLowerCase(Locale.ROOT).replace(' ', '_');
        Set<Emoji> found = new LinkedHashSet<>();
        if (wanted.isEmpty()) {
            return List.of();
        }
        Emoji exact = byName.get(wanted);
        if (exact != null) {
            found.add(exact);
        }
        base.stream()
                .filter(emoji -> emoji.names().stream().anyMatch(name -> name.startsWith(wanted)))
                .forEach(found::add);
        base.stream()
                .filter(emoji -> emoji.names().stream().anyMatch(name -> name.contains("_" + wanted))
                        || (" " + emoji.label().replace(' ', '_').replace("_", " _")).contains("_" + wanted)
                        || emoji.label().replace(' ', '_').startsWith(wanted))
                .forEach(found::add);
        return found.stream().limit(most).toList();
    }

    private static String key(String sequence) {
        return sequence.indexOf(EMOJI_STYLE) < 0 ? sequence : sequence.replace(String.valueOf(EMOJI_STYLE), "");
    }
}
