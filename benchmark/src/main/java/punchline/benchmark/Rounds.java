package punchline.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Measures carriers against each other: one round lets each carry the workload once, in a new order, so that whatever else keeps
 * the machine busy for a while falls upon all of them.
 */
final class Rounds {
    /** Far above the limit of one repetition; three digits are more than the machine's noise leaves. */
    private static final long HIGHEST_NANOS = 4 * Workload.LIMIT.toNanos();

    private static final int DIGITS = 3;

    /** What one carrier took. */
    private static final class Taken {
        private final Histogram elapsed = new Histogram(HIGHEST_NANOS, DIGITS);
        private Work work = Work.NONE;
    }

    private final Map<Carrier, Taken> taken = new LinkedHashMap<>();
    private final Workload workload;

    /** Carries the workload {@code warmUps} times for the compiler and then {@code repetitions} times for the figures. */
    Rounds(List<Carrier> carriers, Workload workload, Setting setting) throws IOException {
        this.workload = workload;
        carriers.forEach(carrier -> taken.put(carrier, new Taken()));
        Random random = new Random(setting.seed());
        List<Carrier> order = new ArrayList<>(carriers);
        for (int round = 0; round < setting.warmUps() + setting.repetitions(); round++) {
            Collections.shuffle(order, random);
            for (Carrier carrier : order) {
                Work before = Work.soFar();
                long nanos = carrier.carry(workload);
                Work done = Work.soFar().since(before);
                Taken counted = taken.get(carrier);
                if (counted != null && round >= setting.warmUps()) {
                    counted.elapsed.recordValue(nanos);
                    counted.work = counted.work.plus(done);
                }
            }
        }
    }

    /** The figures of one that is a floor. */
    Measurement floor(Carrier carrier) {
        return measurement(carrier, null);
    }

    /** The figures of one beside its floor. */
    Measurement beside(Measurement floor, Carrier carrier) {
        return measurement(carrier, floor);
    }

    private Measurement measurement(Carrier carrier, @Nullable Measurement floor) {
        Taken counted = taken.get(carrier);
        if (counted == null) {
            throw new IllegalArgumentException(carrier.title() + " took no part");
        }
        return Measurement.of(carrier.title(), counted.elapsed, counted.work, workload.messages(), floor);
    }
}
