package punchline.benchmark.lab;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import punchline.benchmark.lab.network.NatKind;

/**
 * What must come of two people who want to talk. This is the one place that says what is promised for which pair of NATs; the
 * NAT matrix holds the programs to it.
 */
sealed interface Expectation {
    /** Cone pairs without delay: p99. The median's promise is in {@link #MEDIAN_OF_CONES}. */
    Duration CONES = Duration.ofMillis(1600);

    /** Probe, TLS and hello, beside the round trips. */
    Duration MEDIAN_OF_CONES = Duration.ofMillis(100);

    Duration SEQUENTIAL = Duration.ofSeconds(3);
    Duration BOTH_SEQUENTIAL = Duration.ofSeconds(5);
    Duration BLOCK = Duration.ofSeconds(5);

    /** 1500 ports at no more than 200 a second, and what was tried before. */
    Duration RANDOM = Duration.ofSeconds(15);

    /** A hopeless pair learns that it is. */
    Duration PLAIN_ANSWER = Duration.ofSeconds(3);

    /** They connect, every time, the slowest within this. */
    record Connects(Duration slowest) implements Expectation {}

    /** They cannot, and are told why within this. */
    record IsTold(Duration slowest) implements Expectation {}

    /** Nobody has shown it to be possible: either they connect, or they are told why, within this. */
    record Either(Duration slowest) implements Expectation {}

    /** The expectation of two homes on one internet, each behind a NAT of its own. */
    static Expectation of(NatKind one, NatKind other) {
        boolean oneIsStricter = one.compareTo(other) > 0;
        NatKind milder = oneIsStricter ? other : one;
        NatKind stricter = oneIsStricter ? one : other;
        if (stricter == NatKind.UDP_BLOCKED) {
            return new IsTold(PLAIN_ANSWER);
        }
        if (LETS_ANY_PORT_IN.contains(milder)) {
            // An answer to the authenticated probe's source is enough, whatever port that has.
            return new Connects(CONES);
        }
        if (!isSymmetric(milder)) {
            return switch (stricter) {
                case SYMMETRIC_SEQUENTIAL -> new Connects(SEQUENTIAL);
                case SYMMETRIC_BLOCK -> new Connects(BLOCK);
                case SYMMETRIC_RANDOM, SYMMETRIC_PRESERVING -> new Connects(RANDOM);
                // Fresh sockets with ordered starts come after the first 1.5 s.
                case PORT_RESTRICTED_SKEW -> new Connects(BLOCK);
                default -> new Connects(CONES);
            };
        }
        if (milder == NatKind.SYMMETRIC_SEQUENTIAL && stricter == NatKind.SYMMETRIC_SEQUENTIAL) {
            return new Connects(BOTH_SEQUENTIAL);
        }
        if (milder == NatKind.SYMMETRIC_RANDOM) {
            return new IsTold(PLAIN_ANSWER);
        }
        return new Either(PLAIN_ANSWER);
    }

    /** NATs through which whoever was sent to may answer from any port. */
    Set<NatKind> LETS_ANY_PORT_IN = EnumSet.of(NatKind.OPEN, NatKind.FULL_CONE, NatKind.ADDRESS_RESTRICTED);

    private static boolean isSymmetric(NatKind kind) {
        return switch (kind) {
            case SYMMETRIC_PRESERVING, SYMMETRIC_SEQUENTIAL, SYMMETRIC_BLOCK, SYMMETRIC_RANDOM -> true;
            case OPEN,
                    FULL_CONE,
                    ADDRESS_RESTRICTED,
                    PORT_RESTRICTED,
                    PORT_RESTRICTED_SKEW,
                    PORT_RESTRICTED_HAIRPIN,
                    UDP_BLOCKED -> false;
        };
    }

    /** When to give up waiting: twice what is promised, and at least so long that a late success is seen as one. */
    default Duration patience() {
        Duration least = Duration.ofSeconds(10);
        Duration twice = slowest().multipliedBy(2);
        return twice.compareTo(least) > 0 ? twice : least;
    }

    Duration slowest();

    /** In a table's cell. */
    default String words() {
        String limit = String.format(Locale.ROOT, "≤ %.4g s", slowest().toMillis() / 1000.0)
                .replaceAll("\\.?0+ s", " s");
        return switch (this) {
            case Connects connects -> "yes, " + limit;
            case IsTold told -> "no, told in " + limit;
            case Either either -> "not known";
        };
    }
}
