package punchline.engine.session.quic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import punchline.engine.session.SecureLink;
import punchline.engine.session.SecureLinks.Role;

class QuicSecureLinksTest {
    private static final long SEED = 30_001;

    @Test
    void bothSidesOpenFirstAndOnce() {
        try (PipedPair pair = new PipedPair(SEED)) {
            Owner server = pair.listen();
            Owner client = pair.dial();
            Side.await(client.opened);
            Side.await(server.opened);
            pair.dialler.run(() -> client.send(10));
            assertThat(Side.await(server.expect(10))).isEqualTo(Owner.checksum(10));
            pair.dialler.run(() -> assertThat(client.calls).containsExactly("open"));
            pair.dialled.run(() -> assertThat(server.calls).startsWith("open").endsWith("readComplete"));
        }
    }

    @Test
    void aSilentPeerEndsTheLinkInTime() {
        try (PipedPair pair = new PipedPair(SEED, limits(300, 60_000, 20_000, 15_000))) {
            pair.fromDialled.setLoss(1);
            Owner client = pair.dial();
            Owner server = pair.listen();
            assertThat(Side.await(client.closed)).contains("300 ms");
            assertThat(Side.await(server.closed)).contains("300 ms");
            assertThat(client.calls).containsExactly("closed");
            assertThat(server.calls).containsExactly("closed");
        }
    }

    @Test
    void aHandshakeThatNobodyAwaitsIsDropped() {
        try (PipedPair pair = new PipedPair(SEED, limits(300, 60_000, 20_000, 15_000))) {
            Owner client = pair.dial();
            assertThat(Side.await(client.closed)).contains("300 ms");
            assertThat(client.opened).isNotDone();
        }
    }

    @Test
    void aDiallerThatComesBeforeItIsAwaitedGetsThroughByRepeating() {
        try (PipedPair pair = new PipedPair(SEED)) {
            Owner client = pair.dial();
            pair.dialler.run(() -> {});
            Owner server = pair.listen();
            Side.await(client.opened);
            Side.await(server.opened);
        }
    }

    @Test
    void theReasonOfACloseReachesTheOtherSideAndNobodyElse() {
        try (PipedPair pair = new PipedPair(SEED)) {
            Owner server = pair.listen();
            Owner client = pair.dial();
            Side.await(client.opened);
            Side.await(server.opened);
            pair.dialled.run(() -> server.link.join().close("removed\nby  ⚠ Bob" + "!".repeat(1000)));
            assertThat(Side.await(client.closed))
                    .startsWith("the other side: removed?by  ⚠ Bob!!!")
                    .hasSizeLessThan(250);
            assertThat(server.closed).isNotDone();
            pair.dialler.run(() -> assertThat(client.link.join().isWritable()).isFalse());
        }
    }

    @Test
    void closingFromWithinACallbackIsFine() {
        try (PipedPair pair = new PipedPair(SEED)) {
            Owner server = new Owner() {
                @Override
                public void onBytes(ByteBuf bytes) {
                    super.onBytes(bytes);
                    link.join().close("enough");
                }
            };
            pair.dialled.open(pair.dialler.id(), Role.SERVER, server);
            Owner client = pair.dial();
            Side.await(client.opened);
            pair.dialler.run(() -> client.send(1_000_000));
            assertThat(Side.await(client.closed)).isEqualTo("the other side: enough");
            pair.dialled.run(() -> assertThat(server.calls).containsExactly("open"));
        }
    }

    @Test
    void anOwnerThatThrowsLosesItsLinkOnly() {
        try (PipedPair pair = new PipedPair(SEED)) {
            Owner server = new Owner() {
                @Override
                public void onBytes(ByteBuf bytes) {
                    throw new IllegalStateException("a bug, made for this test");
                }
            };
            pair.dialled.open(pair.dialler.id(), Role.SERVER, server);
            Owner client = pair.dial();
            Side.await(client.opened);
            pair.dialler.run(() -> client.send(10));
            assertThat(Side.await(server.closed)).isEqualTo("internal error");
            Side.await(client.closed);
            Owner again = pair.listen();
            Owner dialledAgain = pair.dial();
            Side.await(again.opened);
            Side.await(dialledAgain.opened);
        }
    }

    @Test
    void openingAgainEndsTheOldLinkSilently() {
        try (PipedPair pair = new PipedPair(SEED)) {
            Owner server = pair.listen();
            Owner client = pair.dial();
            Side.await(client.opened);
            Side.await(server.opened);
            Owner secondServer = pair.listen();
            Side.await(client.closed);
            Owner secondClient = pair.dial();
            Side.await(secondServer.opened);
            Side.await(secondClient.opened);
            pair.dialled.run(() -> assertThat(server.calls).containsExactly("open"));
            pair.dialler.run(() -> {
                ByteBuf late = Unpooled.directBuffer(1).writeByte(1);
                client.link.join().write(late);
                client.link.join().flush();
                assertThat(late.refCnt()).isZero();
            });
        }
    }

    @Test
    void aRestartedDiallerIsBackAtOnce() {
        try (PipedPair pair = new PipedPair(SEED)) {
            Owner next = new Owner();
            Owner server = new Owner() {
                @Override
                public void onClosed(String reason) {
                    super.onClosed(reason);
                    next.link.complete(pair.dialled.links.open(pair.dialler.id(), Role.SERVER, next));
                }
            };
            pair.dialled.open(pair.dialler.id(), Role.SERVER, server);
            Side.await(pair.dial().opened);
            Side.await(server.opened);
            try (Side restarted = pair.restarted(pair.dialler, pair.fromDialler, pair.fromDialled)) {
                Owner client = restarted.open(pair.dialled.id(), Role.CLIENT);
                Side.await(client.opened);
                restarted.run(() -> client.send(1000));
                assertThat(Side.await(server.closed)).isEqualTo("the other side connected anew");
                Side.await(next.opened);
                assertThat(Side.await(next.expect(1000))).isEqualTo(Owner.checksum(1000));
                pair.dialled.run(() -> next.send(1000));
                assertThat(Side.await(client.expect(1000))).isEqualTo(Owner.checksum(1000));
            }
        }
    }

    @Test
    void aRestartedDialledSideIsReachedByDiallingAgain() {
        try (PipedPair pair = new PipedPair(SEED)) {
            pair.listen();
            Owner old = pair.dial();
            Side.await(old.opened);
            try (Side restarted = pair.restarted(pair.dialled, pair.fromDialled, pair.fromDialler)) {
                Owner server = restarted.open(pair.dialler.id(), Role.SERVER);
                Owner client = pair.dial();
                Side.await(server.opened);
                Side.await(client.opened);
                assertThat(old.closed).isNotDone();
            }
        }
    }

    @Test
    void writersAreHeldBackWhileNothingGetsThroughAndThenWoken() {
        try (PipedPair pair = new PipedPair(SEED)) {
            Owner server = pair.listen();
            Owner client = pair.dial();
            Side.await(client.opened);
            Side.await(server.opened);
            pair.fromDialled.setLoss(1);
            int written = Side.on(pair.dialler.loop, () -> {
                SecureLink link = client.link.join();
                int bytes = 0;
                while (link.isWritable() && bytes < 100_000_000) {
                    link.write(link.allocate(1000).writeZero(1000));
                    link.flush();
                    bytes += 1000;
                }
                return bytes;
            });
            // The water mark, and what QUIC itself takes for its first flight.
            assertThat(written).isBetween(256 * 1024, 1024 * 1024);
            pair.dialler.run(() -> assertThat(client.calls).containsExactly("open"));
            pair.fromDialled.setLoss(0);
            Side.await(server.expect(written));
            pair.dialler.run(() -> assertThat(client.calls).contains("writable"));
        }
    }

    @Test
    void anIdleLinkStaysOpen() {
        try (PipedPair pair = new PipedPair(SEED, limits(5000, 600, 100, 15_000))) {
            Owner server = pair.listen();
            Owner client = pair.dial();
            Side.await(client.opened);
            Side.await(server.opened);
            after(pair, 2000);
            assertThat(client.closed).isNotDone();
            assertThat(server.closed).isNotDone();
        }
    }

    @Test
    void halfALinkEndsByItself() {
        try (PipedPair pair = new PipedPair(SEED, limits(5000, 600, 100, 15_000))) {
            Owner server = pair.listen();
            Owner client = pair.dial();
            Side.await(client.opened);
            Side.await(server.opened);
            pair.fromDialled.setLoss(1);
            pair.dialled.run(() -> server.link.join().close("nobody hears this"));
            assertThat(Side.await(client.closed)).isEqualTo("nothing was heard for too long");
        }
    }

    @Test
    void halfALinkWithSomethingToSayEndsSoon() {
        try (PipedPair pair = new PipedPair(SEED, limits(5000, 60_000, 20_000, 300))) {
            Owner server = pair.listen();
            Owner client = pair.dial();
            Side.await(client.opened);
            Side.await(server.opened);
            pair.fromDialled.setLoss(1);
            pair.dialled.run(() -> server.link.join().close("nobody hears this"));
            pair.dialler.run(() -> client.send(100));
            assertThat(Side.await(client.closed)).isEqualTo("the other side does not answer");
        }
    }

    @Test
    void aLinkThatIsAnsweredOrHasNothingToSayDoesNotStall() {
        try (PipedPair pair = new PipedPair(SEED, limits(5000, 60_000, 20_000, 300))) {
            Owner server = pair.listen();
            Owner client = pair.dial();
            Side.await(client.opened);
            Side.await(server.opened);
            pair.dialler.run(() -> client.send(100));
            after(pair, 1000);
            pair.dialler.run(() -> client.send(100));
            after(pair, 1000);
            assertThat(client.closed).isNotDone();
            assertThat(server.closed).isNotDone();
        }
    }

    @Test
    void manyPeersTalkAtOnceInBothRoles() {
        int peers = 10;
        try (PipedPair pair = new PipedPair(SEED)) {
            List<Side> sides = new ArrayList<>();
            List<Pipe> pipes = new ArrayList<>();
            for (int i = 0; i < peers; i++) {
                var identity = Side.newIdentity();
                pipes.add(new Pipe(identity.peerId(), SEED + i));
                sides.add(new Side(identity, pair.loops.next(), pipes.get(i), LinkLimits.standard(0)));
            }
            for (Pipe pipe : pipes) {
                sides.forEach(pipe::leadTo);
            }
            List<CompletableFuture<Long>> arrivals = new ArrayList<>();
            for (Side one : sides) {
                for (Side other : sides) {
                    if (one != other) {
                        boolean lower = one.id().compareTo(other.id()) < 0;
                        Owner owner = new Owner() {
                            @Override
                            public void onOpen() {
                                send(50_000);
                            }
                        };
                        one.open(other.id(), lower ? Role.CLIENT : Role.SERVER, owner);
                        arrivals.add(owner.expect(50_000));
                    }
                }
            }
            long expected = Owner.checksum(50_000);
            assertThat(arrivals)
                    .hasSize(peers * (peers - 1))
                    .allSatisfy(arrival -> assertThat(Side.await(arrival)).isEqualTo(expected));
            sides.forEach(Side::close);
        }
    }

    @Test
    void closingEverythingTellsTheOthersWhy() {
        try (PipedPair pair = new PipedPair(SEED)) {
            Owner server = pair.listen();
            Owner client = pair.dial();
            Side.await(client.opened);
            Side.await(server.opened);
            pair.dialler.close();
            assertThat(Side.await(server.closed)).isEqualTo("the other side: goodbye");
            pair.dialler.receive(
                    pair.dialled.id(), Unpooled.directBuffer().writeBytes("a late datagram".getBytes(UTF_8)));
        }
    }

    private static LinkLimits limits(int handshakeMillis, int idleMillis, int keepaliveMillis, int stallMillis) {
        LinkLimits standard = LinkLimits.standard(0);
        return new LinkLimits(
                handshakeMillis,
                idleMillis,
                keepaliveMillis,
                stallMillis,
                standard.udpPayloadBytes(),
                standard.windowBytes(),
                standard.highWaterBytes(),
                standard.lowWaterBytes(),
                standard.maxHandshakesPerPeer(),
                standard.maxReasonBytes(),
                standard.maxSegments());
    }

    /** QUIC has its own real clock, so its timers are waited for on the loop. */
    private static void after(PipedPair pair, long millis) {
        pair.dialler.loop.schedule(() -> {}, millis, TimeUnit.MILLISECONDS).awaitUninterruptibly(millis * 2);
    }
}
