package punchline.simulation.networks;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import punchline.simulation.networks.Conditions.Side;

/** Draws networks: the same seed, the same network. */
public final class NetworkDraw {
    /** Each side's half of 5 to 300 ms between the two. */
    private static final double MIN_LATENCY_MILLIS = 2.5;

    private static final double MAX_LATENCY_MILLIS = 150;

    private static final double MAX_UPLINK_SHARE = 0.5;
    private static final double MAX_JITTER_SHARE = 0.3;

    private static final double MIN_FLOWS_PER_SECOND = 0.2;
    private static final double MAX_FLOWS_PER_SECOND = 20;

    /** Above the longest silence of an idle link: 15 s and a fifth, and the answer. */
    private static final double MIN_LIFETIME_MILLIS = 20_000;

    private static final double MAX_LIFETIME_MILLIS = 120_000;

    private static final int MAX_GO_LATE_MILLIS = 400;

    /** Borders of the bands of loss; each is drawn as often as the others, and the first is none at all. */
    static final List<Double> LOSS_BANDS = List.of(0.0, 0.01, 0.05, 0.1, 0.2);

    private NetworkDraw() {}

    /** Any network, or any with that setting. */
    public static Network draw(long seed, @Nullable Setting wanted) {
        RandomGenerator random = new SplittableRandom(seed);
        List<Setting> all = Setting.all();
        Setting drawn = all.get(random.nextInt(all.size()));
        boolean isLeftLate = random.nextBoolean();
        int lateMillis = random.nextBoolean() ? random.nextInt(1, MAX_GO_LATE_MILLIS + 1) : 0;
        Conditions conditions = new Conditions(
                side(random, isLeftLate ? lateMillis : 0),
                side(random, isLeftLate ? 0 : lateMillis),
                loss(random),
                random.nextInt(1, 3),
                random.nextBoolean(),
                random.nextInt(4) == 0);
        return new Network(seed, wanted == null ? drawn : wanted, conditions);
    }

    private static Side side(RandomGenerator random, int lateMillis) {
        long latencyMillis = Math.round(logarithmic(random, MIN_LATENCY_MILLIS, MAX_LATENCY_MILLIS));
        return new Side(
                latencyMillis,
                random.nextBoolean() ? part(random, latencyMillis, MAX_UPLINK_SHARE) : 0,
                random.nextBoolean() ? part(random, latencyMillis, MAX_JITTER_SHARE) : 0,
                random.nextBoolean() ? logarithmic(random, MIN_FLOWS_PER_SECOND, MAX_FLOWS_PER_SECOND) : 0,
                Math.round(logarithmic(random, MIN_LIFETIME_MILLIS, MAX_LIFETIME_MILLIS)),
                lateMillis);
    }

    private static long part(RandomGenerator random, long whole, double maxShare) {
        return Math.round(whole * maxShare * random.nextDouble());
    }

    private static double logarithmic(RandomGenerator random, double from, double to) {
        return from * Math.pow(to / from, random.nextDouble());
    }

    private static double loss(RandomGenerator random) {
        int band = random.nextInt(LOSS_BANDS.size());
        return band == 0
                ? 0
                : LOSS_BANDS.get(band) - random.nextDouble() * (LOSS_BANDS.get(band) - LOSS_BANDS.get(band - 1));
    }
}
