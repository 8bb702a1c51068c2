package punchline.engine.path;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import punchline.engine.socket.Path;

/**
 * Chooses among validated paths. The selected path is left only for a better validated one, or, once in doubt, for any that
 * validates.
 */
final class PathSelection {
    /**
     * A path on which a request of mine was answered.
     *
     * @param rttNanos smoothed as in RFC 6298, section 2: a new sample counts for an eighth
     */
    record Validated(Path path, PathRank rank, long rttNanos) {
        private Validated with(long sampleNanos) {
            return new Validated(path, rank, rttNanos + (sampleNanos - rttNanos) / 8);
        }
    }

    private final PathConfig.Preference preference;
    private final int maxPaths;
    private final Map<Path, Validated> validated = new LinkedHashMap<>();
    private @Nullable Path selected;
    private boolean inDoubt;

    PathSelection(PathConfig config) {
        this.preference = config.preference();
        this.maxPaths = config.limits().knownPaths();
    }

    /** Takes an answer on a path; true if that path is selected by it. */
    boolean onValidated(Path path, PathRank rank, long rttSampleNanos) {
        Validated known = validated.remove(path);
        Validated current = known == null ? new Validated(path, rank, rttSampleNanos) : known.with(rttSampleNanos);
        if (validated.size() >= maxPaths) {
            forgetOldest();
        }
        validated.put(path, current);
        Validated incumbent = selected();
        if (incumbent == null || (inDoubt && !path.equals(selected)) || isBetter(current, incumbent)) {
            selected = path;
            inDoubt = false;
            return true;
        }
        return false;
    }

    /** Whether the selected path should be left for this one. */
    boolean isBetter(Validated challenger, Validated incumbent) {
        if (challenger.path.equals(incumbent.path)) {
            return false;
        }
        int byRank = challenger.rank.compareTo(incumbent.rank);
        if (byRank != 0) {
            return byRank < 0 && challenger.rttNanos <= incumbent.rttNanos + preference.rankSlackNanos();
        }
        long gain = incumbent.rttNanos - challenger.rttNanos;
        return gain >= preference.gainNanos() && gain >= incumbent.rttNanos * preference.gainShare();
    }

    @Nullable
    Validated selected() {
        return selected == null ? null : validated.get(selected);
    }

    boolean isSelected(Path path) {
        return path.equals(selected);
    }

    boolean isValidated(Path path) {
        return validated.containsKey(path);
    }

    boolean isInDoubt() {
        return inDoubt;
    }

    /** The selected path may be dead: the others must prove themselves anew, and the first to do so takes over. */
    void doubt() {
        inDoubt = true;
    }

    /** The selected path lives. */
    void confirm() {
        inDoubt = false;
    }

    void clear() {
        validated.clear();
        selected = null;
        inDoubt = false;
    }

    private void forgetOldest() {
        for (Path path : validated.keySet()) {
            if (!path.equals(selected)) {
                validated.remove(path);
                return;
            }
        }
    }
}
