package punchline.engine.path;

import java.util.List;
import punchline.engine.socket.Path;

/** Volleys made by hand, and what one comes to. */
final class Volleys {
    private Volleys() {}

    /** All paths in each sweep. */
    static Volley of(Tactic tactic, List<Path> paths, int sweeps, long sweepNanos, long durationNanos) {
        return new Volley(tactic, paths, sweeps, sweepNanos, 0, durationNanos);
    }

    /** Those of the first sweep. */
    static List<Path> paths(Volley volley) {
        return volley.paths();
    }

    static int probes(Volley volley) {
        return volley.paths().size() * volley.sweeps();
    }

    /** From its start to its last probe, {@code spacingNanos} between two. */
    static long sendingNanos(Volley volley, long spacingNanos) {
        long last = (volley.sweeps() - 1) * volley.sweepNanos() + volley.paths().size() * spacingNanos;
        return Math.max(probes(volley) * spacingNanos, last);
    }
}
