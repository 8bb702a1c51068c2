package punchline.engine.session.quic;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.unix.SegmentedDatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import punchline.engine.session.SecureLinks;
import punchline.protocol.PeerId;

/** Several loopback sockets to one peer. From time to time it goes on with the next of its own and of the other's. */
@SuppressWarnings("FutureReturnValueIgnored") // A datagram that cannot be written is a lost one.
final class UdpSockets implements SecureLinks.Transport, AutoCloseable {
    private static final int RECEIVE_BUFFER_BYTES = 4 * 1024 * 1024;
    private static final int RECEIVED_AT_ONCE = 16;
    private static final int DATAGRAM_ROOM = 2048;

    private final int sendsPerPath;
    private final List<Channel> own = new ArrayList<>();
    private final List<InetSocketAddress> remote = new ArrayList<>();
    private @Nullable Side side;
    private @Nullable PeerId other;
    private int sends;

    UdpSockets(EventLoop loop, boolean epoll, int sockets, int sendsPerPath) {
        this.sendsPerPath = sendsPerPath;
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .option(ChannelOption.SO_RCVBUF, RECEIVE_BUFFER_BYTES)
                .handler(new Router());
        if (epoll) {
            bootstrap
                    .channel(EpollDatagramChannel.class)
                    .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, DATAGRAM_ROOM)
                    .option(
                            ChannelOption.RECVBUF_ALLOCATOR,
                            new FixedRecvByteBufAllocator(DATAGRAM_ROOM * RECEIVED_AT_ONCE));
        } else {
            bootstrap
                    .channel(NioDatagramChannel.class)
                    .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(DATAGRAM_ROOM));
        }
        for (int i = 0; i < sockets; i++) {
            Channel socket = bootstrap
                    .bind(InetAddress.getLoopbackAddress(), 0)
                    .syncUninterruptibly()
                    .channel();
            own.add(socket);
        }
    }

    void connect(Side ownSide, Side otherSide, UdpSockets others) {
        side = ownSide;
        other = otherSide.id();
        for (Channel channel : others.own) {
            remote.add(((DatagramChannel) channel).localAddress());
        }
    }

    private int path() {
        return sends / sendsPerPath % own.size();
    }

    @Override
    public void transmit(PeerId to, ByteBuf datagrams, int segmentBytes) {
        if (sends % sendsPerPath == 0) {
            own.get(path()).flush();
        }
        sends++;
        InetSocketAddress address = remote.get(path());
        own.get(path())
                .write(
                        segmentBytes > 0
                                ? new SegmentedDatagramPacket(datagrams, segmentBytes, address)
                                : new DatagramPacket(datagrams, address));
    }

    @Override
    public void flush() {
        for (Channel socket : own) {
            socket.flush();
        }
    }

    @Override
    public void close() {
        for (Channel socket : own) {
            socket.close().syncUninterruptibly();
        }
    }

    @Sharable
    private final class Router extends SimpleChannelInboundHandler<DatagramPacket> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
            if (side == null || other == null) {
                return;
            }
            side.links.onDatagram(other, packet.content().retain());
        }
    }
}
