package punchline.engine.session.quic;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.CompositeByteBuf;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.engine.session.SecureLink;
import punchline.engine.session.SecureLinks;

/** What the owner of a link holds: its listener, and what it wrote until QUIC takes it. */
final class QuicLink implements SecureLink {
    private static final Logger log = LoggerFactory.getLogger(QuicLink.class);

    /**
     * Writes up to this size are copied together: each write to QUIC makes it send at once what it can, so many small ones
     * would be many small datagrams. The same size again is the most that is copied into one buffer.
     */
    private static final int MERGED_BYTES = 32 * 1024;

    private static final int FIRST_MERGED_BYTES = 2 * 1024;

    /** At most one datagram in nine is then short. */
    private static final int LARGE_ROOM_DATAGRAMS = 8;

    private enum State {
        WAITING,
        OPEN,
        OVER
    }

    private final PeerBinding binding;
    private final SecureLinks.Listener listener;
    private final LinkLimits limits;
    private final Queue<ByteBuf> unflushed = new ArrayDeque<>();
    private final Queue<ByteBuf> flushed = new ArrayDeque<>();
    private State state = State.WAITING;
    private @Nullable QuicConnection connection;
    private @Nullable ByteBuf merging;
    private long queuedBytes;
    private long flushedBytes;
    private boolean writable = true;
    private boolean taking;
    private boolean wakeScheduled;

    QuicLink(PeerBinding binding, SecureLinks.Listener listener, LinkLimits limits) {
        this.binding = binding;
        this.listener = listener;
        this.limits = limits;
    }

    @Override
    public void write(ByteBuf bytes) {
        int length = bytes.readableBytes();
        if (state == State.OVER || length == 0) {
            bytes.release();
            return;
        }
        queuedBytes += length;
        if (queuedBytes >= limits.highWaterBytes()) {
            writable = false;
        }
        if (length > MERGED_BYTES) {
            endMerging();
            unflushed.add(bytes);
            return;
        }
        if (merging != null && merging.readableBytes() + length > MERGED_BYTES) {
            endMerging();
        }
        if (merging == null) {
            merging = allocator().directBuffer(Math.max(length, FIRST_MERGED_BYTES), MERGED_BYTES);
        }
        merging.writeBytes(bytes);
        bytes.release();
    }

    private void endMerging() {
        if (merging != null) {
            unflushed.add(merging);
            merging = null;
        }
    }

    @Override
    public void flush() {
        endMerging();
        for (ByteBuf next = unflushed.poll(); next != null; next = unflushed.poll()) {
            flushedBytes += next.readableBytes();
            flushed.add(next);
        }
        send();
    }

    /**
     * Gives QUIC all that it has room for, but waits for a larger room while more is queued than fits. QUIC sends a short
     * datagram into a small room, and an acknowledgement of it makes no more room than that: the silly window syndrome
     * (RFC 9293, section 3.8.6.2.1). To leave a part of the room unused would look to congestion control like having
     * nothing to send, and its window would not grow.
     */
    void send() {
        if (state != State.OPEN || connection == null || taking || flushed.isEmpty()) {
            return;
        }
        int room = connection.roomBytes();
        if (room < flushedBytes && !isLarge(room, connection)) {
            return;
        }
        int length = (int) Math.min(flushedBytes, room);
        flushedBytes -= length;
        taking = true;
        connection.write(takeFlushed(length), failure -> onTaken(length, failure));
    }

    /** With nothing in flight the room is the congestion window, which is never less than two datagrams, so this comes true. */
    private boolean isLarge(int room, QuicConnection over) {
        return room >= LARGE_ROOM_DATAGRAMS * limits.udpPayloadBytes()
                || (room >= 2 * limits.udpPayloadBytes() && room >= over.congestionWindowBytes() / 2);
    }

    private ByteBuf takeFlushed(int length) {
        CompositeByteBuf taken = allocator().compositeDirectBuffer(Integer.MAX_VALUE);
        int left = length;
        while (left > 0) {
            ByteBuf first = flushed.element();
            int part = Math.min(left, first.readableBytes());
            left -= part;
            taken.addComponent(true, first.readRetainedSlice(part));
            if (!first.isReadable()) {
                flushed.remove().release();
            }
        }
        return taken;
    }

    private void onTaken(int length, @Nullable Throwable failure) {
        taking = false;
        queuedBytes -= length;
        if (state != State.OPEN || wakeScheduled) {
            return;
        }
        if (failure != null || mayWake()) {
            // Later, because Netty is in the middle of its own work.
            wakeScheduled = true;
            binding.later(() -> wake(failure));
        }
    }

    private void wake(@Nullable Throwable failure) {
        wakeScheduled = false;
        if (state != State.OPEN || connection == null) {
            return;
        }
        if (failure != null) {
            connection.fail("could not write: " + failure.getMessage());
        } else if (mayWake()) {
            writable = true;
            tell(listener::onWritable);
        }
    }

    private boolean mayWake() {
        return !writable && queuedBytes <= limits.lowWaterBytes();
    }

    @Override
    public boolean isWritable() {
        return state == State.OPEN && writable;
    }

    @Override
    public ByteBuf allocate(int capacityBytes) {
        return allocator().directBuffer(capacityBytes);
    }

    private static ByteBufAllocator allocator() {
        return ByteBufAllocator.DEFAULT;
    }

    @Override
    public void close(String reason) {
        if (state != State.OVER) {
            end();
            binding.onLinkClosed(this, reason);
        }
    }

    boolean isWaiting() {
        return state == State.WAITING;
    }

    /** The connection is authenticated both ways. */
    void open(QuicConnection proven) {
        state = State.OPEN;
        connection = proven;
        proven.attach(this);
        tell(listener::onOpen);
        flush();
    }

    /** The buffer is valid only during the call. */
    void onBytes(ByteBuf bytes) {
        if (state == State.OPEN) {
            tell(() -> listener.onBytes(bytes));
        }
    }

    void onReadComplete() {
        if (state == State.OPEN) {
            tell(listener::onReadComplete);
        }
    }

    /** Ends it without a word to the listener. */
    void end() {
        state = State.OVER;
        connection = null;
        endMerging();
        flushed.addAll(unflushed);
        unflushed.clear();
        flushed.forEach(ByteBuf::release);
        flushed.clear();
    }

    /** Ends it and says so. */
    void end(String reason) {
        if (state != State.OVER) {
            end();
            tell(() -> listener.onClosed(reason));
        }
    }

    private void tell(Runnable callback) {
        try {
            callback.run();
        } catch (RuntimeException e) {
            log.error("the owner of the link to {} failed", binding.peer().brief(), e);
            if (state != State.OVER) {
                binding.onLinkClosed(this, "internal error");
                end("internal error");
            }
        }
    }
}
