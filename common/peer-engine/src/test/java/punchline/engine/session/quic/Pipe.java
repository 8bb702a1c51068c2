package punchline.engine.session.quic;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import punchline.engine.session.SecureLinks;
import punchline.protocol.PeerId;

/** One peer's way to others in memory. It loses and reorders as told, from a seed. */
@SuppressWarnings("FutureReturnValueIgnored") // Nobody waits for a late datagram.
final class Pipe implements SecureLinks.Transport {
    /** Far behind what follows on a pipe without delay. */
    private static final long LATE_MILLIS = 2;

    private final PeerId from;
    private final Map<PeerId, Side> others = new ConcurrentHashMap<>();
    private final Random random;
    private volatile double lost;
    private volatile double late;
    private final AtomicInteger sent = new AtomicInteger();
    private byte[] last = new byte[0];

    Pipe(PeerId from, long seed) {
        this.from = from;
        this.random = new Random(seed);
    }

    void leadTo(Side other) {
        others.put(other.id(), other);
    }

    /** What is sent to that peer from here on arrives at whoever is there. */
    void leadTo(PeerId named, Side other) {
        others.put(named, other);
    }

    void setLoss(double probability) {
        lost = probability;
    }

    void setReordering(double probability) {
        late = probability;
    }

    /** How many were sent, whether or not they arrive. */
    int sent() {
        return sent.get();
    }

    @Override
    public void transmit(PeerId to, ByteBuf datagrams, int segmentBytes) {
        Side other = others.get(to);
        try {
            while (datagrams.isReadable()) {
                int length = segmentBytes > 0
                        ? Math.min(segmentBytes, datagrams.readableBytes())
                        : datagrams.readableBytes();
                ByteBuf copy = datagrams.alloc().directBuffer(length).writeBytes(datagrams, length);
                sent.incrementAndGet();
                last = ByteBufUtil.getBytes(copy);
                if (other == null || random.nextDouble() < lost) {
                    copy.release();
                } else if (random.nextDouble() < late) {
                    other.loop.schedule(() -> other.links.onDatagram(from, copy), LATE_MILLIS, TimeUnit.MILLISECONDS);
                } else {
                    other.receive(from, copy);
                }
            }
        } finally {
            datagrams.release();
        }
    }

    /** Sends the last datagram once more; on the sender's thread. */
    void repeatLast(PeerId to) {
        transmit(to, Unpooled.wrappedBuffer(last), 0);
    }

    @Override
    public void flush() {
        // Everything has left.
    }
}
