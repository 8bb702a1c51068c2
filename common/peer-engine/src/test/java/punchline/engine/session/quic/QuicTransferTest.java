package punchline.engine.session.quic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bytes arrive as they were sent, whatever the datagrams go through. */
class QuicTransferTest {
    private static final long BYTES = 10_000_000;

    private static long expected;

    @BeforeAll
    static void computeTheChecksum() {
        expected = Owner.checksum(BYTES);
    }

    @Test
    void tenMegabytesArriveBothWays() {
        transfer(0, 0, 0);
    }

    @Test
    void tenMegabytesArriveInSegmentedBuffers() {
        transfer(0, 0, 40);
    }

    @Test
    void tenMegabytesArriveThroughLossAndReordering() {
        transfer(0.02, 0.01, 0);
    }

    private static void transfer(double lost, double late, int maxSegments) {
        long seed = 20_001;
        System.out.println("seed " + seed);
        try (PipedPair pair = new PipedPair(seed, LinkLimits.standard(maxSegments))) {
            for (Pipe pipe : new Pipe[] {pair.fromDialler, pair.fromDialled}) {
                pipe.setLoss(lost);
                pipe.setReordering(late);
            }
            Owner server = pair.listen();
            Owner client = pair.dial();
            CompletableFuture<Long> atServer = server.expect(BYTES);
            CompletableFuture<Long> atClient = client.expect(BYTES);
            Side.await(client.opened);
            Side.await(server.opened);
            pair.dialler.run(() -> client.send(BYTES));
            pair.dialled.run(() -> server.send(BYTES));
            assertThat(Side.await(atServer)).isEqualTo(expected);
            assertThat(Side.await(atClient)).isEqualTo(expected);
        }
    }
}
