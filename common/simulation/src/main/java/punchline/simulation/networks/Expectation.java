package punchline.simulation.networks;

import static punchline.simulation.networks.NatKind.Group.ADMITTING;
import static punchline.simulation.networks.NatKind.Group.BLOCK;
import static punchline.simulation.networks.NatKind.Group.BLOCKED;
import static punchline.simulation.networks.NatKind.Group.CONSISTENT;
import static punchline.simulation.networks.NatKind.Group.NO_WAN_DROP;
import static punchline.simulation.networks.NatKind.Group.PRESERVING;
import static punchline.simulation.networks.NatKind.Group.RANDOM;
import static punchline.simulation.networks.NatKind.Group.SEQUENTIAL;

import java.util.List;
import punchline.simulation.networks.NatKind.Group;
import punchline.simulation.networks.Setting.Apart;
import punchline.simulation.networks.Setting.Place;

/**
 * What must come of a setting.
 *
 * @param row    the row of the table that it belongs to
 * @param means  how it is reached, if it is
 * @param limitMillis within which both must be online, or the reason must be told
 * @param why    plain words
 */
public record Expectation(String row, Means means, long limitMillis, String why) {
    /** How two meet. */
    public enum Means {
        /** By plain punching: the time depends on the ways alone. */
        PLAIN,
        /** By what comes after it. */
        LADDER,
        /** They do not. */
        NONE
    }

    /** Where no limit is set, more than this is no success for a person who waits. */
    private static final long PATIENCE_MILLIS = 15_000;

    /** A plain answer. */
    private static final long ANSWER_MILLIS = 3_000;

    private record Row(Group one, Group other, Means means, long limitMillis, String why) {
        boolean is(Group left, Group right) {
            return (one == left && other == right) || (one == right && other == left);
        }
    }

    private static final String ADMITS = "whoever is let in anywhere only has to send";
    private static final String BOTH_SEND = "both know each other's port, and both send";
    private static final String GUESS_EXHAUSTS =
            "both ports change with every destination: to meet, each side must take most ports of a block, which "
                    + "belong to others too";
    private static final String GUESS_HOPELESS =
            "both ports change with every destination, and one of 64512 at least cannot be told";
    private static final String SEARCHED = "256 sockets here, up to 1500 ports from there";
    private static final String NO_UDP = "no datagram leaves that network";

    private static final List<Row> TABLE = List.of(
            plain(ADMITTING, ADMITTING, ADMITS),
            plain(ADMITTING, CONSISTENT, ADMITS),
            plain(ADMITTING, NO_WAN_DROP, ADMITS),
            plain(ADMITTING, PRESERVING, ADMITS),
            plain(ADMITTING, SEQUENTIAL, ADMITS),
            plain(ADMITTING, BLOCK, ADMITS),
            plain(ADMITTING, RANDOM, ADMITS),
            none(ADMITTING, BLOCKED, NO_UDP),
            plain(CONSISTENT, CONSISTENT, BOTH_SEND),
            ladder(CONSISTENT, NO_WAN_DROP, PATIENCE_MILLIS, "fresh ports, and the router's own side sends first"),
            ladder(CONSISTENT, PRESERVING, 15_000, SEARCHED),
            ladder(CONSISTENT, SEQUENTIAL, 3_000, "the next ports are counted ahead"),
            ladder(CONSISTENT, BLOCK, 5_000, "64 sockets here, 128 ports from there, in a block of 1024"),
            ladder(CONSISTENT, RANDOM, 15_000, SEARCHED),
            none(CONSISTENT, BLOCKED, NO_UDP),
            ladder(NO_WAN_DROP, NO_WAN_DROP, PATIENCE_MILLIS, "fresh ports, and starts within the delay of the way"),
            ladder(NO_WAN_DROP, PRESERVING, PATIENCE_MILLIS, SEARCHED),
            ladder(NO_WAN_DROP, SEQUENTIAL, PATIENCE_MILLIS, "the next ports are counted ahead"),
            ladder(NO_WAN_DROP, BLOCK, PATIENCE_MILLIS, "64 sockets here, 128 ports from there, in a block of 1024"),
            ladder(NO_WAN_DROP, RANDOM, PATIENCE_MILLIS, SEARCHED),
            none(NO_WAN_DROP, BLOCKED, NO_UDP),
            none(PRESERVING, PRESERVING, GUESS_HOPELESS),
            none(PRESERVING, SEQUENTIAL, GUESS_HOPELESS),
            none(PRESERVING, BLOCK, GUESS_HOPELESS),
            none(PRESERVING, RANDOM, GUESS_HOPELESS),
            none(PRESERVING, BLOCKED, NO_UDP),
            ladder(SEQUENTIAL, SEQUENTIAL, 5_000, "both count ahead, over more sockets than neighbours open flows"),
            none(SEQUENTIAL, BLOCK, GUESS_EXHAUSTS),
            none(SEQUENTIAL, RANDOM, GUESS_HOPELESS),
            none(SEQUENTIAL, BLOCKED, NO_UDP),
            none(BLOCK, BLOCK, GUESS_EXHAUSTS),
            none(BLOCK, RANDOM, GUESS_HOPELESS),
            none(BLOCK, BLOCKED, NO_UDP),
            none(RANDOM, RANDOM, GUESS_HOPELESS),
            none(RANDOM, BLOCKED, NO_UDP),
            none(BLOCKED, BLOCKED, NO_UDP));

    private static Row plain(Group one, Group other, String why) {
        return new Row(one, other, Means.PLAIN, PATIENCE_MILLIS, why);
    }

    private static Row ladder(Group one, Group other, long limitMillis, String why) {
        return new Row(one, other, Means.LADDER, limitMillis, why);
    }

    private static Row none(Group one, Group other, String why) {
        return new Row(one, other, Means.NONE, ANSWER_MILLIS, why);
    }

    /** What must come of it. */
    public static Expectation of(Setting setting) {
        return switch (setting) {
            case Apart(NatKind left, NatKind right) -> of(left.group(), right.group());
            case Place place -> of(place);
        };
    }

    private static Expectation of(Group left, Group right) {
        for (Row row : TABLE) {
            if (row.is(left, right)) {
                return new Expectation(row.one() + " × " + row.other(), row.means(), row.limitMillis(), row.why());
            }
        }
        throw new IllegalStateException("no row for " + left + " and " + right);
    }

    private static Expectation of(Place place) {
        return switch (place) {
            case SAME_LAN, IPV6_LAN -> plain(place, "they reach each other without any router");
            case CARRIER_WITH_HAIRPIN -> plain(place, "the carrier turns datagrams back");
            case IPV6_FIREWALLS -> plain(place, "nothing is translated, and both send");
            case DUAL_STACK -> plain(place, "over IPv6, whatever IPv4 is like");
            case CARRIER_WITHOUT_HAIRPIN ->
                new Expectation(
                        place.toString(),
                        Means.NONE,
                        ANSWER_MILLIS,
                        "the carrier's NAT turns nothing back, and an address on its inside is known to neither");
        };
    }

    private static Expectation plain(Place place, String why) {
        return new Expectation(place.toString(), Means.PLAIN, PATIENCE_MILLIS, why);
    }

    /** Whether the two must meet. */
    public boolean isReached() {
        return means != Means.NONE;
    }
}
