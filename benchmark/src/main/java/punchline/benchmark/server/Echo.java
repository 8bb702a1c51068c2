package punchline.benchmark.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;

/**
 * The limit of a server: takes each datagram and gives it back, grown to the size of an answer, by the same sockets of Java. No
 * table, no codec, no log.
 */
final class Echo implements AutoCloseable {
    private static final int BUFFER_BYTES = 2048;

    private final DatagramChannel channel;
    private final Thread thread;
    private final int answerBytes;

    Echo(int answerBytes) throws IOException {
        this.answerBytes = answerBytes;
        channel = DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        thread = Thread.ofPlatform().daemon().name("echo").start(this::run);
    }

    int port() throws IOException {
        return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    /** Processor time of its thread so far. */
    double nanos() {
        return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.threadId());
    }

    private void run() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
        try {
            while (true) {
                buffer.clear();
                SocketAddress from = channel.receive(buffer);
                buffer.position(0).limit(answerBytes);
                channel.send(buffer, from);
            }
        } catch (ClosedChannelException end) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
