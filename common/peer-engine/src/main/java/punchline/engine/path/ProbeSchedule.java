package punchline.engine.path;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import punchline.engine.socket.Path;

/**
 * When which path is probed. Each path climbs a ramp of its own, so that what joins late starts densely too; all share the spacing
 * between probes. The volley of a later round goes beside them.
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

    /** A volley on its way. */
    private static final class Sweeps {
        private final Volley volley;
        private final long startNanos;
        private int sweep;
        private int index;

        private Sweeps(Volley volley, long startNanos) {
            this.volley = volley;
            this.startNanos = startNanos;
        }

        private long dueNanos() {
            return startNanos + volley.sweeps().get(sweep).atNanos();
        }

        private Path next() {
            List<Path> paths = volley.sweeps().get(sweep).paths();
            Path path = paths.get(index++);
            if (index == paths.size()) {
                index = 0;
                sweep++;
            }
            return path;
        }

        private boolean isOver() {
            return sweep >= volley.sweeps().size();
        }
    }

    private static final List<Long> ONCE = List.of(0L);

    private final long spacingNanos;
    private final int maxPaths;
    private final List<Climb> climbs = new ArrayList<>();
    private @Nullable Sweeps sweeps;
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

    /** As {@link #add}, but a path on a ramp stays where it is. */
    void addIfAbsent(Path path, long startNanos, List<Long> rampNanos) {
        if (climbs.stream().noneMatch(climb -> climb.path.equals(path))) {
            append(new Climb(path, startNanos, rampNanos));
        }
    }

    /** Probes these from that time on, when no path on a ramp is due. Takes the place of the volley before. */
    void fire(Volley volley, long startNanos) {
        sweeps = volley.sweeps().isEmpty() ? null : new Sweeps(volley, startNanos);
    }

    void ceaseFire() {
        sweeps = null;
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
        sweeps = null;
    }

    /** The path to probe at this moment, the longest due first; null if none is due or the last probe was too recent. */
    @Nullable
    Path poll(long nowNanos) {
        OptionalLong next = nextNanos();
        if (next.isEmpty() || next.getAsLong() - nowNanos > 0) {
            return null;
        }
        notBeforeNanos = nowNanos + spacingNanos;
        Climb first = climbs.isEmpty() ? null : earliest();
        Sweeps volley = sweeps;
        if (first != null && (volley == null || first.dueNanos() - nowNanos <= 0)) {
            first.advance(nowNanos);
            if (first.isOver()) {
                climbs.remove(first);
            }
            return first.path;
        }
        return volley == null ? null : nextOf(volley);
    }

    private Path nextOf(Sweeps volley) {
        Path path = volley.next();
        if (volley.isOver()) {
            sweeps = null;
        }
        return path;
    }

    /** When {@link #poll} gives the next path; none if the schedule is at its end. */
    OptionalLong nextNanos() {
        Sweeps volley = sweeps;
        if (climbs.isEmpty() && volley == null) {
            return OptionalLong.empty();
        }
        long due;
        if (volley == null) {
            due = earliest().dueNanos();
        } else if (climbs.isEmpty()) {
            due = volley.dueNanos();
        } else {
            long climb = earliest().dueNanos();
            due = climb - volley.dueNanos() <= 0 ? climb : volley.dueNanos();
        }
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
