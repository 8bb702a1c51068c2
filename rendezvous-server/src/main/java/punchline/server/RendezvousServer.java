package punchline.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.security.SecureRandom;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.protocol.Endpoint;
import punchline.protocol.PeerId;
import punchline.protocol.ProtocolLimits;
import punchline.protocol.RendezvousCodec;
import punchline.protocol.RendezvousRequest;
import punchline.server.TrafficLog.Direction;

/**
 * A running rendezvous server: two UDP sockets and one daemon thread, which owns the {@link Directory}. Its life goes to
 * the logger of this class. May be embedded; any thread may start and close it.
 */
public final class RendezvousServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RendezvousServer.class);

    /** The largest UDP payload, so that the log shows true sizes; the directory refuses what is over 1200. */
    private static final int BUFFER_BYTES = 65_536;

    /** Datagrams taken from one socket before the other has its turn. */
    private static final int BATCH = 64;

    private static final long NANOS_PER_MILLI = 1_000_000L;

    /** Trouble in the loop is logged at most this often. */
    private static final long TROUBLE_REPORT_NANOS = 10_000_000_000L;

    private static final long CLOSE_TIMEOUT_MILLIS = 2000;

    private final SocketPair sockets;
    private final Selector selector;
    private final Directory directory;
    private final TrafficLog traffic;
    private final InetAddress address;
    private final int port;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final ByteBuffer answer = ByteBuffer.allocateDirect(ProtocolLimits.MAX_DATAGRAM_BYTES);
    private final Thread thread;
    private volatile boolean closing;
    private boolean troubleReported;
    private long troubleReportedNanos;
    private long troubles;
    private final Queue<Runnable> calls = new ConcurrentLinkedQueue<>();
    private final long startedNanos = System.nanoTime();
    private long received;
    private long sent;
    private long dropped;

    private RendezvousServer(SocketPair sockets, Selector selector, Directory directory, TrafficLog traffic)
            throws IOException {
        this.sockets = sockets;
        this.selector = selector;
        this.directory = directory;
        this.traffic = traffic;
        this.address = ((InetSocketAddress) sockets.first().getLocalAddress()).getAddress();
        this.port = SocketPair.portOf(sockets.first());
        sockets.first().register(selector, SelectionKey.OP_READ, LocalPort.FIRST);
        sockets.second().register(selector, SelectionKey.OP_READ, LocalPort.SECOND);
        this.thread = new Thread(this::run, "rendezvous-server");
        thread.setDaemon(true);
    }

    /**
     * Starts a server; when this returns it answers.
     *
     * @throws java.net.BindException with a sentence for people if a port is taken or the address is not this machine's
     * @throws IOException if there are no sockets to be had
     */
    public static RendezvousServer start(ServerConfig config, TrafficLog traffic) throws IOException {
        Directory directory = new Directory(new DirectoryLimits(config.maxPeers()), new SecureRandom());
        SocketPair sockets = SocketPair.open(config.bind(), config.port());
        try {
            RendezvousServer server = new RendezvousServer(sockets, Selector.open(), directory, traffic);
            server.thread.start();
            LOG.info("started on {}, at most {} peers", server, config.maxPeers());
            return server;
        } catch (IOException e) {
            sockets.close();
            throw e;
        }
    }

    /** The first of the two ports; the second is the next. */
    public int port() {
        return port;
    }

    /** Stops answering and frees the ports, within two seconds. Doing it twice does nothing. */
    @Override
    public void close() {
        closing = true;
        selector.wakeup();
        try {
            thread.join(CLOSE_TIMEOUT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How it is doing. Fails if the server is closed, and stays open if it is about to be. */
    public CompletableFuture<ServerStatus> status() {
        return call(() -> new ServerStatus(
                directory.peers(),
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startedNanos),
                received,
                sent,
                dropped,
                directory.limitsHit()));
    }

    /**
     * From here on holds so many peers at most. Nobody is turned out: if more are registered, nobody new comes in.
     *
     * @param maxPeers as in {@link ServerConfig}
     */
    public CompletableFuture<Void> setMaxPeers(int maxPeers) {
        DirectoryLimits limits = new DirectoryLimits(maxPeers);
        return call(() -> {
            directory.setLimits(limits);
            LOG.info("at most {} peers", maxPeers);
            return null;
        });
    }

    private <T extends @Nullable Object> CompletableFuture<T> call(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        calls.add(() -> answer.complete(question.get()));
        selector.wakeup();
        if (!thread.isAlive()) {
            answer.completeExceptionally(new IllegalStateException("the server is closed"));
        }
        return answer;
    }

    /** Waits until the server is closed. */
    public void awaitClosed() throws InterruptedException {
        thread.join();
    }

    /** As {@code 0.0.0.0:6327 and :6328}. */
    @Override
    public String toString() {
        String host = address.isAnyLocalAddress() ? "0.0.0.0" : new Endpoint(address, port).host();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port + " and :" + (port + 1);
    }

    private void run() {
        try (selector;
                sockets) {
            warmUp();
            while (!closing) {
                selector.select(this::onReadable, selectMillis());
                guarded(() -> directory.onTimeout(System.nanoTime()));
                for (Runnable call = calls.poll(); call != null; call = calls.poll()) {
                    guarded(call);
                }
                drain();
            }
            LOG.info("stopped with {} peers registered", directory.peers());
        } catch (IOException e) {
            LOG.error("stopped, because the sockets failed", e);
        }
    }

    /** The first use of JSON and HMAC loads classes for a tenth of a second: before the first datagram needs them. */
    private static void warmUp() {
        Directory directory = new Directory(new DirectoryLimits(1), new SecureRandom());
        byte[] hello = RendezvousCodec.encode(new RendezvousRequest.Hello("warm-up"));
        directory.onDatagram(
                System.nanoTime(), LocalPort.FIRST, new Endpoint(InetAddress.getLoopbackAddress(), 1), hello);
    }

    /** Zero waits for a datagram or the end. */
    private long selectMillis() {
        Deadline deadline = directory.nextDeadline();
        if (deadline == null) {
            return 0;
        }
        return Math.max(1, (deadline.atNanos() - System.nanoTime()) / NANOS_PER_MILLI + 1);
    }

    private void onReadable(SelectionKey key) {
        DatagramChannel channel = (DatagramChannel) key.channel();
        LocalPort localPort = (LocalPort) key.attachment();
        for (int i = 0; i < BATCH; i++) {
            buffer.clear();
            InetSocketAddress from;
            try {
                from = (InetSocketAddress) channel.receive(buffer);
            } catch (IOException e) {
                // Some systems report an earlier answer's fate here; the next datagram is as good as ever.
                trouble("receiving", e);
                return;
            }
            if (from == null) {
                return;
            }
            if (from.getPort() != 0) {
                byte[] datagram = new byte[buffer.flip().remaining()];
                buffer.get(datagram);
                onDatagram(localPort, Endpoint.of(from), datagram);
            }
        }
    }

    private void onDatagram(LocalPort localPort, Endpoint from, byte[] datagram) {
        received++;
        guarded(() -> {
            traffic.onDatagram(Direction.IN, number(localPort), from, Verb.of(datagram), datagram.length);
            directory.onDatagram(System.nanoTime(), localPort, from, datagram);
        });
        drain();
    }

    /** A bug in handling one datagram must not end the service for everybody. */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            trouble("handling a datagram", e);
        }
    }

    private void drain() {
        for (Outbound outbound = directory.pollTransmit(); outbound != null; outbound = directory.pollTransmit()) {
            send(outbound);
        }
        for (DirectoryEvent event = directory.pollEvent(); event != null; event = directory.pollEvent()) {
            log(event);
        }
    }

    private void send(Outbound outbound) {
        DatagramChannel channel = outbound.port() == LocalPort.FIRST ? sockets.first() : sockets.second();
        byte[] datagram = outbound.datagram();
        boolean accepted = false;
        try {
            // All or nothing: nothing if the buffer of the socket is full.
            answer.clear().put(datagram).flip();
            accepted = channel.send(answer, outbound.to().toSocketAddress()) == datagram.length;
        } catch (IOException e) {
            trouble("sending", e);
        }
        if (accepted) {
            sent++;
        } else {
            dropped++;
        }
        Direction direction = accepted ? Direction.OUT : Direction.DROPPED;
        guarded(() -> traffic.onDatagram(
                direction, number(outbound.port()), outbound.to(), Verb.ofAnswer(datagram), datagram.length));
    }

    private int number(LocalPort localPort) {
        return localPort == LocalPort.FIRST ? port : port + 1;
    }

    private static void log(DirectoryEvent event) {
        if (event instanceof DirectoryEvent.PeerIn in) {
            LOG.info("in {} {} number {}, {} peers", name(in.id()), in.address(), shown(in.number()), in.peers());
        } else if (event instanceof DirectoryEvent.PeerOut out) {
            LOG.info("out {} {} {}, {} peers", name(out.id()), out.address(), out.why(), out.peers());
        } else if (event instanceof DirectoryEvent.LimitHit hit) {
            LOG.warn("limit {} hit {} times", hit.limit(), hit.times());
        }
    }

    private static String name(@Nullable PeerId id) {
        return id == null ? "plain" : id.brief();
    }

    private static String shown(@Nullable Integer number) {
        return number == null ? "none" : number.toString();
    }

    private void trouble(String what, Exception e) {
        troubles++;
        long now = System.nanoTime();
        if (!troubleReported || now - troubleReportedNanos >= TROUBLE_REPORT_NANOS) {
            LOG.warn("trouble {}, {} times", what, troubles, e);
            troubleReported = true;
            troubleReportedNanos = now;
            troubles = 0;
        }
    }
}
