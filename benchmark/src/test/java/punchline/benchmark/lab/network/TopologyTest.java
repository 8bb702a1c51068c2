package punchline.benchmark.lab.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import punchline.benchmark.lab.network.Topology.Gateway;
import punchline.benchmark.lab.network.Topology.Home;
import punchline.benchmark.lab.network.Topology.Host;

class TopologyTest {
    @Test
    void noTwoBoxesShareANameOrAnAddress() {
        Topology topology = Topology.behindCarrier(NatKind.PORT_RESTRICTED, NatKind.PORT_RESTRICTED_HAIRPIN);
        List<Home> homes = topology.homes();

        assertAllDiffer(Stream.of(
                homes.get(0).router(),
                homes.get(1).router(),
                homes.get(0).hosts().getFirst().namespace(),
                homes.get(1).hosts().getFirst().namespace(),
                topology.carriers().getFirst().router()));
        assertAllDiffer(Stream.of(
                homes.get(0).outerAddress(),
                homes.get(1).outerAddress(),
                homes.get(0).routerAddress(),
                homes.get(1).routerAddress(),
                topology.carriers().getFirst().publicAddress(),
                topology.carriers().getFirst().innerAddress()));
    }

    @Test
    void peopleOfOneHomeAndItsBusyHostAreDifferentMachines() {
        Home home = Topology.sameLan(NatKind.PORT_RESTRICTED).homes().getFirst().busy(10);

        assertAllDiffer(
                Stream.concat(home.hosts().stream(), home.busyHost().stream()).map(Host::namespace));
        assertAllDiffer(
                Stream.concat(home.hosts().stream(), home.busyHost().stream()).map(Host::address));
    }

    @Test
    void ofTwoNatsInARowTheStricterDecides() {
        assertThat(behaviour(NatKind.PORT_RESTRICTED, NatKind.SYMMETRIC_RANDOM)).isEqualTo(NatKind.SYMMETRIC_RANDOM);
        assertThat(behaviour(NatKind.SYMMETRIC_BLOCK, NatKind.FULL_CONE)).isEqualTo(NatKind.SYMMETRIC_BLOCK);
    }

    @Test
    void aHomeWithoutARouterHasAPublicAddress() {
        Home home = Topology.homes(NatKind.OPEN).homes().getFirst();

        assertThat(home.hosts().getFirst().address()).isEqualTo(home.outerAddress());
    }

    @Test
    void aGatewayGetsAnAddressThatMiniupnpdTakesForPublic() {
        Home home = Topology.homes(NatKind.SYMMETRIC_RANDOM).homes().getFirst().with(Gateway.PCP);

        assertThat(home.outerAddress()).doesNotStartWith("203.0.113.");
    }

    @Test
    void moreHomesThanAddressesAreRefused() {
        NatKind[] nats = new NatKind[81];
        Arrays.fill(nats, NatKind.OPEN);

        assertThatThrownBy(() -> Topology.homes(nats)).isInstanceOf(IllegalArgumentException.class);
    }

    private static NatKind behaviour(NatKind home, NatKind carrier) {
        return Topology.doubleNat(home, carrier, NatKind.OPEN)
                .homes()
                .getFirst()
                .behaviour();
    }

    private static void assertAllDiffer(Stream<?> values) {
        List<?> all = values.toList();
        assertThat(new HashSet<Object>(all)).hasSameSizeAs(all);
    }
}
