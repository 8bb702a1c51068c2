package punchline.benchmark.lab;

import java.util.Locale;
import java.util.Optional;
import punchline.benchmark.lab.network.NatKind;
import punchline.benchmark.lab.network.Topology;

/** One entry of the lab's table: two homes, and the NAT that each is behind. */
enum Cell {
    PORT_RESTRICTED(NatKind.PORT_RESTRICTED, NatKind.PORT_RESTRICTED),
    ADDRESS_RESTRICTED(NatKind.ADDRESS_RESTRICTED, NatKind.PORT_RESTRICTED),
    FULL_CONE(NatKind.FULL_CONE, NatKind.PORT_RESTRICTED);

    private final NatKind first;
    private final NatKind second;

    Cell(NatKind first, NatKind second) {
        this.first = first;
        this.second = second;
    }

    static Optional<Cell> named(String title) {
        for (Cell cell : values()) {
            if (cell.title().equals(title)) {
                return Optional.of(cell);
            }
        }
        return Optional.empty();
    }

    Topology topology() {
        return Topology.homes(first, second);
    }

    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
