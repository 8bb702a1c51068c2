package punchline.benchmark.history;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Messages that nobody wrote, with words as unevenly used as in a language: the word of rank n about one n-th as often as
 * the first (Zipf's law).
 */
final class Chatter {
    /** In every second message or so. */
    static final String COMMON = "tha";

    /** Begins one message in a hundred thousand. */
    static final String RARE = "xylophone";

    /** In no message. */
    static final String NOWHERE = "qwertz";

    private static final int WORDS = 30_000;

    /** Words that are too common to be looked for. */
    private static final int MANY = 20;

    private static final int RARE_EVERY = 100_000;
    private static final int SHORTEST = 3;
    private static final int LONGEST = 24;
    private static final String[] ONSETS = {
        "b", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "st", "br", "tr", "ch", "sh", ""
    };
    private static final String[] VOWELS = {"a", "e", "i", "o", "u", "ä", "ö", "ü", "é", "ai", "ou"};

    private final Random random;
    private final List<String> words;
    private final double[] upTo = new double[WORDS];

    Chatter(long seed) {
        random = new Random(seed);
        Set<String> made = new LinkedHashSet<>(List.of(COMMON));
        while (made.size() < WORDS) {
            StringBuilder word = new StringBuilder();
            for (int syllables = 1 + random.nextInt(4); syllables > 0; syllables--) {
                word.append(ONSETS[random.nextInt(ONSETS.length)]).append(VOWELS[random.nextInt(VOWELS.length)]);
            }
            made.add(word.toString());
        }
        words = new ArrayList<>(made);
        double sum = 0;
        for (int rank = 0; rank < WORDS; rank++) {
            sum += 1.0 / (rank + 1);
            upTo[rank] = sum;
        }
    }

    /** The word of that rank, from 0. */
    String word(int rank) {
        return words.get(rank);
    }

    /** One of the commoner words, of at least four letters. */
    String longWord() {
        return words.stream()
                .skip(MANY)
                .filter(word -> word.length() >= 4)
                .findFirst()
                .orElseThrow();
    }

    String message(int number) {
        StringBuilder text = new StringBuilder(number % RARE_EVERY == RARE_EVERY / 2 ? RARE : "");
        for (int left = SHORTEST + random.nextInt(LONGEST - SHORTEST); left > 0; left--) {
            text.append(text.isEmpty() ? "" : " ").append(words.get(rank()));
        }
        return text.toString();
    }

    private int rank() {
        double place = random.nextDouble() * upTo[WORDS - 1];
        int low = 0;
        int high = WORDS - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (upTo[middle] < place) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
