package punchline.simulation;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import punchline.engine.session.SecureLink;
import punchline.engine.session.SecureLinks.Listener;
import punchline.engine.session.SecureLinks.Role;
import punchline.engine.session.SecureLinks.Transport;
import punchline.protocol.PeerId;

/** One end of a link; the datagrams are drawn at {@link FakeLinks}. */
final class FakeLink implements SecureLink {
    static final int OFFER = 0x40;
    static final int ACCEPT = 0x41;
    static final int DATA = 0x42;
    static final int ACK = 0x43;
    static final int CLOSE = 0x44;

    /** With its header well below the 1200 bytes that every path carries. */
    private static final int MAX_CHUNK_BYTES = 1100;

    /** Chunks on the way: a megabit per second at a round trip of half a second. */
    private static final int WINDOW_CHUNKS = 64;

    /** As much as a real link buffers before it asks its writer to wait. */
    private static final int WRITABLE_BYTES = 256 * 1024;

    private static final int MAX_REASON_BYTES = 200;
    private static final long FIRST_REPEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long MAX_REPEAT_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long HANDSHAKE_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** A link whose bytes get no acknowledgement for so long is over. */
    private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(30);

    private enum State {
        WAITING,
        OFFERING,
        ACCEPTING,
        OPEN,
        ENDED
    }

    private record Chunk(long offset, byte[] bytes) {}

    private final PeerId self;
    private final PeerId peer;
    private final VirtualTime time;
    private final Transport transport;
    private final Listener listener;
    private State state;
    private long connection;
    /** The link before this one to the same peer: its datagrams may still be on the way. */
    private final long lastConnection;

    private final Deque<ByteBuf> written = new ArrayDeque<>();
    private final Deque<Chunk> unacknowledged = new ArrayDeque<>();
    private final TreeMap<Long, byte[]> early = new TreeMap<>();
    private int queuedBytes;
    private boolean full;
    private boolean flushed;
    private long sentOffset;
    private long receivedOffset;
    private long progressNanos;
    private long repeatNanos = FIRST_REPEAT_NANOS;
    private VirtualTime.@Nullable Happening timer;

    FakeLink(
            PeerId self,
            PeerId peer,
            Role role,
            long lastConnection,
            VirtualTime time,
            RandomGenerator random,
            Transport transport,
            Listener listener) {
        this.self = self;
        this.peer = peer;
        this.lastConnection = lastConnection;
        this.time = time;
        this.transport = transport;
        this.listener = listener;
        this.state = role == Role.CLIENT ? State.OFFERING : State.WAITING;
        this.connection = role == Role.CLIENT ? random.nextLong() : lastConnection;
    }

    long connection() {
        return connection;
    }

    void start() {
        progressNanos = time.nowNanos();
        if (state == State.OFFERING) {
            sendHandshake(OFFER);
        }
        arm();
    }

    /** Ends without a word to anyone. */
    void end() {
        state = State.ENDED;
        written.forEach(ByteBuf::release);
        written.clear();
        unacknowledged.clear();
        early.clear();
        if (timer != null) {
            timer.cancel();
        }
    }

    @Override
    public void write(ByteBuf bytes) {
        if (state == State.ENDED) {
            bytes.release();
            return;
        }
        queuedBytes += bytes.readableBytes();
        full |= queuedBytes > WRITABLE_BYTES;
        written.add(bytes);
    }

    @Override
    public void flush() {
        flushed = true;
        pump();
    }

    @Override
    public boolean isWritable() {
        return !full && state != State.ENDED;
    }

    @Override
    public ByteBuf allocate(int capacityBytes) {
        return Unpooled.buffer(capacityBytes);
    }

    @Override
    public void close(String reason) {
        if (state != State.ENDED) {
            if (connection != lastConnection) {
                byte[] words = reason.getBytes(StandardCharsets.UTF_8);
                transmit(header(CLOSE).writeBytes(words, 0, Math.min(words.length, MAX_REASON_BYTES)));
            }
            end();
        }
    }

    /** False if the datagram is not of this link. Does not take ownership. */
    boolean onDatagram(ByteBuf datagram) {
        if (state == State.ENDED || datagram.readableBytes() < 1 + Long.BYTES) {
            return false;
        }
        int kind = datagram.readByte();
        long of = datagram.readLong();
        if (kind == OFFER) {
            return onOffer(of, datagram);
        }
        if (of != connection || state == State.WAITING) {
            return false;
        }
        switch (kind) {
            case ACCEPT -> onAccept(datagram);
            case DATA -> onData(datagram);
            case ACK -> onAcknowledged(datagram);
            case CLOSE -> fail(datagram.toString(StandardCharsets.UTF_8));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean onOffer(long offered, ByteBuf ids) {
        if (!isBetweenUs(ids) || state == State.OFFERING || offered == lastConnection) {
            return false;
        }
        if (state == State.WAITING) {
            connection = offered;
            state = State.ACCEPTING;
            progressNanos = time.nowNanos();
            arm();
        } else if (offered != connection) {
            // The other side began anew: its next offer finds the link that comes after this one.
            fail("replaced by a new connection");
            return true;
        }
        sendHandshake(ACCEPT);
        return true;
    }

    private void onAccept(ByteBuf ids) {
        if (isBetweenUs(ids)) {
            opened(State.OFFERING);
            acknowledge();
        }
    }

    private void onData(ByteBuf data) {
        opened(State.ACCEPTING);
        if (state != State.OPEN || data.readableBytes() < Long.BYTES) {
            return;
        }
        long offset = data.readLong();
        byte[] bytes = new byte[data.readableBytes()];
        data.readBytes(bytes);
        if (offset >= receivedOffset && early.size() < WINDOW_CHUNKS) {
            early.put(offset, bytes);
        }
        boolean delivered = false;
        while (state == State.OPEN && !early.isEmpty() && early.firstKey() == receivedOffset) {
            byte[] next = early.pollFirstEntry().getValue();
            receivedOffset += next.length;
            delivered = true;
            listener.onBytes(Unpooled.wrappedBuffer(next));
        }
        acknowledge();
        if (delivered && state == State.OPEN) {
            listener.onReadComplete();
        }
    }

    private void onAcknowledged(ByteBuf acknowledgement) {
        opened(State.ACCEPTING);
        if (state != State.OPEN || acknowledgement.readableBytes() < Long.BYTES) {
            return;
        }
        long offset = acknowledgement.readLong();
        boolean progress = false;
        while (!unacknowledged.isEmpty() && unacknowledged.getFirst().offset() < offset) {
            queuedBytes -= unacknowledged.removeFirst().bytes().length;
            progress = true;
        }
        if (progress) {
            progressNanos = time.nowNanos();
            repeatNanos = FIRST_REPEAT_NANOS;
            arm();
            pump();
            if (full && queuedBytes <= WRITABLE_BYTES / 2) {
                full = false;
                listener.onWritable();
            }
        }
    }

    private void opened(State from) {
        if (state == from) {
            state = State.OPEN;
            progressNanos = time.nowNanos();
            repeatNanos = FIRST_REPEAT_NANOS;
            listener.onOpen();
            pump();
        }
    }

    /** Sends of what was flushed as much as the window lets. */
    private void pump() {
        if (state != State.OPEN || !flushed) {
            return;
        }
        if (unacknowledged.isEmpty()) {
            progressNanos = time.nowNanos();
        }
        while (!written.isEmpty() && unacknowledged.size() < WINDOW_CHUNKS) {
            ByteBuf first = written.getFirst();
            byte[] bytes = new byte[Math.min(first.readableBytes(), MAX_CHUNK_BYTES)];
            first.readBytes(bytes);
            if (!first.isReadable()) {
                written.removeFirst().release();
            }
            if (bytes.length > 0) {
                Chunk chunk = new Chunk(sentOffset, bytes);
                sentOffset += bytes.length;
                unacknowledged.add(chunk);
                send(chunk);
            }
        }
        flushed = !written.isEmpty();
        // What is on its way keeps its timer, however often more is sent.
        if (timer == null) {
            arm();
        }
        transport.flush();
    }

    private void arm() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        if (state != State.OPEN || !unacknowledged.isEmpty()) {
            timer = time.after(repeatNanos, this::onTimer);
        }
    }

    private void onTimer() {
        timer = null;
        boolean shaking = state != State.OPEN;
        if (time.nowNanos() - progressNanos >= (shaking ? HANDSHAKE_NANOS : STALL_NANOS)) {
            fail(shaking ? "the handshake did not complete in time" : "the other side does not answer");
            return;
        }
        switch (state) {
            case OFFERING -> sendHandshake(OFFER);
            case ACCEPTING -> sendHandshake(ACCEPT);
            case OPEN -> {
                unacknowledged.forEach(this::send);
                transport.flush();
            }
            case WAITING, ENDED -> {}
        }
        repeatNanos = Math.min(2 * repeatNanos, MAX_REPEAT_NANOS);
        arm();
    }

    private void fail(String reason) {
        end();
        listener.onClosed(reason);
    }

    private boolean isBetweenUs(ByteBuf ids) {
        if (ids.readableBytes() != 2 * PeerId.BYTES) {
            return false;
        }
        byte[] from = new byte[PeerId.BYTES];
        byte[] to = new byte[PeerId.BYTES];
        ids.readBytes(from).readBytes(to);
        return PeerId.ofBytes(from).equals(peer) && PeerId.ofBytes(to).equals(self);
    }

    private void sendHandshake(int kind) {
        transmit(header(kind).writeBytes(self.bytes()).writeBytes(peer.bytes()));
    }

    private void send(Chunk chunk) {
        transport.transmit(peer, header(DATA).writeLong(chunk.offset()).writeBytes(chunk.bytes()), 0);
    }

    private void acknowledge() {
        if (state == State.OPEN) {
            transmit(header(ACK).writeLong(receivedOffset));
        }
    }

    private void transmit(ByteBuf datagram) {
        transport.transmit(peer, datagram, 0);
        transport.flush();
    }

    private ByteBuf header(int kind) {
        return Unpooled.buffer().writeByte(kind).writeLong(connection);
    }
}
