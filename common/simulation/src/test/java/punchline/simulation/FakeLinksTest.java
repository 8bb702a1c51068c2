package punchline.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import punchline.engine.session.SecureLink;
import punchline.engine.session.SecureLinks;
import punchline.engine.session.SecureLinks.Role;
import punchline.protocol.Endpoint;
import punchline.protocol.PeerId;

class FakeLinksTest {
    /** A peer whose only path leads to the other. */
    private static final class End implements SecureLinks.Transport, SecureLinks.Listener {
        final PeerId id;
        final FakeLinks links;
        final ByteArrayOutputStream received = new ByteArrayOutputStream();
        final List<String> happened = new ArrayList<>();
        private final VirtualSocket socket;
        private Endpoint other;

        End(VirtualNetwork network, int number, LinkQuality quality) {
            byte[] hash = new byte[PeerId.BYTES];
            hash[0] = (byte) number;
            id = PeerId.ofBytes(hash);
            other = Endpoint.parse("203.0.113." + (3 - number) + ":5000");
            links = new FakeLinks(id, network.time(), network.newRandom(), this);
            socket = network.openHost("end" + number, "203.0.113." + number, quality)
                    .open(5000, (source, payload) -> links.onDatagram(peer(), Unpooled.wrappedBuffer(payload)));
        }

        private PeerId peer() {
            byte[] hash = id.bytes();
            hash[0] = (byte) (3 - hash[0]);
            return PeerId.ofBytes(hash);
        }

        SecureLink open(Role role) {
            return links.open(peer(), role, this);
        }

        void cut() {
            other = Endpoint.parse("203.0.113.99:1");
        }

        @Override
        public void transmit(PeerId to, ByteBuf datagrams, int segmentBytes) {
            byte[] payload = new byte[datagrams.readableBytes()];
            datagrams.readBytes(payload);
            datagrams.release();
            assertThat(payload[0] & 0xff).isGreaterThanOrEqualTo(0x40);
            assertThat(payload).hasSizeLessThanOrEqualTo(1200);
            socket.send(other, payload);
        }

        @Override
        public void flush() {}

        @Override
        public void onOpen() {
            happened.add("open");
        }

        @Override
        public void onBytes(ByteBuf bytes) {
            byte[] copy = new byte[bytes.readableBytes()];
            bytes.readBytes(copy);
            received.writeBytes(copy);
        }

        @Override
        public void onReadComplete() {}

        @Override
        public void onWritable() {
            happened.add("writable");
        }

        @Override
        public void onClosed(String reason) {
            happened.add("closed: " + reason);
        }
    }

    private VirtualNetwork network = new VirtualNetwork(1);
    private End client = new End(network, 1, LinkQuality.ofMillis(10));
    private End server = new End(network, 2, LinkQuality.ofMillis(10));

    private void world(long seed, LinkQuality quality) {
        network = new VirtualNetwork(seed);
        client = new End(network, 1, quality);
        server = new End(network, 2, quality);
    }

    private static byte[] random(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static void write(SecureLink link, byte[] bytes) {
        link.write(link.allocate(bytes.length).writeBytes(bytes));
        link.flush();
    }

    @Test
    void bothSidesOpenAndBytesFlowBothWays() {
        SecureLink serverLink = server.open(Role.SERVER);
        SecureLink clientLink = client.open(Role.CLIENT);
        network.time().runMillis(100);
        assertThat(client.happened).containsExactly("open");
        assertThat(server.happened).containsExactly("open");

        write(clientLink, new byte[] {1, 2, 3});
        write(serverLink, new byte[] {4, 5});
        network.time().runMillis(100);
        assertThat(server.received.toByteArray()).containsExactly(1, 2, 3);
        assertThat(client.received.toByteArray()).containsExactly(4, 5);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void nothingIsLostRepeatedOrReorderedOnABadNetwork(long seed) {
        world(seed, LinkQuality.ofMillis(20).withJitterMillis(100).withLoss(0.2).withDuplication(0.2));
        byte[] there = random(seed, 300_000);
        byte[] back = random(-seed, 50_000);
        SecureLink clientLink = client.open(Role.CLIENT);
        network.time().runMillis(500);
        SecureLink serverLink = server.open(Role.SERVER);
        write(clientLink, there);
        write(serverLink, back);

        boolean all = network.time()
                .runUntil(
                        () -> server.received.size() >= there.length && client.received.size() >= back.length, 600_000);
        assertThat(all)
                .as("seed %d: %s %s", seed, client.happened, server.happened)
                .isTrue();
        network.time().runMillis(10_000);
        assertThat(server.received.toByteArray()).isEqualTo(there);
        assertThat(client.received.toByteArray()).isEqualTo(back);
        assertThat(client.happened).startsWith("open").noneMatch(event -> event.startsWith("closed"));
    }

    @Test
    void aWriterIsAskedToWaitAndToldWhenItMayGoOn() {
        server.open(Role.SERVER);
        SecureLink link = client.open(Role.CLIENT);
        network.time().runMillis(100);
        assertThat(link.isWritable()).isTrue();
        write(link, random(1, 400_000));
        assertThat(link.isWritable()).isFalse();

        network.time().runMillis(10_000);
        assertThat(link.isWritable()).isTrue();
        assertThat(client.happened).containsExactly("open", "writable");
        assertThat(server.received.size()).isEqualTo(400_000);
    }

    @Test
    void nothingLeavesBeforeTheFlush() {
        server.open(Role.SERVER);
        SecureLink link = client.open(Role.CLIENT);
        network.time().runMillis(100);
        link.write(Unpooled.wrappedBuffer(new byte[] {1}));
        network.time().runMillis(1000);
        assertThat(server.received.size()).isZero();

        link.flush();
        network.time().runMillis(1000);
        assertThat(server.received.size()).isEqualTo(1);
    }

    @Test
    void aHandshakeThatNobodyAnswersFailsInTime() {
        client.open(Role.CLIENT);
        network.time().runMillis(15_000);

        assertThat(client.happened).containsExactly("closed: the handshake did not complete in time");
    }

    @Test
    void closingTellsTheOtherSideOnceAndReleasesWhatIsWrittenAfterwards() {
        server.open(Role.SERVER);
        SecureLink link = client.open(Role.CLIENT);
        network.time().runMillis(100);
        link.close("enough");
        link.close("enough");
        ByteBuf late = Unpooled.buffer().writeZero(3);
        link.write(late);
        link.flush();
        network.time().runMillis(60_000);

        assertThat(late.refCnt()).isZero();
        assertThat(client.happened).containsExactly("open");
        assertThat(server.happened).containsExactly("open", "closed: enough");
    }

    @Test
    void aLinkWhosePathIsCutIsGivenUp() {
        server.open(Role.SERVER);
        SecureLink link = client.open(Role.CLIENT);
        network.time().runMillis(100);
        client.cut();
        write(link, new byte[] {1});
        network.time().runMillis(40_000);

        assertThat(client.happened).containsExactly("open", "closed: the other side does not answer");
    }

    @Test
    void anIdleLinkStaysOpen() {
        server.open(Role.SERVER);
        SecureLink link = client.open(Role.CLIENT);
        network.time().runMillis(3_600_000);
        write(link, new byte[] {1});
        network.time().runMillis(100);

        assertThat(server.received.size()).isEqualTo(1);
        assertThat(client.happened).containsExactly("open");
    }

    @Test
    void aNewLinkReplacesTheOldSilentlyHereAndWithAReasonThere() {
        server.open(Role.SERVER);
        client.open(Role.CLIENT);
        network.time().runMillis(100);
        SecureLink second = client.open(Role.CLIENT);
        network.time().runMillis(100);
        assertThat(client.happened).containsExactly("open");
        assertThat(server.happened).containsExactly("open", "closed: replaced by a new connection");

        server.open(Role.SERVER);
        network.time().runMillis(1000);
        write(second, new byte[] {9});
        network.time().runMillis(100);
        assertThat(client.happened).containsExactly("open", "open");
        assertThat(server.received.toByteArray()).containsExactly(9);
    }

    @Test
    void aCrashSaysNothingAndTheNewProgramGetsThrough() {
        server.open(Role.SERVER);
        client.open(Role.CLIENT);
        network.time().runMillis(100);
        client.links.crash();
        network.time().runMillis(1000);
        assertThat(server.happened).containsExactly("open");
        assertThat(client.happened).containsExactly("open");

        server.open(Role.SERVER);
        client.open(Role.CLIENT);
        network.time().runMillis(1000);
        assertThat(server.happened).containsExactly("open", "open");
    }

    @Test
    void datagramsOfOthersAreDropped() {
        server.open(Role.SERVER);
        PeerId stranger = PeerId.ofBytes(new byte[PeerId.BYTES]);
        ByteBuf offer = Unpooled.buffer()
                .writeByte(FakeLink.OFFER)
                .writeLong(1)
                .writeBytes(stranger.bytes())
                .writeBytes(server.id.bytes());
        server.links.onDatagram(client.id, offer);
        ByteBuf garbage = Unpooled.buffer().writeByte(0x7f).writeLong(5).writeZero(30);
        server.links.onDatagram(client.id, garbage);
        ByteBuf noLink = Unpooled.buffer().writeByte(0x42).writeLong(5);
        server.links.onDatagram(stranger, noLink);
        server.links.onDatagram(client.id, Unpooled.buffer().writeByte(0x42));

        assertThat(server.links.droppedCount()).isEqualTo(4);
        assertThat(List.of(offer.refCnt(), garbage.refCnt(), noLink.refCnt())).containsOnly(0);
        assertThat(server.happened).isEmpty();
    }
}
