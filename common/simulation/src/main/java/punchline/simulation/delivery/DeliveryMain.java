package punchline.simulation.delivery;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Runs many random talks, each from its seed, over all cores, and says which went wrong. */
public final class DeliveryMain {
    private static final String USAGE = "usage: ./dev sim delivery --seeds N [--from SEED] | --trace SEED";
    private static final long PART = 500;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private DeliveryMain() {}

    /** Exits with 1 if a talk went wrong. */
    public static void main(String[] arguments) {
        Map<String, Long> options = new TreeMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            if (List.of("--seeds", "--from", "--trace").contains(arguments[i])
                    && arguments[i + 1].matches("[1-9]\\d{0,17}")) {
                options.put(arguments[i], Long.parseLong(arguments[i + 1]));
            }
        }
        Long traced = options.get("--trace");
        Long seeds = options.get("--seeds");
        if (2 * options.size() != arguments.length || (traced == null) == (seeds == null)) {
            System.err.println(USAGE);
            System.exit(MISUSED);
        } else if (traced != null) {
            System.exit(trace(traced));
        } else if (seeds != null) {
            System.exit(run(options.getOrDefault("--from", 1L), seeds));
        }
    }

    private static int trace(long seed) {
        Talk talk = new Talk(seed);
        List<String> wrong = talk.run();
        System.out.println(talk.trace());
        wrong.forEach(System.out::println);
        return wrong.isEmpty() ? 0 : FAILED;
    }

    private static int run(long from, long seeds) {
        long startNanos = System.nanoTime();
        // In parts, so that a long run shows how far it is and keeps what it has found if it is stopped.
        Map<Long, List<String>> wrong = new TreeMap<>();
        for (long done = 0; done < seeds; done += PART) {
            Map<Long, List<String>> part = wrong(from + done, Math.min(PART, seeds - done));
            part.forEach((seed, words) ->
                    System.out.println("seed " + seed + ": " + words + "\n  ./dev sim delivery --trace " + seed));
            wrong.putAll(part);
            System.out.printf(
                    Locale.ROOT,
                    "%d of %d talks, %.0f s%n",
                    Math.min(done + PART, seeds),
                    seeds,
                    (System.nanoTime() - startNanos) / 1e9);
        }
        System.out.printf(
                Locale.ROOT,
                "%d talks in %.0f s, %d went wrong%n",
                seeds,
                (System.nanoTime() - startNanos) / 1e9,
                wrong.size());
        return wrong.isEmpty() ? 0 : FAILED;
    }

    /** What went wrong, by seed. Each talk has a world of its own, so they run beside each other. */
    static Map<Long, List<String>> wrong(long from, long seeds) {
        return LongStream.range(from, from + seeds)
                .parallel()
                .boxed()
                .collect(
                        Collectors.toMap(seed -> seed, seed -> new Talk(seed).run(), (one, other) -> one, TreeMap::new))
                .entrySet()
                .stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, TreeMap::new));
    }
}
