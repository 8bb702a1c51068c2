package punchline.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import punchline.engine.Event;
import punchline.engine.Event.LinkState;

/** What a link costs on which nobody says anything. Real links add one datagram in 80 s, see the limits of the QUIC adapter. */
class IdleCostTest {
    private static final int SECONDS = 1_200;

    /** One in 12 s, less the one in 80 s of a real link. */
    private static final double MAX_DATAGRAMS = SECONDS * (1 / 12.0 - 1 / 80.0);

    private static AtomicLong countTo(VirtualHost from) {
        AtomicLong count = new AtomicLong();
        from.observe(datagram -> {
            if (!datagram.destination().address().equals(VirtualNetwork.address(TwoHomes.SERVER_ADDRESS))) {
                count.incrementAndGet();
            }
        });
        return count;
    }

    @Test
    void anIdleLinkCostsNoMoreThanADatagramInTwelveSecondsInEachDirection() {
        for (long seed = 1; seed <= 4; seed++) {
            TwoHomes homes = TwoHomes.usual(seed).online();
            homes.say(homes.ann, homes.bob, "good night");
            // The one look for a better path that follows the last use is over by then.
            homes.time.runMillis(65_000);
            assertIdleCost(homes, "port-restricted, seed " + seed);
        }
    }

    @Test
    void severalKnownAddressesCostNothing() {
        TwoHomes homes = TwoHomes.usual(5).online();
        homes.annHost.attach(homes.bobHome, "192.168.2.6").attach(homes.network.internet(), "2001:db8:1::5");
        homes.bobHost.attach(homes.network.internet(), "2001:db8:2::5");
        homes.ann.noticeAddresses();
        homes.bob.noticeAddresses();
        homes.time.runMillis(200_000);
        assertIdleCost(homes, "LAN and IPv6 too");
    }

    private static void assertIdleCost(TwoHomes homes, String what) {
        AtomicLong byAnn = countTo(homes.annHost);
        AtomicLong byBob = countTo(homes.bobHost);
        homes.time.runMillis(SECONDS * 1_000L);
        System.out.printf(
                "| idle, %s | one in %.1f s | one in %.1f s |%n",
                what, SECONDS / (double) byAnn.get(), SECONDS / (double) byBob.get());
        assertThat(byAnn.get()).isPositive().isLessThanOrEqualTo((long) MAX_DATAGRAMS);
        assertThat(byBob.get()).isPositive().isLessThanOrEqualTo((long) MAX_DATAGRAMS);
        assertThat(homes.ann.isOnline(homes.bob.id())).isTrue();
        assertThat(homes.bob.isOnline(homes.ann.id())).isTrue();
    }

    @Test
    void aPeerThatVanishesIsOfflineWithinThirtySecondsOfItsLastWord() {
        for (long seed = 1; seed <= 4; seed++) {
            TwoHomes homes = TwoHomes.usual(seed).online();
            homes.time.runMillis(40_000 + seed * 3_000);
            AtomicLong lastNanos = new AtomicLong(homes.time.nowNanos());
            homes.bobHost.observe(datagram -> lastNanos.set(homes.time.nowNanos()));
            homes.time.runMillis(20_000);
            homes.bob.crash();
            assertThat(homes.time.runUntil(() -> !homes.ann.isOnline(homes.bob.id()), 40_000))
                    .isTrue();
            assertThat((homes.time.nowNanos() - lastNanos.get()) / 1_000_000).isLessThanOrEqualTo(30_100);
            Event.Link link = homes.ann.lastLink(homes.bob.id());
            assertThat(link).isNotNull();
            assertThat(link.state()).isNotEqualTo(LinkState.ONLINE);
        }
    }
}
