package punchline.engine.path;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Which ports a NAT may pick next, by those it picked for the last samples. */
final class Prediction {
    /** Ports below are the system's (RFC 6335, section 6); NATs leave them alone (RFC 4787, section 4.2.1). */
    static final int FIRST_PORT = 1024;

    static final int LAST_PORT = 65_535;

    /** The sizes of which carriers make blocks (RFC 7422, section 2.2), aligned to themselves. */
    private static final int MIN_BLOCK = 512;

    private static final int MAX_BLOCK = 4096;

    private Prediction() {}

    /** The {@code count} ports that come next, the nearest first; fewer at an end of the range. */
    static List<Integer> ahead(List<Integer> samples, int count) {
        int last = samples.getLast();
        int step = step(samples);
        List<Integer> next = new ArrayList<>();
        for (int port = last + step; next.size() < count && port >= FIRST_PORT && port <= LAST_PORT; port += step) {
            next.add(port);
        }
        return next;
    }

    /** By how much a counting NAT's ports differ; others' connections between two samples only make that more. */
    private static int step(List<Integer> samples) {
        int least = 0;
        for (int i = 1; i < samples.size(); i++) {
            int step = samples.get(i) - samples.get(i - 1);
            if (step != 0 && (least == 0 || Math.abs(step) < Math.abs(least))) {
                least = step;
            }
        }
        return least == 0 ? 1 : least;
    }

    /** So many different ports of the smallest block that holds all samples, in random order. */
    static List<Integer> ofBlock(List<Integer> samples, int count, RandomGenerator random) {
        int low = samples.stream().mapToInt(port -> port).min().orElseThrow();
        int high = samples.stream().mapToInt(port -> port).max().orElseThrow();
        int size = MIN_BLOCK;
        while (size < MAX_BLOCK && low / size != high / size) {
            size *= 2;
        }
        int first = low / size == high / size ? low - low % size : Math.max(FIRST_PORT, (low + high - size) / 2);
        return draw(Math.max(FIRST_PORT, first), Math.min(LAST_PORT, first + size - 1), count, random);
    }

    /** So many different ports of the whole range, in random order. */
    static List<Integer> ofAll(int count, RandomGenerator random) {
        return draw(FIRST_PORT, LAST_PORT, count, random);
    }

    private static List<Integer> draw(int first, int last, int count, RandomGenerator random) {
        int wanted = Math.min(count, last - first + 1);
        Set<Integer> drawn = new LinkedHashSet<>();
        while (drawn.size() < wanted) {
            drawn.add(random.nextInt(first, last + 1));
        }
        return List.copyOf(drawn);
    }
}
