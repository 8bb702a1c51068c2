package punchline.simulation.live;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.PeerConfig;
import punchline.engine.PeerEngine;
import punchline.engine.Reason;
import punchline.engine.TimeSource;
import punchline.engine.World;
import punchline.engine.conversation.MessageStore;
import punchline.engine.identity.Identity;
import punchline.engine.mapping.GatewayPort;
import punchline.engine.path.IpPrefix;
import punchline.engine.session.SecureLinks;
import punchline.engine.session.quic.LinkLimits;
import punchline.engine.session.quic.LinkTls;
import punchline.engine.session.quic.QuicSecureLinks;
import punchline.engine.socket.DatagramPort;
import punchline.engine.socket.LocalSocket;
import punchline.engine.socket.live.Transports;
import punchline.engine.socket.live.UdpSockets;
import punchline.engine.transcript.TranscriptPort;
import punchline.protocol.Endpoint;
import punchline.protocol.PeerId;
import punchline.protocol.ServerAddress;
import punchline.simulation.store.CrashableStore;

/**
 * The whole engine with real sockets, real QUIC and the real time, but a computer that knows no address of its own: others reach it only
 * where the server sees it.
 */
final class QuicPeer implements AutoCloseable {
    private final MultiThreadIoEventLoopGroup group;
    private final EventLoop loop;
    private final UdpSockets sockets;
    private final CrashableStore store;
    private final PeerEngine engine;
    private final PeerId id;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    QuicPeer(String name, Identity identity, int serverPort, long seed) throws IOException {
        Transports transport = Transports.best();
        group = new MultiThreadIoEventLoopGroup(1, transport.ioHandlers());
        loop = group.next();
        id = identity.peerId();
        sockets = new UdpSockets(transport, loop, new Receiver());
        int port = sockets.bindMain(0);
        store = new CrashableStore(id, seed, (delay, task) -> loop.execute(task), 0);
        engine = new PeerEngine(
                new PeerConfig(name, 0, List.of(new ServerAddress("127.0.0.1", serverPort)), true, true, false),
                identity,
                new LoopbackWorld(identity, port, seed));
        loop.execute(() -> store.load().thenAccept(profile -> {
            engine.start(profile);
            sockets.startReading();
        }));
    }

    PeerId id() {
        return id;
    }

    void submit(Command command) {
        loop.execute(() -> engine.onCommand(command));
    }

    /** The next event, or null if none comes in time. */
    @Nullable
    Event poll(long limitMillis) throws InterruptedException {
        return events.poll(limitMillis, TimeUnit.MILLISECONDS);
    }

    /** The end without a word to anyone. */
    @Override
    public void close() {
        var _ = loop.submit(() -> sockets.close()).awaitUninterruptibly();
        var _ = group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private final class Receiver implements UdpSockets.Receiver {
        @Override
        public void onDatagram(LocalSocket socket, Endpoint source, ByteBuf datagram) {
            engine.onDatagram(socket, source, datagram);
        }

        @Override
        public void onReadComplete() {
            engine.onReadComplete();
        }
    }

    private final class LoopbackWorld implements World {
        private final Identity identity;
        private final int port;
        private final RandomGenerator random;
        private @Nullable ScheduledFuture<?> wake;

        LoopbackWorld(Identity identity, int port, long seed) {
            this.identity = identity;
            this.port = port;
            this.random = new Random(seed);
        }

        @Override
        public TimeSource time() {
            return new TimeSource() {
                @Override
                public long nowNanos() {
                    return System.nanoTime();
                }

                @Override
                public long wallMillis() {
                    return System.currentTimeMillis();
                }
            };
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
            return GatewayPort.NONE;
        }

        @Override
        public int port() {
            return port;
        }

        @Override
        public List<IpPrefix> addresses() {
            return List.of();
        }

        @Override
        public MessageStore store() {
            return store;
        }

        @Override
        public TranscriptPort transcripts() {
            return (file, format, overwrite, opened) -> opened.onFailed(Reason.said("There are no files here."));
        }

        @Override
        public SecureLinks links(SecureLinks.Transport transport) {
            return new QuicSecureLinks(
                    loop, LinkTls.of(identity), transport, LinkLimits.standard(sockets.maxSegments()));
        }

        @Override
        public void resolve(ServerAddress server, Resolved found) {
            loop.execute(() -> found.onResolved(new Endpoint(InetAddress.getLoopbackAddress(), server.port())));
        }

        @Override
        public void later(Runnable task) {
            loop.execute(task);
        }

        @Override
        public void wakeAt(long nanos) {
            if (wake != null) {
                wake.cancel(false);
            }
            wake = loop.schedule(engine::onDeadline, Math.max(0, nanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        }

        @Override
        public Consumer<Event> events() {
            return events::add;
        }
    }
}
