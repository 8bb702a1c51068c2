package punchline.simulation.networks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import punchline.simulation.networks.Conditions.Side;
import punchline.simulation.networks.NatKind.Group;

class NetworkDrawTest {
    private final List<Network> networks = LongStream.rangeClosed(1, 5_000)
            .mapToObj(seed -> NetworkDraw.draw(seed, null))
            .toList();

    @Test
    void theSameSeedIsTheSameNetworkAndTheSameOutcome() {
        Network network = NetworkDraw.draw(7, new Setting.Apart(NatKind.NO_WAN_DROP, NatKind.PORT_RESTRICTED));
        assertThat(NetworkDraw.draw(7, network.setting())).isEqualTo(network);
        assertThat(new Trial(network).run()).isEqualTo(new Trial(network).run());
    }

    @Test
    void everySettingIsDrawn() {
        Set<Setting> drawn = networks.stream().map(Network::setting).collect(Collectors.toSet());
        assertThat(drawn).containsExactlyInAnyOrderElementsOf(Setting.all());
    }

    @Test
    void everyPairOfGroupsHasItsRow() {
        Setting.all().forEach(setting -> {
            assertThat(Expectation.of(setting).why()).as("%s", setting).isNotBlank();
            if (setting instanceof Setting.Apart(NatKind left, NatKind right)) {
                boolean isBlocked = left.group() == Group.BLOCKED || right.group() == Group.BLOCKED;
                assertThat(isBlocked && Expectation.of(setting).isReached())
                        .as("%s", setting)
                        .isFalse();
                assertThat(Expectation.of(new Setting.Apart(/* left= */ right, /* right= */ left)))
                        .isEqualTo(Expectation.of(setting));
            }
        });
    }

    @Test
    void conditionsSpanWhatTheyShould() {
        assertThat(networks).allSatisfy(network -> {
            Conditions drawn = network.conditions();
            assertThat(drawn.loss()).isBetween(0.0, 0.2);
            for (Side side : List.of(drawn.left(), drawn.right())) {
                assertThat(side.latencyMillis()).isBetween(2L, 150L);
                assertThat(side.lifetimeMillis()).isBetween(20_000L, 120_000L);
                assertThat(side.flowsPerSecond()).isBetween(0.0, 20.0);
                assertThat(side.goLateMillis()).isBetween(0L, 400L);
            }
        });
        assertThat(networks)
                .anyMatch(network -> network.conditions().loss() == 0)
                .anyMatch(network -> network.conditions().loss() > 0.19)
                .anyMatch(network -> network.conditions().left().goLateMillis() > 350)
                .anyMatch(network -> network.conditions().right().goLateMillis() > 350)
                .anyMatch(network -> network.conditions().right().flowsPerSecond() > 15)
                .anyMatch(network -> network.conditions().left().lifetimeMillis() < 21_000);
    }
}
