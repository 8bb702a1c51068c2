package punchline.simulation.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The bad middle of a network, on loopback: everyone sends to the front of a server or to each other's faces, and is seen by the others
 * behind a face of its own, as by a NAT. What goes between two faces is lost, doubled and held up so that it overtakes, by a seed.
 */
final class LossyProxy implements AutoCloseable {
    private static final int MAX_DATAGRAM_BYTES = 2048;

    /** Each takes a little while, and so overtakes others within it. */
    private static final int MAX_DELAY_MILLIS = 8;

    private record Held(long atNanos, long order, DatagramChannel from, SocketAddress to, ByteBuffer datagram) {}

    private final Random random;
    private final double loss;
    private final double duplication;
    private final Selector selector;
    private final SocketAddress server;
    private final DatagramChannel front;
    private final Map<SocketAddress, DatagramChannel> faces = new HashMap<>();
    private final Map<DatagramChannel, SocketAddress> owners = new HashMap<>();
    private final PriorityQueue<Held> held = new PriorityQueue<>((one, other) -> one.atNanos == other.atNanos
            ? Long.compare(one.order, other.order)
            : Long.signum(one.atNanos - other.atNanos));
    private final AtomicBoolean renumber = new AtomicBoolean();
    private final Thread thread;
    private long order;
    private volatile boolean closed;
    private final AtomicLong carried = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();

    /** In front of a server on a port of loopback. */
    LossyProxy(int serverPort, long seed, double loss, double duplication) throws IOException {
        this.random = new Random(seed);
        this.loss = loss;
        this.duplication = duplication;
        this.selector = Selector.open();
        this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort);
        this.front = open();
        this.thread = Thread.ofPlatform().daemon().name("lossy proxy").start(this::run);
    }

    private DatagramChannel open() throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
        return channel;
    }

    /** Where the server seems to be. */
    int port() throws IOException {
        return ((InetSocketAddress) front.getLocalAddress()).getPort();
    }

    /** Everyone gets another face at their next datagram; the old ones lead nowhere. */
    void renumber() {
        renumber.set(true);
        selector.wakeup();
    }

    /** What was lost on purpose, as a part of all that was to be carried. */
    double measuredLoss() {
        return (double) lost.get() / Math.max(1, carried.get());
    }

    private void run() {
        ByteBuffer buffer = ByteBuffer.allocate(MAX_DATAGRAM_BYTES);
        try {
            while (!closed) {
                Held next = held.peek();
                long waitNanos = next == null ? TimeUnit.SECONDS.toNanos(1) : next.atNanos - System.nanoTime();
                if (waitNanos > 0) {
                    selector.select(Math.max(1, TimeUnit.NANOSECONDS.toMillis(waitNanos)));
                } else {
                    selector.selectNow();
                }
                if (renumber.compareAndSet(true, false)) {
                    forgetFaces();
                }
                for (SelectionKey key : selector.selectedKeys()) {
                    if (key.isValid()) {
                        receive((DatagramChannel) key.channel(), buffer);
                    }
                }
                selector.selectedKeys().clear();
                release();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the lossy proxy", e);
        }
    }

    private void forgetFaces() throws IOException {
        for (DatagramChannel face : faces.values()) {
            face.close();
        }
        faces.clear();
        owners.clear();
        held.removeIf(one -> !one.from.isOpen());
    }

    private void receive(DatagramChannel at, ByteBuffer buffer) throws IOException {
        while (true) {
            buffer.clear();
            SocketAddress source = at.receive(buffer);
            if (source == null) {
                return;
            }
            buffer.flip();
            ByteBuffer copy =
                    ByteBuffer.allocate(buffer.remaining()).put(buffer).flip();
            SocketAddress owner = owners.get(at);
            if (at.equals(front)) {
                hold(face(source), server, copy);
            } else if (owner != null && source.equals(server)) {
                hold(front, owner, copy);
            } else if (owner != null) {
                hold(face(source), owner, copy);
            }
        }
    }

    private DatagramChannel face(SocketAddress source) throws IOException {
        DatagramChannel face = faces.get(source);
        if (face == null) {
            face = open();
            faces.put(source, face);
            owners.put(face, source);
        }
        return face;
    }

    private void hold(DatagramChannel from, SocketAddress to, ByteBuffer datagram) {
        carried.incrementAndGet();
        if (random.nextDouble() < loss) {
            lost.incrementAndGet();
            return;
        }
        int copies = random.nextDouble() < duplication ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            long delayNanos = TimeUnit.MILLISECONDS.toNanos(1) + random.nextInt(MAX_DELAY_MILLIS * 1_000_000);
            held.add(new Held(System.nanoTime() + delayNanos, order++, from, to, datagram.duplicate()));
        }
    }

    private void release() throws IOException {
        @Nullable Held next = held.peek();
        while (next != null && next.atNanos - System.nanoTime() <= 0) {
            held.remove();
            if (next.from.isOpen()) {
                next.from.send(next.datagram, next.to);
            }
            next = held.peek();
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        selector.wakeup();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        forgetFaces();
        front.close();
        selector.close();
    }
}
