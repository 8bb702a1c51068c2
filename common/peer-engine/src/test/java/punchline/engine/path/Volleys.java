package punchline.engine.path;

import java.util.ArrayList;
import java.util.List;
import punchline.engine.socket.Path;

/** Volleys made by hand, and what one comes to. */
final class Volleys {
    private Volleys() {}

    /** All paths in each sweep. */
    static Volley of(Tactic tactic, List<Path> paths, int sweeps, long sweepNanos, long durationNanos) {
        List<Volley.Sweep> all = new ArrayList<>();
        for (int i = 0; i < sweeps; i++) {
            all.add(new Volley.Sweep(i * sweepNanos, paths));
        }
        return new Volley(tactic, all, 0, durationNanos);
    }

    /** Those of the first sweep. */
    static List<Path> paths(Volley volley) {
        return volley.sweeps().getFirst().paths();
    }

    static int probes(Volley volley) {
        return volley.sweeps().stream().mapToInt(sweep -> sweep.paths().size()).sum();
    }

    /** From its start to its last probe, {@code spacingNanos} between two. */
    static long sendingNanos(Volley volley, long spacingNanos) {
        long sent = 0;
        for (Volley.Sweep sweep : volley.sweeps()) {
            sent = Math.max(sent, sweep.atNanos()) + sweep.paths().size() * spacingNanos;
        }
        return sent;
    }
}
