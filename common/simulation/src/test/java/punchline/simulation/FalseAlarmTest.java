package punchline.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import punchline.engine.Event;

/** How often a conversation over a path that is only slow or lossy makes somebody ask the servers for another, and what that costs. */
class FalseAlarmTest {
    private static final int MESSAGES = 100;
    private static final long PAUSE_MILLIS = 3_000;

    /** Loss is that of the whole way in one direction, the round trip that between the two. */
    @ParameterizedTest
    @CsvSource({
        "10, 0, 0", "100, 0, 0", "300, 0, 0", "600, 0, 0",
        "10, 5, 1", "100, 5, 1", "300, 5, 1", "600, 5, 1",
        "10, 20, 5", "100, 20, 5", "300, 20, 5", "600, 20, 5"
    })
    void aSlowOrLossyPathIsSeldomTakenForADeadOne(long rttMillis, int lossPercent, int maxAlarms) {
        TwoHomes homes = TwoHomes.behind(
                        rttMillis * 100 + lossPercent,
                        NatBehaviour.portRestricted(),
                        NatBehaviour.portRestricted(),
                        LinkQuality.ofMillis(Math.max(1, rttMillis / 4 - 1)))
                .online();
        LinkQuality lossy =
                LinkQuality.ofMillis(Math.max(1, rttMillis / 4 - 1)).withLoss(1 - Math.sqrt(1 - lossPercent / 100.0));
        homes.annRouter.setLink(lossy);
        homes.bobRouter.setLink(lossy);
        AtomicLong asks = new AtomicLong();
        AtomicLong all = new AtomicLong();
        homes.annHost.observe(datagram -> {
            all.incrementAndGet();
            if (isAsk(datagram)) {
                asks.incrementAndGet();
            }
        });
        for (int i = 0; i < MESSAGES; i++) {
            homes.say(homes.ann, homes.bob, "m" + i);
            homes.time.runMillis(PAUSE_MILLIS);
        }
        homes.time.runMillis(20_000);
        System.out.printf(
                "| round trip %d ms, loss %d %% | %d asks in %d messages | %.1f datagrams a message |%n",
                rttMillis, lossPercent, asks.get(), MESSAGES, all.get() / (double) MESSAGES);
        assertThat(homes.bob.textsFrom(homes.ann.id())).hasSize(MESSAGES);
        assertThat(asks.get()).isLessThanOrEqualTo(maxAlarms);
        assertThat(homes.ann.events().stream()
                        .filter(event -> event instanceof Event.Link link && link.state() != Event.LinkState.ONLINE)
                        .filter(event -> ((Event.Link) event).state() == Event.LinkState.OFFLINE))
                .isEmpty();
    }

    private static boolean isAsk(Datagram datagram) {
        byte[] payload = datagram.payload();
        return payload.length > 5 && payload[0] == 'p' && payload[1] == 'e' && payload[2] == 'e' && payload[3] == 'r';
    }
}
