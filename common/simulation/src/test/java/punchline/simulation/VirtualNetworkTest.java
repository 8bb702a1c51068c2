package punchline.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import punchline.engine.socket.LocalSocket;
import punchline.engine.socket.Path;
import punchline.protocol.Endpoint;

class VirtualNetworkTest {
    private final VirtualNetwork network = new VirtualNetwork(3);
    private final VirtualTime time = network.time();

    private static List<Byte> exchange(VirtualNetwork network, LinkQuality link, int datagrams) {
        VirtualHost sender = network.openHost("sender", "203.0.113.1", LinkQuality.ofMillis(0));
        VirtualHost receiver = network.openHost("receiver", "203.0.113.2", link);
        List<Byte> got = new ArrayList<>();
        receiver.open(9, (source, payload) -> got.add(payload[0]));
        VirtualSocket socket = sender.open(0, (source, payload) -> {});
        for (int i = 0; i < datagrams; i++) {
            socket.send(Endpoint.parse("203.0.113.2:9"), new byte[] {(byte) i});
        }
        network.time().runMillis(1000);
        return got;
    }

    @Test
    void whatFallsOnOneInstantHappensInTheOrderOfAsking() {
        List<Integer> happened = new ArrayList<>();
        time.afterMillis(5, () -> happened.add(3));
        time.afterMillis(1, () -> happened.add(1));
        time.afterMillis(5, () -> happened.add(4));
        time.afterMillis(1, () -> time.afterMillis(0, () -> happened.add(2)));
        time.afterMillis(2, () -> happened.add(-1)).cancel();
        time.runMillis(5);

        assertThat(happened).containsExactly(1, 2, 3, 4);
        assertThat(time.elapsedMillis()).isEqualTo(5);
    }

    @Test
    void timeStopsWhereTheConditionHolds() {
        boolean[] done = {false};
        time.afterMillis(30, () -> done[0] = true);

        assertThat(time.runUntil(() -> done[0], 20)).isFalse();
        assertThat(time.runUntil(() -> done[0], 20)).isTrue();
        assertThat(time.elapsedMillis()).isEqualTo(30);
    }

    @Test
    void theWallClockMayJumpAndTheOtherDoesNot() {
        long nanos = time.nowNanos();
        long wall = time.wallMillis();
        time.jumpWall(-3_600_000);

        assertThat(time.nowNanos()).isEqualTo(nanos);
        assertThat(time.wallMillis()).isEqualTo(wall - 3_600_000);
    }

    @Test
    void aSteadyLinkKeepsOrderAndLosesNothing() {
        List<Byte> got = exchange(network, LinkQuality.ofMillis(10), 100);

        assertThat(got).hasSize(100).isSorted();
    }

    @Test
    void lossHappensAboutAsOftenAsAsked() {
        List<Byte> lossy = exchange(network, LinkQuality.ofMillis(10).withLoss(0.3), 100);
        assertThat(lossy).hasSizeBetween(50, 90).isSorted();
    }

    @Test
    void someDatagramsArriveTwice() {
        assertThat(exchange(network, LinkQuality.ofMillis(10).withDuplication(0.3), 100))
                .hasSizeBetween(110, 150);
    }

    @Test
    void jitterReorders() {
        List<Byte> got = exchange(network, LinkQuality.ofMillis(10).withJitterMillis(20), 100);

        assertThat(got).hasSize(100).doesNotHaveDuplicates();
        assertThat(got).isNotEqualTo(got.stream().sorted().toList());
    }

    @Test
    void theSameSeedMakesTheSameRunAndAnotherSeedAnother() {
        assertThat(lossyRun(11)).isEqualTo(lossyRun(11)).isNotEqualTo(lossyRun(12));
    }

    private static String lossyRun(long seed) {
        VirtualNetwork world = new VirtualNetwork(seed);
        exchange(
                world,
                LinkQuality.ofMillis(10).withJitterMillis(30).withLoss(0.3).withDuplication(0.2),
                50);
        return world.trace().toString().lines().skip(1).toList().toString();
    }

    @Test
    void aHostThatMovesIsReachedWhereItIs() {
        VirtualHost laptop = network.openHost("laptop", "203.0.113.1", LinkQuality.ofMillis(1));
        List<Endpoint> got = new ArrayList<>();
        VirtualSocket socket = laptop.open(5000, (source, payload) -> got.add(source));
        VirtualHost peer = network.openHost("peer", "203.0.113.2", LinkQuality.ofMillis(1));
        VirtualSocket peers = peer.open(5000, (source, payload) -> got.add(source));

        laptop.detach();
        socket.send(Endpoint.parse("203.0.113.2:5000"), new byte[1]);
        peers.send(Endpoint.parse("203.0.113.1:5000"), new byte[1]);
        time.runMillis(10);
        assertThat(got).isEmpty();

        laptop.attach(network.internet(), "203.0.113.9");
        socket.send(Endpoint.parse("203.0.113.2:5000"), new byte[1]);
        time.runMillis(10);
        assertThat(got).containsExactly(Endpoint.parse("203.0.113.9:5000"));
    }

    @Test
    void theEnginesSocketsSendEachSegmentAsADatagramAndReleaseTheBuffer() {
        VirtualHost sender = network.openHost("sender", "203.0.113.1", LinkQuality.ofMillis(1));
        VirtualHost receiver = network.openHost("receiver", "203.0.113.2", LinkQuality.ofMillis(1));
        List<Integer> sizes = new ArrayList<>();
        receiver.open(9, (source, payload) -> sizes.add(payload.length));
        try (VirtualDatagramPort port = new VirtualDatagramPort(sender, (socket, source, payload) -> {})) {
            port.open(LocalSocket.MAIN, 5000);
            Endpoint to = Endpoint.parse("203.0.113.2:9");
            ByteBuf segments = Unpooled.buffer().writeZero(2500);
            port.send(new Path(LocalSocket.MAIN, to), segments, 1000);
            ByteBuf one = Unpooled.buffer().writeZero(1200);
            port.send(new Path(LocalSocket.MAIN, to), one, 0);
            ByteBuf lost = Unpooled.buffer().writeZero(10);
            port.send(new Path(new LocalSocket(4), to), lost, 0);
            time.runMillis(10);

            assertThat(sizes).containsExactly(1000, 1000, 500, 1200);
            assertThat(List.of(segments.refCnt(), one.refCnt(), lost.refCnt())).containsOnly(0);
        }
        assertThat(sender.open(5000, (source, payload) -> {}).port()).isEqualTo(5000);
    }

    @Test
    void portsAndAddressesAreUsedOnce() {
        VirtualHost host = network.openHost("host", "203.0.113.1", LinkQuality.ofMillis(1));
        host.open(5000, (source, payload) -> {});

        assertThatThrownBy(() -> host.open(5000, (source, payload) -> {})).hasMessageContaining("in use");
        assertThatThrownBy(() -> network.openHost("twin", "203.0.113.1", LinkQuality.ofMillis(1)))
                .hasMessageContaining("taken");
    }
}
