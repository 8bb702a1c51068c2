package punchline.engine;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.ZoneId;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.engine.conversation.MessageStore;
import punchline.engine.identity.Identity;
import punchline.engine.mapping.GatewayPort;
import punchline.engine.mapping.live.LiveGateways;
import punchline.engine.path.IpPrefix;
import punchline.engine.session.SecureLinks;
import punchline.engine.session.quic.LinkLimits;
import punchline.engine.session.quic.LinkTls;
import punchline.engine.session.quic.QuicSecureLinks;
import punchline.engine.socket.DatagramPort;
import punchline.engine.socket.LocalSocket;
import punchline.engine.socket.live.Interfaces;
import punchline.engine.socket.live.Transports;
import punchline.engine.socket.live.UdpSockets;
import punchline.engine.transcript.TranscriptPort;
import punchline.engine.transcript.live.LiveTranscripts;
import punchline.protocol.Endpoint;
import punchline.protocol.ServerAddress;

/**
 * A {@link Peer} in the real world: one event loop named {@code engine} owns the sockets, QUIC and all protocol state;
 * commands and the store's answers reach it through its queue.
 */
public final class LivePeer implements Peer {
    /** A change of network is noticed within this time. One look costs 0.3 ms of a core. */
    private static final long INTERFACE_POLL_MILLIS = 1_000;

    /** Then the sockets have their turn. */
    private static final int MAX_COMMANDS_TOGETHER = 256;

    /** The last commits and goodbyes are done long before; then the program must not hang. */
    private static final long CLOSE_LIMIT_SECONDS = 10;

    /** The goodbyes leave through the links' own queues, which take a few turns of the loop. */
    private static final long LINGER_MILLIS = 50;

    private static final Logger log = LoggerFactory.getLogger(LivePeer.class);

    private final MultiThreadIoEventLoopGroup group;
    private final EventLoop loop;
    private final MessageStore store;
    private final UdpSockets sockets;
    private final LiveGateways gateways;
    private final PeerEngine engine;
    private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();

    /** What the engine was told; empty before the first look. */
    private final AtomicReference<List<IpPrefix>> lastAddresses = new AtomicReference<>(List.of());

    /** Engine thread only. */
    private final SleepWatch sleepWatch =
            new SleepWatch(INTERFACE_POLL_MILLIS, System.nanoTime(), System.currentTimeMillis());

    private final Queue<Command> commands = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean commandsDue = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();

    private LivePeer(PeerConfig config, Identity identity, Function<Executor, MessageStore> openStore)
            throws IOException {
        // Half of what a start takes; on a thread of its own it is done by the time the store is open.
        CompletableFuture<LinkTls> tls = CompletableFuture.supplyAsync(
                () -> LinkTls.of(identity),
                task -> Thread.ofPlatform().daemon().name("start").start(task));
        Transports transport = Transports.best();
        group = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("engine", true), transport.ioHandlers());
        loop = group.next();
        sockets = new UdpSockets(transport, loop, new Receiver());
        gateways = new LiveGateways(this::onEngine);
        MessageStore opened = null;
        try {
            int port = sockets.bindMain(config.port());
            opened = openStore.apply(loop);
            store = opened;
            engine = new PeerEngine(config, identity, new LiveWorld(tls, port, Interfaces.addresses()));
        } catch (IOException | RuntimeException e) {
            if (opened != null) {
                opened.close();
            }
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw e;
        }
    }

    /**
     * Starts a peer and waits until its store is loaded.
     *
     * @param openStore opens the profile's storage, whose stages complete on the executor given
     * @param listener  hears all events, {@link Event.Ready} first
     * @throws IOException if the port cannot be used; the message is for people
     * @throws MessageStore.StoreException if the profile's storage cannot be used; the message is for people
     */
    public static LivePeer start(
            PeerConfig config, Identity identity, Function<Executor, MessageStore> openStore, Consumer<Event> listener)
            throws IOException {
        LivePeer peer = new LivePeer(config, identity, openStore);
        peer.subscribe(listener);
        try {
            peer.begin();
        } catch (RuntimeException e) {
            peer.close();
            throw e;
        }
        return peer;
    }

    private void begin() {
        CompletableFuture<Void> started = new CompletableFuture<>();
        loop.execute(() -> store.load().whenComplete((profile, failure) -> {
            if (failure != null) {
                started.completeExceptionally(failure);
                return;
            }
            guarded(() -> engine.start(profile));
            sockets.startReading();
            started.complete(null);
        }));
        try {
            started.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
        loop.scheduleWithFixedDelay(
                this::pollInterfaces, INTERFACE_POLL_MILLIS, INTERFACE_POLL_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void submit(Command command) {
        if (!closed.get()) {
            commands.add(command);
            if (commandsDue.compareAndSet(false, true)) {
                loop.execute(this::onCommands);
            }
        }
    }

    /** All that wait are one task: a task, and the waking of the engine's thread, cost more than most commands. */
    private void onCommands() {
        commandsDue.set(false);
        for (int i = 0; i < MAX_COMMANDS_TOGETHER; i++) {
            Command next = commands.poll();
            if (next == null) {
                return;
            }
            guarded(() -> engine.onCommand(next));
        }
        if (commandsDue.compareAndSet(false, true)) {
            loop.execute(this::onCommands);
        }
    }

    @Override
    public void subscribe(Consumer<Event> listener) {
        listeners.add(listener);
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        CompletableFuture<Void> ended = new CompletableFuture<>();
        loop.execute(() -> {
            guarded(engine::close);
            loop.schedule(
                    () -> {
                        sockets.close();
                        ended.complete(null);
                    },
                    LINGER_MILLIS,
                    TimeUnit.MILLISECONDS);
        });
        try {
            ended.get(CLOSE_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            log.warn("the engine did not end in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // Off the engine's thread and after its goodbyes: routers may be slow.
        gateways.close();
        store.close();
        // What the store completed last is told first: the loop runs in order.
        loop.submit(() -> guarded(engine::end)).awaitUninterruptibly(CLOSE_LIMIT_SECONDS, TimeUnit.SECONDS);
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(CLOSE_LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    /** Runs a task on the engine's thread, unless it is over. */
    private void onEngine(Runnable task) {
        if (!closed.get()) {
            loop.execute(() -> guarded(task));
        }
    }

    /** A bug must not end the loop that all peers depend on. */
    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            log.error("bug in the engine", e);
        }
    }

    private void pollInterfaces() {
        if (sleepWatch.onRead(System.nanoTime(), System.currentTimeMillis())) {
            guarded(engine::onWokenUp);
        }
        Thread.ofVirtual().name("interfaces").start(() -> {
            List<IpPrefix> addresses = Interfaces.addresses();
            // Nearly always they are the same, and then nothing need wake the engine.
            if (!addresses.equals(lastAddresses.getAndSet(addresses)) && !closed.get()) {
                loop.execute(() -> guarded(() -> engine.onAddressesChanged(addresses)));
            }
        });
    }

    private final class Receiver implements UdpSockets.Receiver {
        @Override
        public void onDatagram(LocalSocket socket, Endpoint source, ByteBuf datagram) {
            guarded(() -> engine.onDatagram(socket, source, datagram));
        }

        @Override
        public void onReadComplete() {
            guarded(engine::onReadComplete);
        }
    }

    /** The wall clock is read once for all that the loop has to do at a moment: a message is dated several times on its way. */
    private final class SystemTime implements TimeSource {
        private boolean wallRead;
        private long wallMillis;

        @Override
        public long nowNanos() {
            return System.nanoTime();
        }

        @Override
        public long wallMillis() {
            if (!wallRead) {
                wallMillis = System.currentTimeMillis();
                wallRead = true;
                loop.execute(() -> wallRead = false);
            }
            return wallMillis;
        }
    }

    private final class LiveWorld implements World {
        private final CompletableFuture<LinkTls> tls;
        private final int port;
        private final List<IpPrefix> addresses;
        private final TimeSource time = new SystemTime();
        private final RandomGenerator random = new LiveRandom();
        private final TranscriptPort transcripts = new LiveTranscripts(LivePeer.this::onEngine, ZoneId.systemDefault());
        private @Nullable ScheduledFuture<?> wake;
        private long wakeAtNanos;

        LiveWorld(CompletableFuture<LinkTls> tls, int port, List<IpPrefix> addresses) {
            this.tls = tls;
            this.port = port;
            this.addresses = addresses;
        }

        @Override
        public TimeSource time() {
            return time;
        }

        @Override
        public RandomGenerator random() {
            return random;
        }

        @Override
        public DatagramPort sockets() {
            return sockets;
        }

        @Override
        public GatewayPort gateways() {
            return gateways;
        }

        @Override
        public int port() {
            return port;
        }

        @Override
        public List<IpPrefix> addresses() {
            return addresses;
        }

        @Override
        public MessageStore store() {
            return store;
        }

        @Override
        public TranscriptPort transcripts() {
            return transcripts;
        }

        @Override
        public SecureLinks links(SecureLinks.Transport transport) {
            return new QuicSecureLinks(loop, tls.join(), transport, LinkLimits.standard(sockets.maxSegments()));
        }

        @Override
        public void resolve(ServerAddress server, Resolved found) {
            Thread.ofVirtual().name("resolver").start(() -> {
                Endpoint address = lookUp(server);
                loop.execute(() -> guarded(() -> found.onResolved(address)));
            });
        }

        private static @Nullable Endpoint lookUp(ServerAddress server) {
            try {
                return new Endpoint(InetAddress.getByName(server.host()), server.port());
            } catch (UnknownHostException e) {
                return null;
            }
        }

        @Override
        public void later(Runnable task) {
            loop.execute(() -> guarded(task));
        }

        @Override
        public void wakeAt(long nanos) {
            if (wake != null) {
                if (nanos == wakeAtNanos && !wake.isDone()) {
                    return;
                }
                wake.cancel(false);
            }
            wakeAtNanos = nanos;
            long delay = Math.max(0, nanos - time.nowNanos());
            wake = loop.schedule(() -> guarded(engine::onDeadline), delay, TimeUnit.NANOSECONDS);
        }

        @Override
        public Consumer<Event> events() {
            return event -> {
                for (Consumer<Event> listener : listeners) {
                    listener.accept(event);
                }
            };
        }
    }
}
