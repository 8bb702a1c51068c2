package punchline.engine.session.quic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import punchline.engine.session.SecureLinks.Role;

/** The adapter over real sockets on loopback. */
class LoopbackTest {
    private static final long BYTES = 10_000_000;

    @Test
    void tenMegabytesArriveBothWaysOverSocketsOfTheJdk() {
        transfer(false, 1, Integer.MAX_VALUE, 0);
    }

    @Test
    void tenMegabytesArriveBothWaysInSegmentedBuffersOverEpoll() {
        assumeTrue(Epoll.isAvailable() && EpollDatagramChannel.isSegmentedDatagramPacketSupported(), "only on Linux");
        transfer(true, 1, Integer.MAX_VALUE, 40);
    }

    @Test
    void switchingThePathIsInvisible() {
        transfer(false, 3, 500, 0);
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private static void transfer(boolean epoll, int sockets, int sendsPerPath, int maxSegments) {
        EventLoopGroup loops =
                new MultiThreadIoEventLoopGroup(2, epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        LinkLimits limits = LinkLimits.standard(maxSegments);
        var one = loops.next();
        var two = loops.next();
        try (UdpSockets fromAlice = new UdpSockets(one, epoll, sockets, sendsPerPath);
                UdpSockets fromBob = new UdpSockets(two, epoll, sockets, sendsPerPath);
                Side alice = new Side(Side.newIdentity(), one, fromAlice, limits);
                Side bob = new Side(Side.newIdentity(), two, fromBob, limits)) {
            fromAlice.connect(alice, bob, fromBob);
            fromBob.connect(bob, alice, fromAlice);
            Owner server = bob.open(alice.id(), Role.SERVER);
            Owner client = alice.open(bob.id(), Role.CLIENT);
            CompletableFuture<Long> atServer = server.expect(BYTES);
            CompletableFuture<Long> atClient = client.expect(BYTES);
            Side.await(client.opened);
            Side.await(server.opened);
            long expected = Owner.checksum(BYTES);
            long start = System.nanoTime();
            alice.run(() -> client.send(BYTES));
            bob.run(() -> server.send(BYTES));
            assertThat(Side.await(atClient)).isEqualTo(expected);
            assertThat(Side.await(atServer)).isEqualTo(expected);
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf("epoll %b, sockets %d: %.0f MiB/s%n", epoll, sockets, 2 * BYTES / seconds / 1048576);
        } finally {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
    }
}
