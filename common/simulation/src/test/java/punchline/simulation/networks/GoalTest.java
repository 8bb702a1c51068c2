package punchline.simulation.networks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import punchline.engine.Event.LinkState;
import punchline.simulation.networks.Conditions.Side;
import punchline.simulation.networks.Setting.Apart;

class GoalTest {
    private static final Setting CONES = new Apart(NatKind.FULL_CONE, NatKind.PORT_RESTRICTED);
    private static final Setting COUNTED = new Apart(NatKind.PORT_RESTRICTED, NatKind.SEQUENTIAL_1);
    private static final Setting HOPELESS = new Apart(NatKind.RANDOM, NatKind.RANDOM);

    private static Outcome online(Setting setting, long millis, double loss) {
        return outcome(setting, millis, -1, loss, 10, true);
    }

    private static Outcome never(Setting setting, long answerMillis) {
        return outcome(setting, -1, answerMillis, 0, 10, null);
    }

    private static Outcome outcome(
            Setting setting, long onlineMillis, long answerMillis, double loss, int peak, @Nullable Boolean isKept) {
        Conditions conditions = new Conditions(Side.ofMillis(20), Side.ofMillis(20), loss, 1, true, false);
        return new Outcome(
                new Network(1, setting, conditions),
                onlineMillis,
                answerMillis,
                answerMillis < 0 ? null : LinkState.UNREACHABLE,
                answerMillis < 0 ? null : "because",
                isKept,
                30,
                peak,
                null);
    }

    private static List<String> missed(Stream<Outcome> outcomes) {
        return Goal.judge(outcomes.toList()).stream()
                .filter(goal -> !goal.isReached())
                .map(Goal::what)
                .toList();
    }

    @Test
    void ninetyNineOfAHundredMustBeOnline() {
        Stream<Outcome> enough = Stream.concat(
                IntStream.range(0, 99).mapToObj(i -> online(CONES, 300, 0)), Stream.of(never(CONES, 5_000)));
        Stream<Outcome> tooFew = Stream.concat(
                IntStream.range(0, 98).mapToObj(i -> online(CONES, 300, 0)),
                Stream.of(never(CONES, 5_000), never(CONES, 5_000)));
        assertThat(missed(enough)).isEmpty();
        assertThat(missed(tooFew)).containsExactly("admitting × consistent: online");
    }

    @Test
    void whatLiesBeyondTheLossOfTheGoalsIsNotJudged() {
        assertThat(missed(Stream.of(online(CONES, 300, 0), online(CONES, 40_000, 0.2))))
                .isEmpty();
    }

    @Test
    void aPairThatTakesTooLongIsTold() {
        assertThat(missed(Stream.of(online(COUNTED, 3_001, 0))))
                .containsExactly(
                        "consistent × sequential: 99 of 100 within 3000 ms where the round trip is at most 300 ms");
    }

    @Test
    void conesAreHeldToTheirWays() {
        // To the server and back 52 ms, and three times between the two, 84 ms.
        long ideal = 52 + 3 * 84;
        assertThat(missed(LongStream.of(ideal, ideal + 100, ideal + 1_600).mapToObj(at -> online(CONES, at, 0))))
                .isEmpty();
        assertThat(missed(LongStream.of(ideal, ideal + 101, ideal + 1_601).mapToObj(at -> online(CONES, at, 0))))
                .hasSize(2)
                .allMatch(what -> what.startsWith("cones"));
    }

    @Test
    void aHopelessPairMustBeToldInTime() {
        assertThat(missed(Stream.of(never(HOPELESS, 3_000)))).isEmpty();
        assertThat(missed(Stream.of(never(HOPELESS, 3_001))))
                .containsExactly("random × random: told why not within 3000 ms");
        assertThat(missed(Stream.of(never(HOPELESS, -1))))
                .containsExactly("random × random: told why not within 3000 ms");
        assertThat(Goal.isMissedBy(never(HOPELESS, -1))).isTrue();
        assertThat(Goal.isMissedBy(never(HOPELESS, 3_000))).isFalse();
    }

    @Test
    void tooManyProbesAndALinkThatDoesNotStayAreTold() {
        assertThat(missed(Stream.of(outcome(CONES, 300, -1, 0, 200, true)))).isEmpty();
        assertThat(missed(Stream.of(outcome(CONES, 300, -1, 0, 201, true))))
                .containsExactly("nobody sends more than 200 probes within a second");
        assertThat(missed(Stream.of(outcome(CONES, 300, -1, 0, 200, false))))
                .containsExactly("every link stays through an idle minute, and a message comes through after it");
    }

    @Test
    void whatWasNotMeasuredIsNotJudged() {
        assertThat(Goal.judge(List.of(never(HOPELESS, 2_000))))
                .extracting(Goal::what)
                .containsExactly(
                        "random × random: told why not within 3000 ms",
                        "nobody sends more than 200 probes within a second",
                        "nothing throws");
    }

    @Test
    void percentilesAreThoseOfNearestRank() {
        double[] hundred = IntStream.rangeClosed(1, 100).asDoubleStream().toArray();
        assertThat(Figures.percentile(hundred, 50)).isEqualTo(50);
        assertThat(Figures.percentile(hundred, 99)).isEqualTo(99);
        assertThat(Figures.percentile(hundred, 100)).isEqualTo(100);
        assertThat(Figures.percentile(new double[] {3}, 99)).isEqualTo(3);
        assertThat(Figures.percentile(new double[0], 50)).isNaN();
    }
}
