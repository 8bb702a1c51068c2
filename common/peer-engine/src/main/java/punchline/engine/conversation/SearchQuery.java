package punchline.engine.conversation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import punchline.engine.Objection;
import punchline.engine.Reason;
import punchline.engine.RefusedException;

/**
 * What a person looks for. A text has it if every word of the query is the beginning of a word there, in any order; a word
 * of one letter must be a whole word, and what is of a script without spaces may stand anywhere. Compared as {@link FoldedText} does.
 */
public final class SearchQuery {
    /** A line, not a letter. In characters. */
    public static final int MAX_CHARS = 256;

    /** Of different words: more than anybody remembers of a message. */
    public static final int MAX_WORDS = 16;

    /** Parts of one text that are named: more than anybody looks at. */
    public static final int MAX_RANGES = 100;

    /** What an index is asked of one run: enough to leave few texts over, of which each is looked at anyway. */
    private static final int MAX_PAIRS = 8;

    /** Something that an index must have of a text. */
    public record Term(String text, boolean isPrefix) {}

    private record Part(FoldedText.Kind kind, String folded) {
        boolean isPrefix() {
            return kind == FoldedText.Kind.WORD && folded.codePointCount(0, folded.length()) > 1;
        }
    }

    private final Set<Part> parts;

    private SearchQuery(Set<Part> parts) {
        this.parts = parts;
    }

    /**
     * Reads what a person typed; signs that are no part of a word mean nothing.
     *
     * @throws RefusedException if it cannot be looked for
     */
    public static SearchQuery parse(String text) {
        if (text.length() > MAX_CHARS) {
            throw new RefusedException(Reason.of(Objection.LONG_SEARCH, "characters", MAX_CHARS));
        }
        FoldedText folded = FoldedText.of(text);
        Set<Part> parts = new LinkedHashSet<>();
        for (int run = 0; run < folded.runs(); run++) {
            parts.add(new Part(folded.kind(run), folded.run(run)));
        }
        if (parts.isEmpty()) {
            throw new RefusedException(Reason.of(Objection.EMPTY_SEARCH));
        }
        if (parts.size() > MAX_WORDS) {
            throw new RefusedException(Reason.of(Objection.MANY_WORDS, "words", MAX_WORDS));
        }
        return new SearchQuery(parts);
    }

    /** What {@link FoldedText#terms} gives of every text that has it; others may have that too. */
    public List<Term> terms() {
        Set<Term> terms = new LinkedHashSet<>();
        for (Part part : parts) {
            String folded = part.folded();
            if (part.kind() == FoldedText.Kind.RUN) {
                addPairs(terms, folded);
            } else if (folded.length() > FoldedText.MAX_TERM_CHARS) {
                terms.add(new Term(folded.substring(0, FoldedText.MAX_TERM_CHARS), false));
            } else {
                terms.add(new Term(folded, part.isPrefix()));
            }
        }
        return List.copyOf(terms);
    }

    private static void addPairs(Set<Term> terms, String run) {
        int pairs = Math.min(run.codePointCount(0, run.length()) - 1, MAX_PAIRS);
        if (pairs == 0) {
            terms.add(new Term(run, true));
        }
        for (int i = 0, at = 0; i < pairs; i++) {
            terms.add(new Term(run.substring(at, run.offsetByCodePoints(at, 2)), false));
            at = run.offsetByCodePoints(at, 1);
        }
    }

    /**
     * Looks for it in a text.
     *
     * @return the parts of the text that are meant, in order and apart from each other, the first {@value #MAX_RANGES}; none if
     *     it is not there
     */
    public List<TextRange> find(String text) {
        FoldedText folded = FoldedText.of(text);
        List<TextRange> found = new ArrayList<>();
        for (Part part : parts) {
            int before = found.size();
            for (int run = 0; run < folded.runs() && found.size() - before < MAX_RANGES; run++) {
                if (folded.kind(run) == part.kind()) {
                    find(part, folded, run, found);
                }
            }
            if (found.size() == before) {
                return List.of();
            }
        }
        return apart(found);
    }

    private static void find(Part part, FoldedText text, int run, List<TextRange> found) {
        int length = part.folded().length();
        int first = text.first(run);
        int end = text.end(run);
        if (part.kind() != FoldedText.Kind.RUN) {
            if ((part.isPrefix() || end - first == length) && text.hasAt(first, end, part.folded())) {
                found.add(text.written(first, first + length));
            }
            return;
        }
        for (int at = first; at + length <= end; at++) {
            if (text.hasAt(at, end, part.folded())) {
                found.add(text.written(at, at + length));
                at += length - 1;
            }
        }
    }

    /** Two words of the query may mean the same word of the text. */
    private static List<TextRange> apart(List<TextRange> found) {
        found.sort(Comparator.comparingInt(TextRange::start));
        List<TextRange> apart = new ArrayList<>();
        for (TextRange range : found) {
            TextRange last = apart.isEmpty() ? null : apart.getLast();
            if (last != null && range.start() < last.end()) {
                apart.set(apart.size() - 1, new TextRange(last.start(), Math.max(last.end(), range.end())));
            } else {
                apart.add(range);
            }
        }
        return List.copyOf(apart.subList(0, Math.min(apart.size(), MAX_RANGES)));
    }
}
