package punchline.engine.socket.live;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.unix.SegmentedDatagramPacket;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.engine.socket.DatagramPort;
import punchline.engine.socket.LocalSocket;
import punchline.engine.socket.Path;
import punchline.protocol.Endpoint;

/** This peer's real sockets, dual-stack where the system is. Engine thread only, except for {@link #bindMain}. */
public final class UdpSockets implements DatagramPort {
    /** Takes what arrives, on the engine's thread. */
    public interface Receiver {
        /** Owns the buffer. */
        void onDatagram(LocalSocket socket, Endpoint source, ByteBuf datagram);

        /** The end of a burst. */
        void onReadComplete();
    }

    /** More than any datagram of this protocol: 1200 for rendezvous and QUIC. In bytes. */
    private static final int MAX_DATAGRAM_BYTES = 2048;

    /** Datagrams taken in by one system call. */
    private static final int READ_BATCH = 32;

    /** A burst of a second at 4 MiB/s while the engine is busy; systems may allow less. In bytes. */
    private static final int SOCKET_BUFFER_BYTES = 4 * 1024 * 1024;

    /** 54 datagrams of 1200 bytes fill an IP packet of 64 KiB, which is what the kernel cuts up (UDP_SEGMENT). */
    private static final int MAX_SEGMENTS = 54;

    private static final Logger log = LoggerFactory.getLogger(UdpSockets.class);

    private final Transports transport;
    private final EventLoop loop;
    private final Receiver receiver;
    private final Map<LocalSocket, Channel> channels = new LinkedHashMap<>();
    private final boolean segments;
    private boolean ipv6;

    public UdpSockets(Transports transport, EventLoop loop, Receiver receiver) {
        this.transport = transport;
        this.loop = loop;
        this.receiver = receiver;
        this.segments = transport == Transports.EPOLL && EpollDatagramChannel.isSegmentedDatagramPacketSupported();
    }

    /**
     * Opens the long-lived socket. Blocks; call it from any thread but the engine's, before anything else.
     *
     * @param port 0 for any
     * @return the port
     * @throws BindException if the port is taken or may not be used
     */
    public int bindMain(int port) throws BindException {
        ChannelFuture bound = bind(LocalSocket.MAIN, "::", port).awaitUninterruptibly();
        ipv6 = bound.isSuccess();
        if (!ipv6) {
            bound = bind(LocalSocket.MAIN, "0.0.0.0", port).awaitUninterruptibly();
        }
        if (!bound.isSuccess()) {
            BindException taken = new BindException("UDP port " + port + " cannot be used");
            taken.initCause(bound.cause());
            throw taken;
        }
        Channel channel = bound.channel();
        loop.submit(() -> channels.put(LocalSocket.MAIN, channel)).awaitUninterruptibly();
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /** From here on datagrams are received. Engine thread. */
    public void startReading() {
        channels.values().forEach(channel -> channel.config().setAutoRead(true));
    }

    private ChannelFuture bind(LocalSocket socket, String wildcard, int port) {
        return new Bootstrap()
                .group(loop)
                .channelFactory(this::newChannel)
                .handler(new Inbound(socket))
                .bind(at(wildcard, port));
    }

    private DatagramChannel newChannel() {
        DatagramChannel channel = transport.newChannel();
        ChannelConfig config = channel.config();
        config.setAutoRead(false);
        config.setOption(ChannelOption.SO_RCVBUF, SOCKET_BUFFER_BYTES);
        config.setOption(ChannelOption.SO_SNDBUF, SOCKET_BUFFER_BYTES);
        if (transport == Transports.EPOLL) {
            // One system call takes in a batch; the channel cuts the buffer into datagrams.
            config.setOption(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, MAX_DATAGRAM_BYTES);
            config.setRecvByteBufAllocator(new FixedRecvByteBufAllocator(MAX_DATAGRAM_BYTES * READ_BATCH));
        } else {
            config.setRecvByteBufAllocator(new FixedRecvByteBufAllocator(MAX_DATAGRAM_BYTES));
        }
        return channel;
    }

    private static InetSocketAddress at(String wildcard, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByName(wildcard), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("a literal address needs no name server", e);
        }
    }

    /** How many datagrams of 1200 bytes one system call sends at best; 0 where each takes its own. */
    public int maxSegments() {
        return segments ? MAX_SEGMENTS : 0;
    }

    @Override
    public int open(LocalSocket socket) {
        try {
            DatagramChannel channel = newChannel();
            channel.pipeline().addLast(new Inbound(socket));
            loop.register(channel);
            // On the loop itself both are done when they return.
            ChannelFuture bound = channel.bind(at(ipv6 ? "::" : "0.0.0.0", 0));
            if (bound.isSuccess()) {
                channel.config().setAutoRead(true);
                channels.put(socket, channel);
                return channel.localAddress().getPort();
            }
            log.warn("no probing socket", bound.cause());
            channel.close();
        } catch (ChannelException e) {
            log.warn("no probing socket", e);
        }
        return 0;
    }

    @Override
    public void close(LocalSocket socket) {
        Channel channel = channels.remove(socket);
        if (channel != null) {
            channel.close();
        }
    }

    @Override
    public void send(Path path, ByteBuf datagrams, int segmentBytes) {
        Channel channel = channels.get(path.socket());
        if (channel == null || (path.remote().isIpv6() && !ipv6)) {
            datagrams.release();
            return;
        }
        InetSocketAddress to = path.remote().toSocketAddress();
        if (segmentBytes <= 0 || datagrams.readableBytes() <= segmentBytes) {
            channel.write(new DatagramPacket(datagrams, to), channel.voidPromise());
        } else if (segments) {
            channel.write(new SegmentedDatagramPacket(datagrams, segmentBytes, to), channel.voidPromise());
        } else {
            while (datagrams.isReadable()) {
                int length = Math.min(segmentBytes, datagrams.readableBytes());
                channel.write(new DatagramPacket(datagrams.readRetainedSlice(length), to), channel.voidPromise());
            }
            datagrams.release();
        }
    }

    @Override
    public void flush() {
        channels.values().forEach(Channel::flush);
    }

    /** Closes all sockets. */
    public void close() {
        channels.values().forEach(Channel::close);
        channels.clear();
    }

    private final class Inbound extends ChannelInboundHandlerAdapter {
        private final LocalSocket socket;

        Inbound(LocalSocket socket) {
            this.socket = socket;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            DatagramPacket packet = (DatagramPacket) message;
            InetSocketAddress sender = packet.sender();
            // Port 0 can be forged, and nothing can be sent there.
            if (sender == null || sender.getPort() == 0) {
                packet.release();
                return;
            }
            receiver.onDatagram(socket, Endpoint.of(sender), packet.content());
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            receiver.onReadComplete();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, @Nullable Throwable cause) {
            // ICMP errors and full buffers come this way; a path that does not work is noticed by its silence.
            log.debug("socket {}", socket.number(), cause);
        }
    }
}
