package punchline.benchmark.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import punchline.benchmark.lab.network.NatKind;
import punchline.benchmark.lab.network.Topology;
import punchline.benchmark.lab.network.Topology.Families;
import punchline.benchmark.lab.network.Topology.Gateway;
import punchline.benchmark.lab.network.Topology.Home;
import punchline.benchmark.lab.network.Topology.Weather;

/**
 * One network in which two people meet, and what must come of it. The first of the topology's hosts asks the last one.
 *
 * @param title unique; for a pair of NATs {@code ONE x OTHER}
 * @param path  the kind of path that they must find, as clients call it
 */
record MatrixCell(String title, Topology topology, Expectation expectation, String path) {
    static final String DIRECT = "direct";
    static final String LAN = "lan";

    /** The classes that are paired with each other. */
    static final List<NatKind> CLASSES = List.of(
            NatKind.OPEN,
            NatKind.FULL_CONE,
            NatKind.ADDRESS_RESTRICTED,
            NatKind.PORT_RESTRICTED,
            NatKind.PORT_RESTRICTED_SKEW,
            NatKind.SYMMETRIC_PRESERVING,
            NatKind.SYMMETRIC_SEQUENTIAL,
            NatKind.SYMMETRIC_BLOCK,
            NatKind.SYMMETRIC_RANDOM,
            NatKind.UDP_BLOCKED);

    /** A busy home: a page with some pictures opens about as many in a second. */
    private static final int OTHER_FLOWS_PER_SECOND = 10;

    private static final int LOSS_PERCENT = 5;

    /** Every unordered pair of classes. The stricter one's host asks: it is the one that knows why nothing can be done. */
    static List<MatrixCell> pairs() {
        List<MatrixCell> cells = new ArrayList<>();
        for (int i = 0; i < CLASSES.size(); i++) {
            for (NatKind stricter : CLASSES.subList(i, CLASSES.size())) {
                cells.add(pair(CLASSES.get(i), stricter));
            }
        }
        return cells;
    }

    static MatrixCell pair(NatKind milder, NatKind stricter) {
        return new MatrixCell(
                titleOf(milder, stricter),
                Topology.homes(stricter, milder),
                Expectation.of(milder, stricter),
                // Without routers all homes are one network.
                stricter == NatKind.OPEN ? LAN : DIRECT);
    }

    static String titleOf(NatKind milder, NatKind stricter) {
        return milder.title() + " x " + stricter.title();
    }

    /** Networks that are more than two homes side by side. */
    static List<MatrixCell> places() {
        NatKind usual = NatKind.PORT_RESTRICTED;
        Topology twoUsual = Topology.homes(usual, usual);
        Topology twoRandom = Topology.homes(NatKind.SYMMETRIC_RANDOM, NatKind.SYMMETRIC_RANDOM);
        Expectation cones = new Expectation.Connects(Expectation.CONES);
        return List.of(
                new MatrixCell("same-lan", Topology.sameLan(usual), cones, LAN),
                new MatrixCell("same-lan-random", Topology.sameLan(NatKind.SYMMETRIC_RANDOM), cones, LAN),
                new MatrixCell(
                        "cgnat-hairpin", Topology.behindCarrier(usual, NatKind.PORT_RESTRICTED_HAIRPIN), cones, DIRECT),
                new MatrixCell(
                        "cgnat",
                        Topology.behindCarrier(usual, usual),
                        new Expectation.IsTold(Expectation.PLAIN_ANSWER),
                        DIRECT),
                new MatrixCell("double-nat", Topology.doubleNat(usual, usual, usual), cones, DIRECT),
                doubleNat(NatKind.SYMMETRIC_SEQUENTIAL),
                doubleNat(NatKind.SYMMETRIC_RANDOM),
                busy(usual),
                busy(NatKind.SYMMETRIC_SEQUENTIAL),
                new MatrixCell("ipv6", twoUsual.with(Families.IPV6), cones, DIRECT),
                new MatrixCell("ipv6-beside-random", twoRandom.with(Families.BOTH), cones, DIRECT),
                new MatrixCell("ipv6-lan", Topology.sameLan(usual).with(Families.IPV6), cones, LAN),
                gateway(twoRandom, Gateway.PCP, "pcp"),
                gateway(twoRandom, Gateway.UPNP, "upnp"),
                weather("loss-5", usual, LOSS_PERCENT, Duration.ZERO),
                weather("delay-50", usual, 0, Duration.ofMillis(50)),
                weather("delay-150", usual, 0, Duration.ofMillis(150)),
                weather("delay-50-loss-5", usual, LOSS_PERCENT, Duration.ofMillis(50)),
                weather("delay-50-skew", NatKind.PORT_RESTRICTED_SKEW, 0, Duration.ofMillis(50)),
                bothSkew("delay-50-both-skew", Duration.ofMillis(50)),
                weather("delay-50-sequential", NatKind.SYMMETRIC_SEQUENTIAL, 0, Duration.ofMillis(50)));
    }

    static List<MatrixCell> all() {
        return Stream.concat(pairs().stream(), places().stream()).toList();
    }

    /**
     * Those that a person means: two classes are their pair, one class all its pairs, any other name is a title's.
     *
     * @return empty if nothing is meant by these names
     */
    static List<MatrixCell> named(List<String> names) {
        if (names.isEmpty()) {
            return all();
        }
        if (names.size() == 2 && names.stream().allMatch(MatrixCell::isClass)) {
            return pairs().stream()
                    .filter(cell -> cell.sides().equals(Set.copyOf(names)))
                    .toList();
        }
        return all().stream()
                .filter(cell -> names.stream()
                        .anyMatch(name ->
                                cell.title().equals(name) || cell.sides().contains(name)))
                .toList();
    }

    private Set<String> sides() {
        return Set.copyOf(List.of(title.split(" x ")));
    }

    private static boolean isClass(String name) {
        return CLASSES.stream().anyMatch(kind -> kind.title().equals(name));
    }

    private static MatrixCell doubleNat(NatKind carrier) {
        return new MatrixCell(
                "double-nat-" + carrier.title(),
                Topology.doubleNat(NatKind.PORT_RESTRICTED, carrier, NatKind.PORT_RESTRICTED),
                Expectation.of(NatKind.PORT_RESTRICTED, carrier),
                DIRECT);
    }

    private static MatrixCell busy(NatKind kind) {
        Topology quiet = Topology.homes(kind, NatKind.PORT_RESTRICTED);
        return new MatrixCell(
                "busy-" + kind.title(),
                quiet.withFirst(quiet.homes().getFirst().busy(OTHER_FLOWS_PER_SECOND)),
                Expectation.of(NatKind.PORT_RESTRICTED, kind),
                DIRECT);
    }

    private static MatrixCell gateway(Topology closed, Gateway gateway, String title) {
        Home first = closed.homes().getFirst();
        return new MatrixCell(
                title, closed.withFirst(first.with(gateway)), new Expectation.Connects(Expectation.CONES), DIRECT);
    }

    /** Two homes of which the other is port-restricted, {@code delay} apart each way, half of it on each home's line. */
    private static MatrixCell weather(String title, NatKind kind, int lossPercent, Duration delay) {
        Duration trips = roundTrips(delay);
        return new MatrixCell(
                title,
                Topology.homes(kind, NatKind.PORT_RESTRICTED).in(new Weather(lossPercent, delay.dividedBy(2))),
                new Expectation.Connects(((Expectation.Connects) Expectation.of(NatKind.PORT_RESTRICTED, kind))
                        .slowest()
                        .plus(trips)),
                DIRECT);
    }

    /** Without delay nobody can start at the same time as the other, so that this pair needs some. */
    private static MatrixCell bothSkew(String title, Duration delay) {
        NatKind skew = NatKind.PORT_RESTRICTED_SKEW;
        return new MatrixCell(
                title,
                Topology.homes(skew, skew).in(new Weather(0, delay.dividedBy(2))),
                new Expectation.Connects(Expectation.of(skew, skew).slowest().plus(roundTrips(delay))),
                DIRECT);
    }

    /** One to the server, and three between the peers. */
    private static Duration roundTrips(Duration delayBetweenPeers) {
        return delayBetweenPeers.plus(delayBetweenPeers.multipliedBy(2 * 3));
    }

    /** The promise for the median of two cones; for others there is none. */
    Duration roundTrips() {
        return roundTrips(topology.weather().homeDelay().multipliedBy(2));
    }
}
