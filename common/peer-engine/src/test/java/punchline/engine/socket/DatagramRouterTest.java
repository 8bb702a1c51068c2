package punchline.engine.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import punchline.protocol.Endpoint;
import punchline.protocol.PeerId;

class DatagramRouterTest implements DatagramRouter.Sink {
    private static final Endpoint SERVER = Endpoint.parse("192.0.2.1:6327");
    private static final Endpoint STRANGER = Endpoint.parse("198.51.100.9:4000");
    private static final Path PATH = new Path(LocalSocket.MAIN, STRANGER);
    private static final PeerId PEER = PeerId.ofBytes(new byte[PeerId.BYTES]);

    private final List<String> seen = new ArrayList<>();
    private final DatagramRouter router = new DatagramRouter(this);

    @Test
    void everythingFromAServerIsRendezvousText() {
        router.setServers(List.of(SERVER));
        route(0, SERVER, 'p', 'u');
        route(0, SERVER, 1, 2);
        assertThat(seen).containsExactly("rendezvous " + SERVER, "rendezvous " + SERVER);
    }

    @Test
    void aLowFirstByteIsAProbe() {
        route(0, STRANGER, 0x3f);
        assertThat(seen).containsExactly("probe " + STRANGER);
    }

    @Test
    void aLinkDatagramCountsOnlyOnAPathThatLeadsToAPeer() {
        route(0, STRANGER, 0xc0);
        router.bind(PATH, PEER);
        route(0, STRANGER, 0xc1);
        router.unbind(PEER);
        route(0, STRANGER, 0xc2);
        assertThat(seen).containsExactly("link 193");
        assertThat(router.droppedCount()).isEqualTo(2);
    }

    @Test
    void aLinkDatagramFromAnotherSocketIsNotOnThePath() {
        router.bind(PATH, PEER);
        router.route(0, new LocalSocket(4), STRANGER, bytes(0xc0));
        assertThat(seen).isEmpty();
    }

    @Test
    void aFirstFlightThatOvertakesTheValidatingAnswerIsKeptForIt() {
        router.announce(0, PATH);
        route(1, STRANGER, 0xc7);
        router.bind(PATH, PEER);
        assertThat(seen).containsExactly("link 199");
    }

    @Test
    void whatIsKeptIsBoundedInNumberAndTime() {
        router.announce(0, PATH);
        for (int i = 0; i < 100; i++) {
            route(1, STRANGER, 0xc0 + i % 16);
        }
        assertThat(router.droppedCount()).isEqualTo(96);
        router.expire(TimeUnit.SECONDS.toNanos(2));
        router.bind(PATH, PEER);
        assertThat(seen).isEmpty();
        assertThat(router.droppedCount()).isEqualTo(100);
    }

    @Test
    void aPlainPunchIsToldFromQuic() {
        text("punch");
        text("punch\r\n");
        text("punched");
        text("punchy!");
        assertThat(seen).containsExactly("punch " + STRANGER, "punch " + STRANGER);
    }

    @Test
    void anEmptyDatagramIsDropped() {
        router.route(0, LocalSocket.MAIN, STRANGER, Unpooled.EMPTY_BUFFER);
        assertThat(seen).isEmpty();
        assertThat(router.droppedCount()).isEqualTo(1);
    }

    private void text(String text) {
        router.route(0, LocalSocket.MAIN, STRANGER, Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private void route(long nowNanos, Endpoint source, int... bytes) {
        router.route(nowNanos, LocalSocket.MAIN, source, bytes(bytes));
    }

    private static ByteBuf bytes(int... bytes) {
        ByteBuf buffer = Unpooled.buffer();
        for (int b : bytes) {
            buffer.writeByte(b);
        }
        return buffer;
    }

    @Override
    public void onRendezvous(LocalSocket socket, Endpoint server, ByteBuf text) {
        seen.add("rendezvous " + server);
        text.release();
    }

    @Override
    public void onProbe(Path arrived, ByteBuf probe) {
        seen.add("probe " + arrived.remote());
        probe.release();
    }

    @Override
    public void onLinkDatagram(PeerId peer, Path arrived, ByteBuf datagram) {
        seen.add("link " + (datagram.readByte() & 0xff));
        datagram.release();
    }

    @Override
    public void onPlainPunch(Path arrived) {
        seen.add("punch " + arrived.remote());
    }
}
