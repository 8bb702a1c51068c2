package punchline.client.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import punchline.protocol.ServerAddress;
import punchline.server.RendezvousServer;
import punchline.server.ServerConfig;
import punchline.server.TrafficLog;

@Timeout(30)
class EmbeddedServerTest {
    private static final Duration LONG = Duration.ofSeconds(10);

    @Test
    void theSecondClientUsesTheFirstOnesServerAndTakesOverWhenItQuits() throws Exception {
        ServerAddress here = new ServerAddress("127.0.0.1", freePort());
        AtomicInteger firstStarts = new AtomicInteger();
        AtomicInteger secondStarts = new AtomicInteger();
        CountDownLatch takenOver = new CountDownLatch(1);

        EmbeddedServer first = EmbeddedServer.start(
                List.of(here),
                address -> {
                    firstStarts.incrementAndGet();
                    return serve(address);
                },
                () -> {});
        first.awaitDecision(LONG);
        assertThat(firstStarts).hasValue(1);

        EmbeddedServer second = EmbeddedServer.start(
                List.of(here),
                address -> {
                    secondStarts.incrementAndGet();
                    return serve(address);
                },
                takenOver::countDown);
        second.awaitDecision(LONG);
        assertThat(secondStarts).hasValue(0);

        first.close();
        assertThat(takenOver.await(10, TimeUnit.SECONDS)).isTrue();
        second.close();

        serve(new InetSocketAddress(InetAddress.getLoopbackAddress(), here.port()))
                .close();
    }

    @Test
    void aServerElsewhereIsLeftToOthers() throws Exception {
        AtomicInteger starts = new AtomicInteger();
        try (EmbeddedServer server = EmbeddedServer.start(
                List.of(new ServerAddress("192.0.2.1", 6327)),
                address -> {
                    starts.incrementAndGet();
                    return () -> {};
                },
                () -> {})) {
            server.awaitDecision(LONG);
        }

        assertThat(starts).hasValue(0);
    }

    @Test
    void ofSeveralServersTheOneThatIsThisMachineIsServed() throws Exception {
        int port = freePort();
        CountDownLatch closed = new CountDownLatch(1);
        List<ServerAddress> servers =
                List.of(new ServerAddress("192.0.2.1", 6327), new ServerAddress("127.0.0.1", port));
        InetSocketAddress[] served = new InetSocketAddress[1];
        try (EmbeddedServer server = EmbeddedServer.start(
                servers,
                address -> {
                    served[0] = address;
                    return closed::countDown;
                },
                () -> {})) {
            server.awaitDecision(LONG);
        }

        assertThat(served[0]).isEqualTo(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        assertThat(closed.getCount()).isZero();
    }

    private static int freePort() throws IOException {
        try (RendezvousServer server = RendezvousServer.start(
                ServerConfig.defaults().withPort(0).withBind(InetAddress.getLoopbackAddress()), TrafficLog.NONE)) {
            return server.port();
        }
    }

    private static RendezvousServer serve(InetSocketAddress address) throws IOException {
        return RendezvousServer.start(
                ServerConfig.defaults().withPort(address.getPort()).withBind(address.getAddress()), TrafficLog.NONE);
    }
}
