package punchline.engine.session.quic;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import punchline.engine.session.SecureLinks;
import punchline.engine.session.SecureLinks.Role;
import punchline.protocol.PeerId;

/** Wrong keys and nonsense. */
class HostilePeerTest {
    private static final long SEED = 40_001;

    @Test
    void aDialledSideWithAnotherKeyIsRefusedAndNeitherOpens() {
        try (PipedPair pair = new PipedPair(SEED)) {
            // Mallory answers on the path that leads to the dialled peer.
            var mallory = Side.newIdentity();
            Pipe fromMallory = new Pipe(pair.dialled.id(), SEED);
            try (Side impostor = new Side(mallory, pair.loops.next(), fromMallory, LinkLimits.standard(0))) {
                pair.fromDialler.leadTo(pair.dialled.id(), impostor);
                fromMallory.leadTo(pair.dialler);
                Owner server = impostor.open(pair.dialler.id(), Role.SERVER);
                Owner client = pair.dial();
                assertThat(Side.await(client.closed)).contains("does not hold the expected key");
                assertThat(Side.await(server.closed)).contains("refused");
                assertThat(client.calls).containsExactly("closed");
                assertThat(server.calls).containsExactly("closed");
            }
        }
    }

    @Test
    void aDiallerWithAnotherKeyIsRefusedAndNeitherOpens() {
        try (PipedPair pair = new PipedPair(SEED)) {
            var mallory = Side.newIdentity();
            Pipe fromMallory = new Pipe(pair.dialler.id(), SEED);
            try (Side impostor = new Side(mallory, pair.loops.next(), fromMallory, LinkLimits.standard(0))) {
                fromMallory.leadTo(pair.dialled);
                pair.fromDialled.leadTo(pair.dialler.id(), impostor);
                Owner server = pair.listen();
                Owner client = impostor.open(pair.dialled.id(), Role.CLIENT);
                assertThat(Side.await(server.closed)).contains("does not hold the expected key");
                assertThat(Side.await(client.closed)).contains("refused");
                assertThat(client.calls).containsExactly("closed");
                assertThat(server.calls).containsExactly("closed");
            }
        }
    }

    @Test
    void aDiallerWithAnotherKeyDoesNotDisturbAnOpenLink() {
        try (PipedPair pair = new PipedPair(SEED)) {
            Owner server = pair.listen();
            Owner client = pair.dial();
            Side.await(client.opened);
            Side.await(server.opened);
            Pipe fromMallory = new Pipe(pair.dialler.id(), SEED);
            try (Side impostor = new Side(Side.newIdentity(), pair.loops.next(), fromMallory, LinkLimits.standard(0))) {
                fromMallory.leadTo(pair.dialled);
                // Both hear all that the dialled side sends there.
                Pipe both = pair.fromDialled;
                both.leadTo(pair.dialler.id(), impostor);
                Owner refused = impostor.open(pair.dialled.id(), Role.CLIENT);
                assertThat(Side.await(refused.closed)).contains("refused");
                both.leadTo(pair.dialler);
                pair.dialler.run(() -> client.send(100_000));
                assertThat(Side.await(server.expect(100_000))).isEqualTo(Owner.checksum(100_000));
                assertThat(server.closed).isNotDone();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void nonsenseOnThePathIsDroppedAndTheLinkGoesOn(long seed) {
        System.out.println("seed " + seed);
        try (PipedPair pair = new PipedPair(SEED)) {
            Owner server = pair.listen();
            Owner client = pair.dial();
            Side.await(client.opened);
            Side.await(server.opened);
            Random random = new Random(seed);
            CompletableFuture<Long> arrived = server.expect(1_000_000);
            pair.dialler.run(() -> client.send(1_000_000));
            for (int i = 0; i < 3000; i++) {
                pair.dialled.receive(pair.dialler.id(), nonsense(random));
                pair.dialler.receive(pair.dialled.id(), nonsense(random));
            }
            assertThat(Side.await(arrived)).isEqualTo(Owner.checksum(1_000_000));
            pair.dialled.run(() -> server.send(100_000));
            assertThat(Side.await(client.expect(100_000))).isEqualTo(Owner.checksum(100_000));
        }
    }

    @Test
    void datagramsChangedOnTheWayAreDropped() {
        Random random = new Random(SEED);
        System.out.println("seed " + SEED);
        var one = Side.newIdentity();
        var other = Side.newIdentity();
        try (PipedPair pair = new PipedPair(SEED)) {
            Pipe fromOne = new Pipe(one.peerId(), SEED);
            Pipe fromOther = new Pipe(other.peerId(), SEED);
            EventLoop loop = pair.loops.next();
            try (Side dialler = new Side(one, loop, new Doubling(fromOne, random), LinkLimits.standard(0));
                    Side dialled = new Side(other, loop, new Doubling(fromOther, random), LinkLimits.standard(0))) {
                fromOne.leadTo(dialled);
                fromOther.leadTo(dialler);
                Owner server = dialled.open(dialler.id(), Role.SERVER);
                Owner client = dialler.open(dialled.id(), Role.CLIENT);
                Side.await(client.opened);
                Side.await(server.opened);
                dialler.run(() -> client.send(1_000_000));
                dialled.run(() -> server.send(1_000_000));
                assertThat(Side.await(server.expect(1_000_000))).isEqualTo(Owner.checksum(1_000_000));
                assertThat(Side.await(client.expect(1_000_000))).isEqualTo(Owner.checksum(1_000_000));
            }
        }
    }

    /** Long headers, short headers and anything, of any length. */
    private static ByteBuf nonsense(Random random) {
        byte[] bytes = new byte[random.nextInt(1300)];
        random.nextBytes(bytes);
        if (bytes.length > 6 && random.nextBoolean()) {
            bytes[0] = (byte) (0xc0 | bytes[0]);
            bytes[1] = 0;
            bytes[2] = 0;
            bytes[3] = 0;
            bytes[4] = (byte) random.nextInt(3);
            bytes[5] = (byte) random.nextInt(24);
        }
        return Unpooled.directBuffer(Math.max(1, bytes.length)).writeBytes(bytes);
    }

    /** Sends each datagram twice, first with a few bits changed. */
    private record Doubling(Pipe pipe, Random random) implements SecureLinks.Transport {
        @Override
        public void transmit(PeerId to, ByteBuf datagrams, int segmentBytes) {
            ByteBuf changed = datagrams.copy();
            for (int i = 0; i < 3; i++) {
                int at = random.nextInt(changed.readableBytes());
                changed.setByte(at, changed.getByte(at) ^ (1 << random.nextInt(8)));
            }
            pipe.transmit(to, changed, segmentBytes);
            pipe.transmit(to, datagrams, segmentBytes);
        }

        @Override
        public void flush() {
            pipe.flush();
        }
    }
}
