package punchline.engine.session.quic;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
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

    private enum State {
        WAITING,
        OPEN,
        OVER
    }

    private final PeerBinding binding;
    private final SecureLinks.Listener listener;
    private final LinkLimits limits;
    private final Queue<ByteBuf> unflushed = new ArrayDeque<>();
    private State state = State.WAITING;
    private @Nullable QuicConnection connection;
    private @Nullable ByteBuf merging;
    private long queuedBytes;
    private boolean writable = true;
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
        if (state != State.OPEN || connection == null) {
            return;
        }
        endMerging();
        for (ByteBuf next = unflushed.poll(); next != null; next = unflushed.poll()) {
            int length = next.readableBytes();
            connection.write(next, failure -> onTaken(length, failure));
        }
    }

    private void onTaken(int length, @Nullable Throwable failure) {
        queuedBytes -= length;
        if (state != State.OPEN || wakeScheduled) {
            return;
        }
        if (failure != null || mayWake()) {
            // Later, because Netty is in the middle of its own queue.
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
        unflushed.forEach(ByteBuf::release);
        unflushed.clear();
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
