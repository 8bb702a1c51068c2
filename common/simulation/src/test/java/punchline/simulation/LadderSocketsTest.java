package punchline.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import punchline.engine.Command;
import punchline.simulation.NatBehaviour.PortAllocation;

/** What is left of the sockets of later rounds, however these end. Ann's NAT picks random ports, so that she opens the most. */
class LadderSocketsTest {
    private static final NatBehaviour RANDOM = NatBehaviour.symmetric(new PortAllocation.RandomPort());

    /** More than a random round opens before the first hit. */
    private static final int MANY = 100;

    private final TwoHomes homes = TwoHomes.behind(3, RANDOM, NatBehaviour.portRestricted(), LinkQuality.ofMillis(20))
            .started();

    private void connect() {
        homes.ann.submit(new Command.Connect(null, homes.bob.id(), null));
    }

    private void awaitRound() {
        connect();
        assertThat(homes.time.runUntil(() -> homes.annHost.openSockets() > MANY, 5_000))
                .as("%s", homes.network.trace())
                .isTrue();
    }

    @Test
    void aGoodbyeClosesTheSocketThatWon() {
        connect();
        homes.awaitOnline(15_000);
        homes.time.runMillis(30_000);
        assertThat(homes.annHost.openSockets()).isBetween(2, 3);
        homes.bob.stop();
        homes.time.runMillis(30_000);

        assertThat(homes.annHost.openSockets()).isEqualTo(1);
    }

    @Test
    void aPeerThatVanishesInTheMiddleOfARoundLeavesNone() {
        awaitRound();
        homes.bob.crash();
        homes.time.runMillis(60_000);

        assertThat(homes.ann.isOnline(homes.bob.id())).isFalse();
        assertThat(homes.annHost.openSockets()).isEqualTo(1);
    }

    @Test
    void aNetworkThatVanishesInTheMiddleOfARoundLeavesNone() {
        awaitRound();
        homes.annHost.detach();
        homes.ann.noticeAddresses();
        homes.time.runMillis(60_000);

        assertThat(homes.annHost.openSockets()).isEqualTo(1);
    }

    @Test
    void aServerThatVanishesInTheMiddleOfARoundChangesNothing() {
        awaitRound();
        homes.server.stop();
        homes.awaitOnline(15_000);
        homes.time.runMillis(30_000);

        assertThat(homes.annHost.openSockets()).isBetween(2, 3);
    }

    @Test
    void aProgramThatEndsInTheMiddleOfARoundLeavesNone() {
        awaitRound();
        homes.ann.stop();

        assertThat(homes.annHost.openSockets()).isZero();
    }
}
