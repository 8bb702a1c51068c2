package punchline.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import punchline.engine.Command;

/** The server's word to start comes late to one side. */
class LateGoTest {
    private static final String ANN_OUTSIDE = "203.0.113.10";

    @Test
    void onlyTheWordToStartIsHeldAndOnlyTowardsThatSide() {
        TwoHomes homes = TwoHomes.usual(1);
        homes.server.delayGo(VirtualNetwork.address(ANN_OUTSIDE), 60_000);
        homes.started();
        homes.ann.submit(new Command.Connect(null, homes.bob.id(), null));
        homes.time.runMillis(3_000);

        assertThat(goes(homes, "Ann's comput")).isZero();
        assertThat(goes(homes, "Bob's comput")).isPositive();
        homes.awaitOnline(1);
    }

    private static long goes(TwoHomes homes, String host) {
        return homes.network
                .trace()
                .toString()
                .lines()
                .filter(line -> line.contains(host) && line.contains("gets") && line.endsWith(" go"))
                .count();
    }

    @Test
    void twoConesMeetThoughOneStartsLate() {
        TwoHomes homes = TwoHomes.usual(2);
        homes.server.delayGo(VirtualNetwork.address(ANN_OUTSIDE), 250);
        homes.started();
        homes.ann.submit(new Command.Connect(null, homes.bob.id(), null));
        homes.awaitOnline(3_000);
    }
}
