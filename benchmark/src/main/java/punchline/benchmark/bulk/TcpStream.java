package punchline.benchmark.bulk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** One connection of TCP, nothing sealed: what the kernel does by itself, in segments as large as the way takes them. */
final class TcpStream implements AutoCloseable {
    private static final StandardProtocolFamily FAMILY = StandardProtocolFamily.INET;
    private static final int CHUNK_BYTES = 64 * 1024;
    private static final long PAUSE_NANOS = 100_000;

    private final SocketChannel near;
    private final SocketChannel far;
    private final AtomicLong received = new AtomicLong();
    private volatile boolean flowing;

    TcpStream(Site nearSite, Site farSite) throws IOException {
        try (ServerSocketChannel server =
                farSite.open(() -> ServerSocketChannel.open(FAMILY).bind(new InetSocketAddress(farSite.local(), 0)))) {
            int port = server.socket().getLocalPort();
            near = nearSite.open(() -> SocketChannel.open(FAMILY));
            near.connect(new InetSocketAddress(farSite.outer(), port));
            far = server.accept();
        }
        Thread.ofPlatform().daemon().name("far end").start(this::receive);
        Thread.ofPlatform().daemon().name("near end").start(this::send);
    }

    long received() {
        return received.get();
    }

    void setFlowing(boolean flows) {
        flowing = flows;
    }

    private void send() {
        ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES);
        try {
            while (near.isOpen()) {
                if (flowing) {
                    near.write(chunk.clear());
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
        ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES);
        try {
            for (int count = far.read(chunk); count >= 0; count = far.read(chunk.clear())) {
                received.addAndGet(count);
            }
        } catch (ClosedChannelException end) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        near.close();
        far.close();
    }
}
