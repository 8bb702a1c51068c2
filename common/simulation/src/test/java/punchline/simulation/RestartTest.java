package punchline.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import punchline.engine.Command;
import punchline.engine.Event;

/** A killed program is back as soon as datagrams can be, whichever of the two dials the link. */
class RestartTest {
    /** To the server and back: 2 × (1 + 20 + 5) ms. */
    private static final long SERVER_RTT_MILLIS = 52;

    /** Between the two: 2 × (1 + 20 + 20 + 1) ms. */
    private static final long PEER_RTT_MILLIS = 84;

    /**
     * Three questions to the server; then probes, their answers, the link's handshake, and hellos. A lost first flight would be repeated
     * only after 200 ms, and a real one after a second.
     */
    private static final long LIMIT_MILLIS = 3 * SERVER_RTT_MILLIS + 4 * PEER_RTT_MILLIS;

    @ParameterizedTest(name = "seed {0}, the restarted one dials: {1}")
    @CsvSource({"21, false", "22, true"})
    void aKilledPeerIsOnlineAgainAFewRoundTripsAfterItsStart(long seed, boolean restartedDials) {
        TwoHomes homes = TwoHomes.usual(seed).online();
        assertThat(homes.bob.id().compareTo(homes.ann.id()) < 0).isEqualTo(restartedDials);
        homes.time.runMillis(20_000);
        homes.bob.crash();
        homes.time.runMillis(1_000);
        homes.bob.events().clear();
        long startNanos = homes.time.nowNanos();
        homes.bob.start();
        homes.awaitOnline(5_000);
        assertThat(TimeUnit.NANOSECONDS.toMillis(homes.time.nowNanos() - startNanos))
                .as("%s", homes.network.trace())
                .isLessThan(LIMIT_MILLIS);
    }

    /** Loss is that of the whole way in one direction; the program is away for so long. */
    @ParameterizedTest
    @CsvSource({"0, 1000, 2000", "0, 60000, 2000", "5, 1000, 2000", "5, 60000, 2000"})
    void aRestartedPeerIsOnlineWithinTwoSeconds(int lossPercent, long awayMillis, long worstMillis) {
        List<Long> millis = new ArrayList<>();
        for (long seed = 1; seed <= 20; seed++) {
            LinkQuality link = LinkQuality.ofMillis(20).withLoss(1 - Math.sqrt(1 - lossPercent / 100.0));
            TwoHomes homes = TwoHomes.behind(seed, NatBehaviour.portRestricted(), NatBehaviour.portRestricted(), link)
                    .started();
            homes.ann.submit(new Command.Connect(null, homes.bob.id(), null));
            homes.awaitOnline(20_000);
            homes.time.runMillis(20_000);
            homes.bob.crash();
            homes.time.runMillis(awayMillis);
            homes.bob.events().clear();
            long startNanos = homes.time.nowNanos();
            homes.bob.start();
            homes.awaitOnline(20_000);
            millis.add(TimeUnit.NANOSECONDS.toMillis(homes.time.nowNanos() - startNanos));
        }
        Recovery.Figures figures = new Recovery.Figures(millis);
        figures.print("restarted after " + awayMillis / 1000 + " s, loss " + lossPercent + " %: online");
        assertThat(figures.median()).isLessThanOrEqualTo(2_000);
        assertThat(figures.at(90)).isLessThanOrEqualTo(worstMillis);
    }

    /** As a supervisor does with a broken program: no limit that the server has may be felt. */
    @ParameterizedTest(name = "seed {0}, killed: {1}")
    @CsvSource({"31, asker", "32, asked", "33, either", "34, both"})
    void aProgramKilledAgainAndAgainIsOnlineSoonAfterEachStart(long seed, String killed) {
        TwoHomes homes = TwoHomes.usual(seed).online();
        Random random = homes.network.newRandom();
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            List<VirtualPeer> victims = switch (killed) {
                case "asker" -> List.of(homes.ann);
                case "asked" -> List.of(homes.bob);
                case "both" -> List.of(homes.ann, homes.bob);
                default -> List.of(random.nextBoolean() ? homes.ann : homes.bob);
            };
            homes.say(homes.ann, homes.bob, "a" + i);
            homes.say(homes.bob, homes.ann, "b" + i);
            homes.time.runMillis(random.nextInt(2_000));
            victims.forEach(VirtualPeer::crash);
            homes.time.runMillis(300);
            victims.forEach(victim -> victim.events().clear());
            long startNanos = homes.time.nowNanos();
            victims.forEach(VirtualPeer::start);
            assertThat(homes.time.runUntil(() -> victims.stream().allMatch(RestartTest::wasOnline), 20_000))
                    .isTrue();
            millis.add(TimeUnit.NANOSECONDS.toMillis(homes.time.nowNanos() - startNanos));
        }
        assertThat(millis).as("%s", homes.network.trace()).allMatch(each -> each < 3_000);
    }

    private static boolean wasOnline(VirtualPeer peer) {
        return peer.last(Event.Link.class, link -> link.state() == Event.LinkState.ONLINE) != null;
    }

    @Test
    void whoAcceptsAllAcceptsWhatWasAskedBeforeAKillAsWell() {
        TwoHomes homes = TwoHomes.usual(23).started();
        homes.ann.submit(new Command.Connect(null, homes.bob.id(), null));
        assertThat(homes.time.runUntil(() -> homes.bob.last(Event.Request.class, any -> true) != null, 5_000))
                .isTrue();
        // The request is durable, the acceptance that it brought at once is not.
        homes.bob.crash();
        homes.bob.start();
        homes.awaitOnline(10_000);
    }
}
