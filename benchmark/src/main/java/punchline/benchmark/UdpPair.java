package punchline.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/** Two connected UDP sockets on loopback: the near one for the caller, the far one answered by a thread of its own. */
final class UdpPair implements AutoCloseable {
    /** As much as an ordinary Linux lets a program have. */
    private static final int BUFFER_BYTES = 212_992;

    /** No datagram here is longer than one that every network passes. */
    static final int MAX_DATAGRAM_BYTES = 1200;

    /** What the far end does with a datagram; fills {@code answer}, or leaves it empty to stay silent. */
    @FunctionalInterface
    interface FarEnd {
        void onDatagram(ByteBuffer datagram, ByteBuffer answer);
    }

    private final DatagramChannel near;
    private final DatagramChannel far;
    private final Selector selector;

    UdpPair(FarEnd farEnd) throws IOException {
        near = open();
        far = open();
        near.connect(far.getLocalAddress());
        far.connect(near.getLocalAddress());
        near.configureBlocking(false);
        selector = Selector.open();
        near.register(selector, SelectionKey.OP_READ);
        Thread.ofPlatform().daemon().name("far end").start(() -> answer(farEnd));
    }

    private static DatagramChannel open() throws IOException {
        DatagramChannel channel =
                DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER_BYTES);
        return channel;
    }

    void send(ByteBuffer datagram) throws IOException {
        while (datagram.hasRemaining()) {
            near.write(datagram);
        }
    }

    /** Takes a datagram if one is there. */
    boolean receive(ByteBuffer into) throws IOException {
        into.clear();
        boolean received = near.read(into) > 0;
        into.flip();
        return received;
    }

    /**
     * Waits for a datagram.
     *
     * @throws IOException if none comes in time
     */
    void await() throws IOException {
        if (selector.select(Workload.LIMIT.toMillis()) == 0) {
            throw new IOException("a datagram was lost on loopback");
        }
        selector.selectedKeys().clear();
    }

    private void answer(FarEnd farEnd) {
        ByteBuffer datagram = ByteBuffer.allocateDirect(MAX_DATAGRAM_BYTES);
        ByteBuffer answer = ByteBuffer.allocateDirect(MAX_DATAGRAM_BYTES);
        try {
            while (true) {
                datagram.clear();
                far.read(datagram);
                datagram.flip();
                answer.clear();
                farEnd.onDatagram(datagram, answer);
                answer.flip();
                if (answer.hasRemaining()) {
                    far.write(answer);
                }
            }
        } catch (ClosedChannelException end) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
        near.close();
        far.close();
    }
}
