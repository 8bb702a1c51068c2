package punchline.engine.session.quic;

import io.netty.buffer.ByteBuf;
import io.netty.channel.AbstractChannel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.engine.session.SecureLinks;
import punchline.protocol.PeerId;

/** A datagram channel without a socket: the parent that Netty's QUIC codec needs. Engine thread only. */
final class VirtualChannel extends AbstractChannel {
    private static final Logger log = LoggerFactory.getLogger(VirtualChannel.class);
    private static final ChannelMetadata METADATA = new ChannelMetadata(false);

    private final ChannelConfig config = new DefaultChannelConfig(this);
    private final InetSocketAddress local;
    private final Function<InetSocketAddress, @Nullable PeerId> peerAt;
    private final SecureLinks.Transport transport;
    private boolean open = true;

    VirtualChannel(
            InetSocketAddress local,
            Function<InetSocketAddress, @Nullable PeerId> peerAt,
            SecureLinks.Transport transport) {
        super(null);
        this.local = local;
        this.peerAt = peerAt;
        this.transport = transport;
    }

    /** Takes ownership of the buffer. */
    void receive(InetSocketAddress from, ByteBuf datagram) {
        pipeline().fireChannelRead(new DatagramPacket(datagram, local, from));
    }

    /** Lets the codec acknowledge what it received. */
    void receiveComplete() {
        pipeline().fireChannelReadComplete();
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer in) {
        boolean sent = false;
        // Removing a message may make the codec write the next ones, which this loop then takes too.
        for (Object message = in.current(); message != null; message = in.current()) {
            // A closing connection writes an empty datagram, only to learn when all before it were written.
            if (message instanceof DatagramPacket packet && packet.content().isReadable()) {
                sent |= transmit(packet);
            }
            in.remove();
        }
        if (sent) {
            transport.flush();
        }
    }

    private boolean transmit(DatagramPacket packet) {
        PeerId peer = peerAt.apply(packet.recipient());
        if (peer == null) {
            return false;
        }
        int segmentBytes = packet instanceof SegmentedPacket segmented ? segmented.segmentBytes() : 0;
        try {
            transport.transmit(peer, packet.content().retain(), segmentBytes);
        } catch (RuntimeException e) {
            // Thrown further it would close this channel, and with it the links to everybody.
            log.error("could not transmit to {}", peer.brief(), e);
        }
        return true;
    }

    @Override
    protected AbstractUnsafe newUnsafe() {
        return new AbstractUnsafe() {
            @Override
            public void connect(SocketAddress remote, SocketAddress from, ChannelPromise promise) {
                promise.setFailure(new UnsupportedOperationException("a virtual channel has no one remote address"));
            }
        };
    }

    @Override
    protected boolean isCompatible(EventLoop loop) {
        return true;
    }

    @Override
    protected SocketAddress localAddress0() {
        return local;
    }

    @Override
    @SuppressWarnings("NullAway") // Netty wants null where there is none.
    protected SocketAddress remoteAddress0() {
        return null;
    }

    @Override
    protected void doBind(SocketAddress address) {
        throw new UnsupportedOperationException("a virtual channel has its address");
    }

    @Override
    protected void doDisconnect() {
        open = false;
    }

    @Override
    protected void doClose() {
        open = false;
    }

    @Override
    protected void doBeginRead() {
        // Datagrams are pushed in.
    }

    @Override
    public ChannelConfig config() {
        return config;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public boolean isActive() {
        return open;
    }

    @Override
    public ChannelMetadata metadata() {
        return METADATA;
    }
}
