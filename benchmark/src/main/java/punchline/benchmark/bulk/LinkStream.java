package punchline.benchmark.bulk;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import punchline.engine.identity.Identity;
import punchline.engine.session.SecureLink;
import punchline.engine.session.SecureLinks;
import punchline.engine.session.SecureLinks.Role;
import punchline.engine.session.quic.LinkLimits;
import punchline.engine.session.quic.LinkTls;
import punchline.engine.session.quic.QuicSecureLinks;
import punchline.engine.socket.LocalSocket;
import punchline.engine.socket.Path;
import punchline.engine.socket.live.Transports;
import punchline.engine.socket.live.UdpSockets;
import punchline.protocol.Endpoint;
import punchline.protocol.PeerId;

/** A link as clients have it, with their limits and their sockets, and a stream of bytes on it that nobody looks at. */
final class LinkStream implements AutoCloseable {
    private static final int CHUNK_BYTES = 32 * 1024;
    private static final long LIMIT_SECONDS = 10;

    private final MultiThreadIoEventLoopGroup loops;
    private final End sender;
    private final End receiver;
    private final AtomicLong received = new AtomicLong();
    private final CountDownLatch open = new CountDownLatch(2);
    private volatile boolean flowing;

    LinkStream(Site near, Site far) throws IOException {
        loops = new MultiThreadIoEventLoopGroup(
                2, new DefaultThreadFactory("bulk", true), Transports.best().ioHandlers());
        SecureRandom random = new SecureRandom();
        sender = new End(near, loops.next(), Identity.generate(random));
        receiver = new End(far, loops.next(), Identity.generate(random));
        receiver.connect(sender, Role.SERVER);
        sender.connect(receiver, Role.CLIENT);
        try {
            if (!open.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("the link does not open");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Bytes that have come so far. */
    long received() {
        return received.get();
    }

    /** Sends without an end, or stops. */
    void setFlowing(boolean flows) {
        flowing = flows;
        if (flows) {
            sender.loop.execute(sender::pump);
        }
    }

    @Override
    public void close() {
        flowing = false;
        sender.close();
        receiver.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    /** One side, all on its loop. */
    private final class End implements UdpSockets.Receiver, SecureLinks.Transport, SecureLinks.Listener {
        private final Site site;
        private final EventLoop loop;
        private final Identity identity;
        private final UdpSockets sockets;
        private final int port;
        private @Nullable QuicSecureLinks links;
        private @Nullable PeerId other;
        private @Nullable Path path;
        private @Nullable SecureLink link;

        End(Site site, EventLoop loop, Identity identity) throws IOException {
            this.site = site;
            this.loop = loop;
            this.identity = identity;
            this.sockets = new UdpSockets(Transports.best(), loop, this);
            this.port = site.open(() -> sockets.bindMain(0));
        }

        void connect(End to, Role role) throws IOException {
            run(() -> {
                other = to.identity.peerId();
                path = new Path(LocalSocket.MAIN, new Endpoint(to.site.outer(), to.port));
                links = new QuicSecureLinks(
                        loop, LinkTls.of(identity), this, LinkLimits.standard(sockets.maxSegments()));
                link = links.open(other, role, this);
                sockets.startReading();
                punch(path);
            });
        }

        /** Opens the way for the other through a router of one's own; nobody reads it. */
        private void punch(Path way) {
            sockets.send(way, Unpooled.buffer(1).writeByte(0), 1);
            sockets.flush();
        }

        private void run(Runnable task) throws IOException {
            try {
                CompletableFuture.runAsync(task, loop).get(LIMIT_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            } catch (ExecutionException | TimeoutException e) {
                throw new IOException(e);
            }
        }

        private void pump() {
            SecureLink to = link;
            if (to == null || this != sender) {
                return;
            }
            while (flowing && to.isWritable()) {
                ByteBuf chunk = to.allocate(CHUNK_BYTES);
                to.write(chunk.writerIndex(CHUNK_BYTES));
            }
            to.flush();
        }

        @Override
        public void onDatagram(LocalSocket socket, Endpoint source, ByteBuf datagram) {
            QuicSecureLinks all = links;
            PeerId from = other;
            if (all == null || from == null) {
                datagram.release();
            } else {
                all.onDatagram(from, datagram);
            }
        }

        @Override
        public void transmit(PeerId to, ByteBuf datagrams, int segmentBytes) {
            Path there = path;
            if (there == null) {
                datagrams.release();
            } else {
                sockets.send(there, datagrams, segmentBytes);
            }
        }

        @Override
        public void flush() {
            sockets.flush();
        }

        @Override
        public void onOpen() {
            open.countDown();
        }

        @Override
        public void onBytes(ByteBuf bytes) {
            received.addAndGet(bytes.readableBytes());
        }

        @Override
        public void onReadComplete() {
            // The links' own is the end of a burst, and nothing is answered; the sockets' says nothing that they do not
            // know.
        }

        @Override
        public void onWritable() {
            pump();
        }

        @Override
        public void onClosed(String reason) {
            flowing = false;
        }

        void close() {
            loop.submit(() -> {
                        if (links != null) {
                            links.close();
                        }
                        sockets.close();
                    })
                    .awaitUninterruptibly(LIMIT_SECONDS, TimeUnit.SECONDS);
        }
    }
}
