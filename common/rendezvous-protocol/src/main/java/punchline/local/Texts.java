package punchline.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Texts on a channel: four bytes of length, big-endian, then so many of UTF-8. */
final class Texts {
    private Texts() {}

    static void write(SocketChannel channel, String text, Duration maxWait) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        if (bytes.length > LocalQuestion.MAX_BYTES) {
            throw new IOException("longer than " + LocalQuestion.MAX_BYTES + " bytes");
        }
        ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES + bytes.length);
        buffer.putInt(bytes.length).put(bytes).flip();
        transfer(channel, SelectionKey.OP_WRITE, buffer, maxWait);
    }

    static String read(SocketChannel channel, Duration maxWait) throws IOException {
        ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
        transfer(channel, SelectionKey.OP_READ, length, maxWait);
        int bytes = length.getInt(0);
        if (bytes < 0 || bytes > LocalQuestion.MAX_BYTES) {
            throw new IOException("longer than " + LocalQuestion.MAX_BYTES + " bytes");
        }
        ByteBuffer text = ByteBuffer.allocate(bytes);
        transfer(channel, SelectionKey.OP_READ, text, maxWait);
        return new String(text.array(), UTF_8);
    }

    /** Fills or empties the buffer. A selector, because a channel alone waits for ever. */
    private static void transfer(SocketChannel channel, int operation, ByteBuffer buffer, Duration maxWait)
            throws IOException {
        long deadlineNanos = System.nanoTime() + maxWait.toNanos();
        channel.configureBlocking(false);
        try (Selector selector = Selector.open()) {
            channel.register(selector, operation);
            while (buffer.hasRemaining()) {
                int moved = operation == SelectionKey.OP_READ ? channel.read(buffer) : channel.write(buffer);
                if (moved < 0) {
                    throw new EOFException("the other side closed");
                }
                long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
                if (moved == 0) {
                    if (leftMillis <= 0) {
                        throw new IOException("no answer in time");
                    }
                    selector.select(leftMillis);
                    selector.selectedKeys().clear();
                }
            }
        }
    }
}
