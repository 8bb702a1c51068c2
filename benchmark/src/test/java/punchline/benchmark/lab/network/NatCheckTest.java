package punchline.benchmark.lab.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import punchline.benchmark.lab.network.NatKind.Ports;

class NatCheckTest {
    @Test
    void aFirstPortThatIsTheInnerOneIsPreserved() {
        assertThat(NatCheck.ports(5000, List.of(5000, 40_123, 51_000))).isEqualTo(Ports.PRESERVED);
    }

    @Test
    void portsThatCountUpByOneAreSequential() {
        assertThat(NatCheck.ports(5000, List.of(30_000, 30_001, 30_002))).isEqualTo(Ports.SEQUENTIAL);
    }

    @Test
    void scatteredPortsNearEachOtherAreABlock() {
        assertThat(NatCheck.ports(5000, List.of(20_480, 21_503, 20_900))).isEqualTo(Ports.BLOCK);
        assertThat(NatCheck.ports(5000, List.of(20_000, 24_095))).isEqualTo(Ports.BLOCK);
    }

    @Test
    void scatteredPortsFarFromEachOtherAreRandom() {
        assertThat(NatCheck.ports(5000, List.of(20_000, 24_096))).isEqualTo(Ports.RANDOM);
        assertThat(NatCheck.ports(5000, List.of(1030, 61_000, 33_000))).isEqualTo(Ports.RANDOM);
    }
}
