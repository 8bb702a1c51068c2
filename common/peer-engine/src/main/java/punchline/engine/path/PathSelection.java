package punchline.engine.path;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import punchline.engine.Deadline;
import punchline.engine.path.AttemptRecord.Why;
import punchline.engine.socket.LocalSocket;
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

    /** The boot of the peer that last asked on a path, the longest ago first. */
    private final Map<Path, Long> asked = new LinkedHashMap<>();

    /** Validated paths on which the peer has not asked, and until when to wait for that. */
    private final Map<Path, Long> waiting = new LinkedHashMap<>();

    private @Nullable Path selected;
    private boolean inDoubt;
    private Why why = Why.FIRST;

    PathSelection(PathConfig config) {
        this.preference = config.preference();
        this.maxPaths = config.limits().knownPaths();
    }

    /**
     * A request of mine was answered on a path. True if that path is selected by it, which happens once the peer has asked on it too, or after
     * a while without.
     */
    boolean onValidated(long nowNanos, Path path, long peerBoot, PathRank rank, long rttSampleNanos) {
        Validated known = validated.remove(path);
        if (validated.size() >= maxPaths) {
            forgetOldest();
        }
        validated.put(path, known == null ? new Validated(path, rank, rttSampleNanos) : known.with(rttSampleNanos));
        Long askedBy = asked.get(path);
        if (askedBy != null && askedBy == peerBoot) {
            return choose(path);
        }
        if (!path.equals(selected)) {
            waiting.putIfAbsent(path, nowNanos + preference.mutualNanos());
        }
        return false;
    }

    /** The peer asked on a path; true if that path is selected by it. */
    boolean onAsked(Path path, long peerBoot) {
        asked.remove(path);
        if (asked.size() >= maxPaths) {
            asked.remove(asked.keySet().iterator().next());
        }
        asked.put(path, peerBoot);
        return waiting.containsKey(path) && choose(path);
    }

    /** True if a path has waited long enough and is selected. */
    boolean poll(long nowNanos) {
        boolean changed = false;
        for (Path path : List.copyOf(waiting.keySet())) {
            Long until = waiting.get(path);
            if (until != null && nowNanos - until >= 0) {
                changed |= choose(path);
            }
        }
        return changed;
    }

    /** When {@link #poll} has something to do. */
    @Nullable
    Deadline deadline() {
        Deadline next = null;
        for (Long until : waiting.values()) {
            next = Deadline.earlier(next, new Deadline(until, "select without being asked"));
        }
        return next;
    }

    private boolean choose(Path path) {
        waiting.remove(path);
        Validated challenger = validated.get(path);
        Validated incumbent = selected();
        if (challenger == null) {
            return false;
        }
        if (incumbent == null || (inDoubt && !path.equals(selected)) || isBetter(challenger, incumbent)) {
            why = reason(challenger, incumbent);
            selected = path;
            inDoubt = false;
            return true;
        }
        return false;
    }

    private Why reason(Validated challenger, @Nullable Validated incumbent) {
        if (incumbent == null) {
            return Why.FIRST;
        }
        if (inDoubt) {
            return Why.OTHER_SILENT;
        }
        return challenger.rank.compareTo(incumbent.rank) < 0 ? Why.BETTER_KIND : Why.FASTER;
    }

    /** Why the selected path was taken. */
    Why why() {
        return why;
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

    /** The sockets worth keeping: the selected path's, and that of the one validated last, which may have to take over. */
    Set<LocalSocket> sockets() {
        Set<LocalSocket> kept = new TreeSet<>();
        if (selected != null) {
            kept.add(selected.socket());
        }
        validated.keySet().stream()
                .filter(path -> !path.equals(selected))
                .reduce((earlier, later) -> later)
                .ifPresent(path -> kept.add(path.socket()));
        return kept;
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
        waiting.clear();
        inDoubt = true;
    }

    /** The selected path lives. */
    void confirm() {
        inDoubt = false;
    }

    /** No path is validated any more. On which the peer asked is kept: it is what a new boot did first. */
    void clear() {
        validated.clear();
        waiting.clear();
        selected = null;
        inDoubt = false;
    }

    private void forgetOldest() {
        for (Path path : validated.keySet()) {
            if (!path.equals(selected)) {
                validated.remove(path);
                waiting.remove(path);
                return;
            }
        }
    }
}
