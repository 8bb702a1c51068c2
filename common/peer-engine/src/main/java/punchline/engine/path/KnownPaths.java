package punchline.engine.path;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import punchline.engine.path.Candidate.Kind;
import punchline.engine.path.PathSelection.Validated;
import punchline.engine.socket.LocalSocket;
import punchline.engine.socket.Path;
import punchline.protocol.Endpoint;

/** Where the peer may be, as far as this one is ready to look: what others named in this attempt, and paths that were validated. */
final class KnownPaths {
    private final int maxKnown;
    private final CandidateFilter filter;

    /** What others named in this attempt. */
    private final List<Candidate> candidates = new ArrayList<>();

    /** The paths to there, and others that were validated. */
    private final Map<Path, PathRank> known = new LinkedHashMap<>();

    private OwnNetwork own = OwnNetwork.NONE;

    KnownPaths(PathConfig.Limits limits) {
        this.maxKnown = limits.knownPaths();
        this.filter = new CandidateFilter(limits);
    }

    /** This peer stands there from here on. */
    void moveTo(OwnNetwork here) {
        own = here;
    }

    /** Forgets what was named, and the paths but for those to keep. */
    void startOver(Predicate<Path> keep) {
        candidates.clear();
        known.keySet().removeIf(keep.negate());
    }

    /** Forgets what was named, but no path. */
    void forgetNamed() {
        candidates.clear();
    }

    void clear() {
        candidates.clear();
        known.clear();
    }

    boolean isEmpty() {
        return known.isEmpty();
    }

    /** In the order in which to probe them. */
    Set<Path> paths() {
        return known.keySet();
    }

    /** Those that could be better than the selected one. */
    List<Path> rivalsOf(Validated selected) {
        return known.entrySet().stream()
                .filter(each -> !each.getKey().equals(selected.path())
                        && each.getValue().compareTo(selected.rank()) <= 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether an address may be probed that nobody named. */
    boolean admitsSource(Path path) {
        return filter.admitsSource(own, path.remote());
    }

    /** Those of a later round that may be probed. Their address counts among those that were named. */
    List<Path> aimAt(List<Path> paths) {
        List<Path> admitted = new ArrayList<>();
        for (Path path : paths) {
            if (filter.admitsTarget(own, candidates, path.remote())) {
                admitted.add(path);
                if (!isNamed(path.remote())) {
                    candidates.add(new Candidate(path.remote(), Kind.REFLEXIVE));
                }
            }
        }
        return admitted;
    }

    private boolean isNamed(Endpoint remote) {
        return candidates.stream()
                .anyMatch(candidate -> candidate.endpoint().address().equals(remote.address()));
    }

    /** Takes what may be probed of this; returns the paths that are new. */
    Set<Path> admit(List<Candidate> offered, AttemptRecord record) {
        Set<Path> added = new LinkedHashSet<>();
        for (Candidate candidate : filter.admit(own, candidates, offered, record::onRefused)) {
            candidates.add(candidate);
            record.onAdmitted(candidate);
            Path path = new Path(LocalSocket.MAIN, candidate.endpoint());
            if (known.size() < maxKnown || known.containsKey(path)) {
                known.put(path, PathRank.of(candidate, own));
                added.add(path);
            }
        }
        return added;
    }

    /** How good a validated path is; it is known from here on, in place of one that need not be kept. */
    PathRank know(Path validated, Predicate<Path> keep) {
        @Nullable PathRank rank = known.get(validated);
        if (rank != null) {
            return rank;
        }
        PathRank found = PathRank.of(new Candidate(validated.remote(), kindOf(validated)), own);
        if (known.size() >= maxKnown) {
            known.keySet().stream().filter(keep.negate()).findFirst().ifPresent(known::remove);
        }
        if (known.size() < maxKnown) {
            known.put(validated, found);
        }
        return found;
    }

    /** A NAT that a server saw has the same address on other ports too. */
    private Kind kindOf(Path validated) {
        boolean seen = candidates.stream()
                .anyMatch(candidate -> candidate.kind() == Kind.REFLEXIVE
                        && candidate
                                .endpoint()
                                .address()
                                .equals(validated.remote().address()));
        return seen ? Kind.REFLEXIVE : Kind.TRIGGERED;
    }
}
