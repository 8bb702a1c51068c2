package punchline.engine.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import punchline.engine.socket.LocalSocket;
import punchline.engine.socket.Path;
import punchline.protocol.Endpoint;

class VolleyTest {
    private static final LadderConfig CONFIG = LadderConfig.DEFAULT;
    private static final long MILLI = 1_000_000;
    private static final List<Endpoint> SAMPLES = List.of(at(30_000), at(30_001), at(30_002), at(30_003));

    private static Endpoint at(int port) {
        return Endpoint.parse("203.0.113.2:" + port);
    }

    private static List<LocalSocket> sockets(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(LocalSocket::new).toList();
    }

    private static @Nullable Volley plan(Tactic tactic, int round, boolean leads, List<Endpoint> samples) {
        return Volley.plan(
                CONFIG,
                tactic,
                new Volley.Round(round, leads, sockets(Volley.sockets(tactic, CONFIG)), samples),
                7 * MILLI,
                new Random(3));
    }

    private static Volley planned(Tactic tactic) {
        Volley volley = plan(tactic, 1, true, SAMPLES);
        assertThat(volley).isNotNull();
        return volley;
    }

    private static long wait(int round, boolean leads) {
        Volley volley = plan(Tactic.FRESH_SOCKETS, round, leads, SAMPLES);
        assertThat(volley).isNotNull();
        return volley.waitNanos() / MILLI;
    }

    @ParameterizedTest
    @EnumSource(value = Tactic.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aVolleyStaysWithinTheAllowanceOfItsRoundAndGoesToOneAddress(Tactic tactic) {
        Volley volley = planned(tactic);
        int probes = Volleys.probes(volley);
        PathConfig.Limits limits = PathConfig.DEFAULT.limits();

        assertThat(probes)
                .isPositive()
                .isLessThanOrEqualTo(tactic.isRandom() ? limits.probesPerRandomRound() : limits.probesPerAttempt());
        assertThat(Volleys.paths(volley))
                .extracting(path -> path.remote().address())
                .containsOnly(at(1).address());
        assertThat(Volleys.paths(volley)).doesNotHaveDuplicates();
        // At the spacing of probes all of it leaves before the round is over.
        long sending =
                Volleys.sendingNanos(volley, PathConfig.DEFAULT.schedule().spacingNanos());
        assertThat(sending).isLessThan(volley.durationNanos());
        assertThat(volley.waitNanos()).isGreaterThanOrEqualTo(7 * MILLI);
    }

    @ParameterizedTest
    @EnumSource(Tactic.class)
    void withoutAnythingToAimAtThereIsNoVolley(Tactic tactic) {
        assertThat(plan(tactic, 1, true, List.of())).isNull();
        assertThat(Volley.plan(CONFIG, tactic, new Volley.Round(1, true, List.of(), SAMPLES), 0, new Random(3)))
                .isNull();
    }

    @Test
    void freshSocketsStartAtOnceAndThenInTurn() {
        assertThat(wait(1, true)).isEqualTo(7);
        assertThat(wait(1, false)).isEqualTo(7);
        assertThat(wait(2, true)).isEqualTo(7);
        assertThat(wait(2, false)).isEqualTo(7);
        assertThat(wait(3, true)).isEqualTo(7);
        assertThat(wait(3, false)).isEqualTo(307);
        assertThat(wait(4, true)).isEqualTo(307);
        assertThat(wait(4, false)).isEqualTo(7);
        assertThat(wait(5, false)).isEqualTo(7);
    }

    @Test
    void whoAimsAheadSendsFromOneSocketToThePortsThatComeNext() {
        assertThat(Volleys.paths(planned(Tactic.AIM_AHEAD)))
                .startsWith(new Path(new LocalSocket(1), at(30_004)), new Path(new LocalSocket(1), at(30_005)))
                .hasSize(20);
    }

    @Test
    void theSideAimedAtStartsAfterTheOneThatAims() {
        assertThat(planned(Tactic.BE_AIMED_AT).waitNanos())
                .isGreaterThan(planned(Tactic.AIM_AHEAD).waitNanos());
        assertThat(planned(Tactic.FILL_BLOCK).waitNanos())
                .isGreaterThan(planned(Tactic.SEARCH_BLOCK).waitNanos());
    }

    @Test
    void twoCountingNatsMeetAtOnePortFromManySockets() {
        List<Path> paths = Volleys.paths(planned(Tactic.MEET_AHEAD));
        assertThat(paths).extracting(Path::remote).containsOnly(at(30_023));
        assertThat(paths).extracting(Path::socket).doesNotHaveDuplicates().hasSize(25);
    }

    @Test
    void aMeetingPointBeyondTheLastPortIsTheLastOneKnown() {
        Volley volley = plan(Tactic.MEET_AHEAD, 1, true, List.of(at(65_534), at(65_535)));
        assertThat(volley).isNotNull();
        assertThat(Volleys.paths(volley)).extracting(Path::remote).containsOnly(at(65_535));
    }

    @Test
    void fewerSocketsThanWantedMakeASmallerVolley() {
        Volley volley =
                Volley.plan(CONFIG, Tactic.FILL_ALL, new Volley.Round(1, true, sockets(3), SAMPLES), 0, new Random(3));
        assertThat(volley).isNotNull();
        assertThat(Volleys.paths(volley)).hasSize(3);
    }

    @Test
    void onlyTheAddressOfTheNewestSampleCounts() {
        List<Endpoint> moved = List.of(Endpoint.parse("192.0.2.9:10"), at(30_000), at(30_002));
        Volley volley = plan(Tactic.AIM_AHEAD, 1, true, moved);
        assertThat(volley).isNotNull();
        assertThat(Volleys.paths(volley).getFirst().remote()).isEqualTo(at(30_004));
    }
}
