package punchline.simulation.networks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where the two are. */
public sealed interface Setting {
    /** Each behind NATs of its own. */
    record Apart(NatKind left, NatKind right) implements Setting {
        @Override
        public String toString() {
            return left + " × " + right;
        }
    }

    /** In a place where more matters than each one's NAT. */
    enum Place implements Setting {
        /** One home, whose router does not turn datagrams back. */
        SAME_LAN,
        /** Two homes behind one carrier's NAT that turns datagrams back. */
        CARRIER_WITH_HAIRPIN,
        /** The same without. */
        CARRIER_WITHOUT_HAIRPIN,
        /** IPv6 only, a stateful firewall on each side. */
        IPV6_FIREWALLS,
        /** One home with IPv6 only. */
        IPV6_LAN,
        /** IPv4 behind random NATs, and IPv6 behind stateful firewalls; the server has IPv4 only. */
        DUAL_STACK;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Each pair of kinds once, then the places. */
    static List<Setting> all() {
        List<Setting> all = new ArrayList<>();
        for (NatKind left : NatKind.values()) {
            for (NatKind right : NatKind.values()) {
                if (left.compareTo(right) <= 0) {
                    all.add(new Apart(left, right));
                }
            }
        }
        all.addAll(List.of(Place.values()));
        return all;
    }
}
