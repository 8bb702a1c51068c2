package punchline.server.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import punchline.protocol.Endpoint;
import punchline.server.TrafficLog.Direction;

@Timeout(30)
class AsyncTrafficLogTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    private static final Endpoint PEER = Endpoint.parse("203.0.113.7:50001");

    @Test
    void aLineHasTimeDirectionPortAddressVerbAndSize() {
        Queue<String> lines = new ConcurrentLinkedQueue<>();
        AsyncTrafficLog log = new AsyncTrafficLog(CLOCK, lines::add, drops -> {});
        log.start();
        log.onDatagram(Direction.IN, 6327, PEER, "punch", 5);
        log.close();
        assertThat(lines).containsExactly("2026-01-02T03:04:05Z IN :6327 203.0.113.7:50001 punch 5");
    }

    @Test
    void aDiskThatDoesNotMoveCostsLinesWhichAreCountedAndNeverHoldsUpTheCaller() {
        CountDownLatch diskMoves = new CountDownLatch(1);
        AtomicLong written = new AtomicLong();
        AtomicLong dropped = new AtomicLong();
        AsyncTrafficLog log = new AsyncTrafficLog(
                CLOCK,
                lines -> {
                    boolean interrupted = false;
                    while (diskMoves.getCount() > 0) {
                        try {
                            diskMoves.await();
                        } catch (InterruptedException e) {
                            interrupted = true;
                        }
                    }
                    if (interrupted) {
                        Thread.currentThread().interrupt();
                    }
                    written.addAndGet(lines.lines().count());
                },
                dropped::addAndGet);
        log.start();
        int datagrams = AsyncTrafficLog.QUEUE_LINES + 5000;
        for (int i = 0; i < datagrams; i++) {
            log.onDatagram(Direction.OUT, 6327, PEER, "go", 900);
        }
        diskMoves.countDown();
        log.close();
        // What the writer has taken out before the disk stood still is not dropped.
        assertThat(dropped.get()).isBetween(5000L - 64, 5000L);
        assertThat(written.get() + dropped.get()).isEqualTo(datagrams);
    }
}
