package punchline.engine.session.quic;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32C;
import punchline.engine.session.SecureLink;
import punchline.engine.session.SecureLinks;

/** A listener that remembers, and can send a long pattern as fast as the link takes it. */
class Owner implements SecureLinks.Listener {
    private static final int CHUNK_BYTES = 16 * 1024;

    final CompletableFuture<SecureLink> link = new CompletableFuture<>();
    final CompletableFuture<Boolean> opened = new CompletableFuture<>();
    final CompletableFuture<String> closed = new CompletableFuture<>();
    final List<String> calls = new ArrayList<>();

    private final CRC32C received = new CRC32C();
    private long receivedBytes;
    private long expectedBytes = Long.MAX_VALUE;
    private CompletableFuture<Long> arrived = new CompletableFuture<>();
    private long enoughBytes = Long.MAX_VALUE;
    private final CompletableFuture<Boolean> enough = new CompletableFuture<>();
    private long sentBytes;
    private long toSendBytes;

    /** Completes with the checksum of the first so many bytes; they must be all that comes. */
    CompletableFuture<Long> expect(long bytes) {
        expectedBytes = bytes;
        if (receivedBytes >= bytes) {
            arrived.complete(received.getValue());
        }
        return arrived;
    }

    /** Completes once so many bytes have come. On the owner's thread. */
    CompletableFuture<Boolean> atLeast(long bytes) {
        enoughBytes = bytes;
        if (receivedBytes >= bytes) {
            enough.complete(true);
        }
        return enough;
    }

    /** The checksum of the pattern that {@link #send} sends. */
    static long checksum(long bytes) {
        CRC32C sum = new CRC32C();
        for (long offset = 0; offset < bytes; offset++) {
            sum.update(patternAt(offset));
        }
        return sum.getValue();
    }

    private static byte patternAt(long offset) {
        return (byte) (offset * 31 + (offset >>> 8) * 17 + (offset >>> 16));
    }

    void send(long bytes) {
        toSendBytes += bytes;
        pump();
    }

    private void pump() {
        SecureLink to = link.join();
        while (sentBytes < toSendBytes && to.isWritable()) {
            int length = (int) Math.min(CHUNK_BYTES, toSendBytes - sentBytes);
            ByteBuf chunk = to.allocate(length);
            for (int i = 0; i < length; i++) {
                chunk.writeByte(patternAt(sentBytes++));
            }
            to.write(chunk);
        }
        to.flush();
    }

    @Override
    public void onOpen() {
        calls.add("open");
        opened.complete(true);
    }

    @Override
    public void onBytes(ByteBuf bytes) {
        receivedBytes += bytes.readableBytes();
        received.update(bytes.nioBuffer());
        if (receivedBytes >= enoughBytes) {
            enough.complete(true);
        }
        if (receivedBytes >= expectedBytes) {
            arrived.complete(receivedBytes == expectedBytes ? received.getValue() : -1L);
        }
    }

    @Override
    public void onReadComplete() {
        calls.add("readComplete");
    }

    @Override
    public void onWritable() {
        calls.add("writable");
        pump();
    }

    @Override
    public void onClosed(String reason) {
        calls.add("closed");
        closed.complete(reason);
    }
}
