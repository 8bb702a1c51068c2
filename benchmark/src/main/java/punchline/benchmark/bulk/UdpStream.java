package punchline.benchmark.bulk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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

    private final DatagramChannel near = open();
    private final DatagramChannel far = open();
    private final AtomicLong received = new AtomicLong();
    private volatile boolean flowing;
    private volatile boolean ended;

    UdpStream() throws IOException {
        near.connect(far.getLocalAddress());
        far.connect(near.getLocalAddress());
        Thread.ofPlatform().daemon().name("far end").start(this::receive);
        Thread.ofPlatform().daemon().name("near end").start(this::send);
    }

    private static DatagramChannel open() throws IOException {
        DatagramChannel channel =
                DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
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
        try {
            while (!ended) {
                if (flowing && sent - received.get() < WINDOW) {
                    near.write(datagram.clear());
                    sent++;
                } else {
                    LockSupport.parkNanos(PAUSE_NANOS);
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
