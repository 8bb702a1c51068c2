package punchline.simulation.networks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import punchline.engine.Event.LinkState;
import punchline.simulation.networks.Conditions.Side;
import punchline.simulation.networks.NatKind.Group;
import punchline.simulation.networks.Setting.Apart;

/** Every class of NAT against every other, under a few conditions; {@link Expectation} says what must come of each. */
class NatMatrixTest {
    private static final int MAX_PROBES_PER_SECOND = 200;

    /** Two homes near by, from either side; then far apart and unequal, busy, lossy and with a late start. */
    private static final List<Conditions> CONDITIONS = List.of(
            new Conditions(Side.ofMillis(20), Side.ofMillis(20), 0, 1, true, false),
            new Conditions(Side.ofMillis(10), Side.ofMillis(30), 0, 1, false, true),
            new Conditions(
                    new Side(80, 20, 10, 2, 30_000, 0), new Side(15, 0, 0, 1, 60_000, 250), 0.01, 2, true, false));

    static Stream<Setting> settings() {
        return Setting.all().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("settings")
    void everyPairGetsWhatItsRowSays(Setting setting) {
        Expectation expected = Expectation.of(setting);
        for (int i = 0; i < CONDITIONS.size(); i++) {
            Network network = new Network(i + 1, setting, CONDITIONS.get(i));
            Trial trial = new Trial(network);
            Outcome outcome = trial.run();
            String told = outcome + "\n" + expected;
            assertThat(outcome.failure()).as("%s%n%s", told, trial.trace()).isNull();
            assertThat(outcome.peakProbesPerSecond()).as(told).isLessThanOrEqualTo(MAX_PROBES_PER_SECOND);
            if (expected.isReached()) {
                assertThat(outcome.onlineMillis())
                        .as("%s%n%s", told, trial.trace())
                        .isBetween(0L, expected.limitMillis());
                assertThat(outcome.isKept()).as("%s%n%s", told, trial.trace()).isTrue();
            } else {
                assertThat(outcome.answerMillis())
                        .as("%s%n%s", told, trial.trace())
                        .isBetween(0L, expected.limitMillis());
                assertThat(outcome.reason()).as(told).isNotBlank();
                if (!isMissing(network)) {
                    assertThat(outcome.answerState()).as(told).isEqualTo(LinkState.UNREACHABLE);
                }
            }
        }
    }

    /** Networks of earlier misses: a stranger's search was cut off after five seconds by a second server's word. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1364, 2113, 5439, 6923})
    void networksThatWereMissedOnceAreJoined(long seed) {
        Trial trial = new Trial(NetworkDraw.draw(seed, null));
        Outcome outcome = trial.run();
        assertThat(outcome.onlineMillis()).as("%s%n%s", outcome, trial.trace()).isBetween(0L, 15_000L);
    }

    /** Whether one of them does not even reach a server: then the other is away, for all that anyone can tell. */
    private static boolean isMissing(Network network) {
        return network.setting() instanceof Apart(NatKind left, NatKind right)
                && (left.group() == Group.BLOCKED || right.group() == Group.BLOCKED);
    }
}
