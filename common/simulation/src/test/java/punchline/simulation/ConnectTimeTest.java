package punchline.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import punchline.engine.Command;
import punchline.engine.Event;

/** How long it takes from {@code connect} to {@code online} where datagrams are lost. */
class ConnectTimeTest {
    /** To the server and back 52 ms, and three times between the two, 84 ms. */
    private static final long IDEAL_MILLIS = 52 + 3 * 84 + 100;

    private static final int RUNS = 100;

    @Test
    void aTwentiethOfLossCostsFewASecondAndNobodyTheConnection() {
        List<Long> millis = new ArrayList<>();
        for (long seed = 1; seed <= RUNS; seed++) {
            // Each datagram crosses two of these links.
            TwoHomes homes = TwoHomes.behind(
                            seed,
                            NatBehaviour.portRestricted(),
                            NatBehaviour.portRestricted(),
                            LinkQuality.ofMillis(20).withLoss(0.025))
                    .started();
            homes.ann.submit(new Command.Connect(null, homes.bob.id(), null));
            homes.awaitOnline(20_000);
            Event.Link link = homes.ann.lastLink(homes.bob.id());
            assertThat(link).isNotNull();
            millis.add(link.millis());
        }
        Collections.sort(millis);
        assertThat(millis.get(RUNS / 2)).as("%s", millis).isLessThanOrEqualTo(IDEAL_MILLIS);
        assertThat(millis.get(RUNS * 95 / 100)).as("%s", millis).isLessThanOrEqualTo(IDEAL_MILLIS + 1_500);
    }

    /** Neither has ever heard of the other, so that nobody but the server knows that they wait. */
    @ParameterizedTest(name = "{0} ms later")
    @ValueSource(longs = {20, 2_000, 110_000})
    void aFirstMessageToSomebodyWhoComesLaterGoesOutAtThatMoment(long laterMillis) {
        TwoHomes homes = TwoHomes.usual(31);
        homes.ann.start();
        homes.time.runMillis(1_000);
        homes.say(homes.ann, homes.bob, "Are you there?");
        homes.time.runMillis(laterMillis);
        long startNanos = homes.time.nowNanos();
        homes.bob.start();
        homes.awaitOnline(10_000);
        assertThat(TimeUnit.NANOSECONDS.toMillis(homes.time.nowNanos() - startNanos))
                .as("%s", homes.network.trace())
                .isLessThan(2 * 52 + IDEAL_MILLIS);
    }
}
