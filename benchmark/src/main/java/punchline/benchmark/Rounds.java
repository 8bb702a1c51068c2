package punchline.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import punchline.benchmark.Figure.Better;

/**
 * Measures carriers against each other: one round lets each carry the workload once, in a new order, so that whatever else keeps
 * the machine busy for a while falls upon all of them.
 */
final class Rounds {
    private static final double NANOS_PER_MILLI = 1e6;

    /** What one carrier took, in milliseconds. */
    private static final class Taken {
        private final Samples elapsed = new Samples();
        private final Samples processor = new Samples();
    }

    private final Map<Carrier, Taken> taken = new LinkedHashMap<>();

    /** Carries the workload {@code warmUps} times for the compiler and then {@code repetitions} times for the figures. */
    Rounds(List<Carrier> carriers, Workload workload, Setting setting) throws IOException {
        carriers.forEach(carrier -> taken.put(carrier, new Taken()));
        Random random = new Random(setting.seed());
        List<Carrier> order = new ArrayList<>(carriers);
        int rounds = setting.warmUps() + setting.repetitions();
        for (int round = 0; round < rounds; round++) {
            setting.progress().at("round", round + 1, rounds);
            Collections.shuffle(order, random);
            for (Carrier carrier : order) {
                Work before = Work.soFar();
                long nanos = carrier.carry(workload);
                Work done = Work.soFar().since(before);
                Taken counted = taken.get(carrier);
                if (counted != null && round >= setting.warmUps()) {
                    counted.elapsed.add(nanos / NANOS_PER_MILLI);
                    counted.processor.add(done.cpuNanos() / NANOS_PER_MILLI);
                }
            }
        }
    }

    /** How long the carrier took. */
    Figure elapsed(Carrier carrier) {
        return Figure.of(carrier.title(), "ms", Better.LOWER, of(carrier).elapsed);
    }

    /** What of processors, of all threads together, it took. */
    Figure processor(Carrier carrier) {
        return Figure.of(carrier.title() + ": processor", "ms", Better.LOWER, of(carrier).processor);
    }

    private Taken of(Carrier carrier) {
        Taken counted = taken.get(carrier);
        if (counted == null) {
            throw new IllegalArgumentException(carrier.title() + " took no part");
        }
        return counted;
    }
}
