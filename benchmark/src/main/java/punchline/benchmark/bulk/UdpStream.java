package punchline.benchmark.bulk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Datagrams of the size that links send, one system call each, as fast as the other end takes them: nothing sealed, nothing repeated. */
final class UdpStream implements AutoCloseable {
    private static final int DATAGRAM_BYTES = 1200;
    private static final int BUFFER_BYTES = 4 * 1024 * 1024;

    /** Under way at a time, of the kernel's 2304 bytes each: what the buffer of an ordinary Linux holds. */
    private static final int WINDOW = 64;

    private static final long PAUSE_NANOS = 1_000;

    /** What is under way for so long with nothing coming is lost. */
    private static final long LOST_NANOS = 50_000_000;

    private final DatagramChannel near;
    private final DatagramChannel far;
    private final AtomicLong received = new AtomicLong();
    private volatile boolean flowing;
    private volatile boolean ended;

    UdpStream(Site nearSite, Site farSite) throws IOException {
        near = open(nearSite);
        far = open(farSite);
        near.connect(seenFromOutside(far, farSite));
        far.connect(seenFromOutside(near, nearSite));
        // Opens the way back through a router; it may be lost on the sender's.
        far.write(ByteBuffer.allocate(1));
        Thread.ofPlatform().daemon().name("far end").start(this::receive);
        Thread.ofPlatform().daemon().name("near end").start(this::send);
    }

    private static InetSocketAddress seenFromOutside(DatagramChannel channel, Site site) {
        return new InetSocketAddress(site.outer(), channel.socket().getLocalPort());
    }

    private static DatagramChannel open(Site site) throws IOException {
        DatagramChannel channel = site.open(
                () -> DatagramChannel.open(StandardProtocolFamily.INET).bind(new InetSocketAddress(site.local(), 0)));
        channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER_BYTES);
        return channel;
    }

    long received() {
        return received.get() * DATAGRAM_BYTES;
    }

    void setFlowing(boolean flows) {
        flowing = flows;
    }

    private void send() {
        ByteBuffer datagram = ByteBuffer.allocateDirect(DATAGRAM_BYTES);
        long sent = 0;
        long sentNanos = System.nanoTime();
        try {
            while (!ended) {
                if (flowing && sent - received.get() < WINDOW) {
                    near.write(datagram.clear());
                    sent++;
                    sentNanos = System.nanoTime();
                } else {
                    LockSupport.parkNanos(PAUSE_NANOS);
                    if (flowing && System.nanoTime() - sentNanos > LOST_NANOS) {
                        sent = received.get();
                    }
                }
            }
        } catch (ClosedChannelException end) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void receive() {
        ByteBuffer datagram = ByteBuffer.allocateDirect(DATAGRAM_BYTES);
        try {
            while (!ended) {
                far.read(datagram.clear());
                received.incrementAndGet();
            }
        } catch (ClosedChannelException end) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        ended = true;
        near.close();
        far.close();
    }
}
