package punchline.engine.session.quic;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import punchline.engine.session.SecureLinks.Role;

/** Bytes arrive as they were sent, whatever the datagrams go through. */
class QuicTransferTest {
    private static final long BYTES = 10_000_000;

    private static final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private static long expected;

    @BeforeAll
    static void computeTheChecksum() {
        expected = Owner.checksum(BYTES);
    }

    @AfterAll
    @SuppressWarnings("FutureReturnValueIgnored")
    static void stopTheLoops() {
        loops.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS);
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
        LinkLimits limits = LinkLimits.standard(maxSegments);
        var aliceId = Side.newIdentity();
        var bobId = Side.newIdentity();
        Pipe fromAlice = new Pipe(aliceId.peerId(), seed);
        Pipe fromBob = new Pipe(bobId.peerId(), seed + 1);
        try (Side alice = new Side(aliceId, loops.next(), fromAlice, limits);
                Side bob = new Side(bobId, loops.next(), fromBob, limits)) {
            fromAlice.leadTo(bob);
            fromBob.leadTo(alice);
            for (Pipe pipe : new Pipe[] {fromAlice, fromBob}) {
                pipe.setLoss(lost);
                pipe.setReordering(late);
            }
            Owner server = bob.open(alice.id(), Role.SERVER);
            Owner client = alice.open(bob.id(), Role.CLIENT);
            CompletableFuture<Long> atServer = server.expect(BYTES);
            CompletableFuture<Long> atClient = client.expect(BYTES);
            Side.await(client.opened);
            Side.await(server.opened);
            long start = System.nanoTime();
            alice.run(() -> client.send(BYTES));
            bob.run(() -> server.send(BYTES));
            assertThat(Side.await(atServer)).isEqualTo(expected);
            assertThat(Side.await(atClient)).isEqualTo(expected);
            System.out.printf("seed %d: %d ms%n", seed, (System.nanoTime() - start) / 1_000_000);
        }
    }
}
