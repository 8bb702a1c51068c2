package punchline.engine.session.quic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** After a path was dead for a while, the repetition of the last datagram makes QUIC send what was lost, at once. */
class RevivedPathTest {
    /** By then QUIC's own next try is about as far away. */
    private static final long DEAD_MILLIS = 1500;

    /** Much less than that. */
    private static final long SOON_MILLIS = 300;

    private static final long MESSAGE_BYTES = 500;

    /** More than the first congestion window holds (RFC 9002, section 7.2), so that nothing but a probe of QUIC's own may leave. */
    private static final long BULK_BYTES = 1_000_000;

    @Test
    void aMessageArrivesAtOnce() throws Exception {
        revive(MESSAGE_BYTES, MESSAGE_BYTES);
    }

    @Test
    void aFullCongestionWindowMovesOnAtOnce() throws Exception {
        revive(BULK_BYTES, 2 * MESSAGE_BYTES);
    }

    private static void revive(long sentBytes, long awaitedBytes) throws Exception {
        try (PipedPair pair = new PipedPair(30_001)) {
            Owner server = pair.listen();
            Owner client = pair.dial();
            Side.await(client.opened);
            Side.await(server.opened);
            CompletableFuture<Boolean> enough = Side.on(pair.dialled.loop, () -> server.atLeast(awaitedBytes));
            pair.fromDialler.setLoss(1);
            pair.fromDialled.setLoss(1);
            pair.dialler.run(() -> client.send(sentBytes));
            CompletableFuture<Long> revived = new CompletableFuture<>();
            pair.dialler
                    .loop
                    .schedule(
                            () -> {
                                revived.complete(System.nanoTime());
                                pair.fromDialler.setLoss(0);
                                pair.fromDialled.setLoss(0);
                                pair.fromDialler.repeatLast(pair.dialled.id());
                            },
                            DEAD_MILLIS,
                            TimeUnit.MILLISECONDS)
                    .get();
            long revivedNanos = Side.await(revived);
            Side.await(enough);
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - revivedNanos))
                    .isLessThan(SOON_MILLIS);
        }
    }
}
