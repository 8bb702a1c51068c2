package punchline.engine.path;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import punchline.engine.socket.Path;

/**
 * When which path is probed. Each path climbs a ramp of its own, so that what joins late starts densely too; all share the spacing
 * between probes. A further stage of the ladder is further paths, over fresh sockets maybe, with their ramps.
 */
final class ProbeSchedule {
    /** One path on its ramp: offsets from {@code startNanos}, of which {@code next} comes next and {@code end} no more. */
    private static final class Climb {
        private final Path path;
        private final long startNanos;
        private final List<Long> rampNanos;
        private final boolean once;
        private int next;
        private int end;

        private Climb(Path path, long startNanos, List<Long> rampNanos) {
            this.path = path;
            this.startNanos = startNanos;
            this.rampNanos = rampNanos;
            this.once = rampNanos.size() == 1;
            this.end = rampNanos.size();
        }

        private long dueNanos() {
            return startNanos + rampNanos.get(next);
        }

        /** What a late caller has missed is left out, not made up for in a burst. */
        private void advance(long nowNanos) {
            do {
                next++;
            } while (next < end && dueNanos() - nowNanos <= 0);
        }

        private boolean isOver() {
            return next >= end;
        }
    }

    private static final List<Long> ONCE = List.of(0L);

    private final long spacingNanos;
    private final int maxPaths;
    private final List<Climb> climbs = new ArrayList<>();
    private @Nullable Long notBeforeNanos;

    ProbeSchedule(PathConfig config) {
        this.spacingNanos = config.schedule().spacingNanos();
        this.maxPaths = config.limits().scheduledPaths();
    }

    /** Puts a path at the foot of a ramp, which it leaves if it is on one already. Beyond the limit of paths it does nothing. */
    void add(Path path, long startNanos, List<Long> rampNanos) {
        climbs.removeIf(climb -> climb.path.equals(path));
        append(new Climb(path, startNanos, rampNanos));
    }

    /** One more probe of a path as soon as may be; a second such wish changes nothing. */
    void addOnce(Path path, long nowNanos) {
        if (climbs.stream().noneMatch(climb -> climb.once && climb.path.equals(path))) {
            append(new Climb(path, nowNanos, ONCE));
        }
    }

    private void append(Climb climb) {
        if (climbs.size() < maxPaths) {
            climbs.add(climb);
        }
    }

    /** Leaves each path at most so many more probes. */
    void trim(int probesEach) {
        for (Climb climb : climbs) {
            climb.end = Math.min(climb.end, climb.next + probesEach);
        }
        climbs.removeIf(Climb::isOver);
    }

    /** Nothing before this moment. */
    void hold(long untilNanos) {
        notBeforeNanos = untilNanos;
    }

    void clear() {
        climbs.clear();
    }

    /** The path to probe at this moment, the longest due first; null if none is due or the last probe was too recent. */
    @Nullable
    Path poll(long nowNanos) {
        OptionalLong next = nextNanos();
        if (next.isEmpty() || next.getAsLong() - nowNanos > 0) {
            return null;
        }
        Climb first = earliest();
        first.advance(nowNanos);
        if (first.isOver()) {
            climbs.remove(first);
        }
        notBeforeNanos = nowNanos + spacingNanos;
        return first.path;
    }

    /** When {@link #poll} gives the next path; none if the schedule is at its end. */
    OptionalLong nextNanos() {
        if (climbs.isEmpty()) {
            return OptionalLong.empty();
        }
        long due = earliest().dueNanos();
        Long notBefore = notBeforeNanos;
        return OptionalLong.of(notBefore != null && notBefore - due > 0 ? notBefore : due);
    }

    private Climb earliest() {
        // The first of equals wins, so paths of one ramp keep the order in which they were added.
        return climbs.stream()
                .min(Comparator.comparingLong(
                        climb -> climb.dueNanos() - climbs.getFirst().dueNanos()))
                .orElseThrow();
    }
}
