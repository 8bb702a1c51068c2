package punchline.engine.session.quic;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicChannelOption;
import io.netty.handler.codec.quic.QuicClientCodecBuilder;
import io.netty.handler.codec.quic.QuicCodecBuilder;
import io.netty.handler.codec.quic.QuicCongestionControlAlgorithm;
import io.netty.handler.codec.quic.QuicServerCodecBuilder;
import io.netty.handler.codec.quic.QuicSslContext;
import io.netty.handler.codec.quic.QuicSslEngine;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.SegmentedDatagramPacketAllocator;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import punchline.engine.session.SecureLink;
import punchline.engine.session.SecureLinks;
import punchline.protocol.PeerId;

/**
 * Secure links over QUIC version 1 (RFC 9000) with mutual TLS 1.3, by Netty.
 *
 * <p>Runs on any Netty event loop; construct and call it there. It never blocks. Datagrams that make no sense are dropped.
 */
@SuppressWarnings(
        "FutureReturnValueIgnored") // What Netty is told to close or register, it does at once on this thread.
public final class QuicSecureLinks implements SecureLinks {
    /** Bytes of the connection ids that the other side sends with each datagram: plenty for a handful of connections. */
    private static final int CONNECTION_ID_BYTES = 8;

    /** Keepalives held by QUIC until they leave or are looked at. They carry nothing, so lost ones are not missed. */
    private static final int KEEPALIVE_QUEUE = 4;

    /** The least that QUIC allows (RFC 9000, section 18.2); more would be for migration, and QUIC sees no path change. */
    private static final int ACTIVE_CONNECTION_IDS = 2;

    /**
     * A datagram that comes alone is acknowledged after so long, unless something leaves before and takes that along: mostly the
     * receipt of its message, or the next message. Less than half of what the other side counts on by default (RFC 9000, section 18.2).
     */
    private static final int ACKNOWLEDGEMENT_MILLIS = 10;

    private final EventLoop loop;
    private final LinkLimits limits;
    private final VirtualChannel dialling;
    private final VirtualChannel dialled;
    private final Map<PeerId, PeerBinding> byPeer = new HashMap<>();
    private final Map<SocketAddress, PeerBinding> byAddress = new HashMap<>();
    private final List<PeerBinding> burst = new ArrayList<>();
    private boolean burstEndScheduled;
    /** Netty sends nothing, what is written neither, until it is told that all was received. */
    private boolean acknowledgementDue;

    private boolean acknowledgementDeferred;
    private boolean acknowledgementScheduled;
    private long addresses;

    /**
     * Readies both roles.
     *
     * @param loop the engine's thread
     * @param tls what this side proves, and whom it lets in
     * @param transport where datagrams go
     */
    public QuicSecureLinks(EventLoop loop, LinkTls tls, Transport transport, LinkLimits limits) {
        this.loop = loop;
        this.limits = limits;
        InetSocketAddress local = nextAddress();
        dialling = new VirtualChannel(local, this::peerAt, transport);
        dialling.pipeline()
                .addLast(configured(new QuicClientCodecBuilder(), 1)
                        .sslEngineProvider(channel -> engineFor(tls.dialling(), channel))
                        .build());
        dialled = new VirtualChannel(local, this::peerAt, transport);
        dialled.pipeline()
                .addLast(configured(new QuicServerCodecBuilder(), 0)
                        .sslEngineProvider(channel -> engineFor(tls.dialled(), channel))
                        .option(QuicChannelOption.SEGMENTED_DATAGRAM_PACKET_ALLOCATOR, segments())
                        .handler(new ConnectionInitializer())
                        .streamOption(ChannelOption.AUTO_READ, false)
                        .build());
        loop.register(dialling);
        loop.register(dialled);
    }

    private <B extends QuicCodecBuilder<B>> B configured(B builder, int streamsAdmitted) {
        return builder.maxIdleTimeout(limits.idleMillis(), TimeUnit.MILLISECONDS)
                .maxSendUdpPayloadSize(limits.udpPayloadBytes())
                .maxRecvUdpPayloadSize(limits.udpPayloadBytes())
                .discoverPmtu(false)
                .activeMigration(false)
                .activeConnectionIdLimit(ACTIVE_CONNECTION_IDS)
                .localConnectionIdLength(CONNECTION_ID_BYTES)
                .initialMaxStreamsBidirectional(streamsAdmitted)
                .initialMaxStreamsUnidirectional(0)
                .initialMaxData(limits.windowBytes())
                .initialMaxStreamDataBidirectionalLocal(limits.windowBytes())
                .initialMaxStreamDataBidirectionalRemote(limits.windowBytes())
                .datagram(KEEPALIVE_QUEUE, KEEPALIVE_QUEUE)
                // RFC 9438: fair to the household's other traffic, and quiche's default. Its BBR reads the pacing that
                // Netty
                // does not do.
                .congestionControlAlgorithm(QuicCongestionControlAlgorithm.CUBIC);
    }

    private SegmentedDatagramPacketAllocator segments() {
        return SegmentedPacket.allocator(limits.maxSegments());
    }

    @Override
    public SecureLink open(PeerId peer, Role role, Listener listener) {
        PeerBinding binding = byPeer.get(peer);
        if (binding != null && binding.role() != role) {
            binding.drop("a new link begins");
            binding = null;
        }
        if (binding == null) {
            binding = new PeerBinding(this, loop, limits, peer, role, nextAddress());
            byPeer.put(peer, binding);
            byAddress.put(binding.address(), binding);
        }
        return binding.open(listener);
    }

    @Override
    public void onDatagram(PeerId peer, ByteBuf datagram) {
        PeerBinding binding = byPeer.get(peer);
        if (binding == null || !datagram.isReadable()) {
            datagram.release();
            return;
        }
        burst.add(binding);
        binding.onDatagram();
        if (!burstEndScheduled) {
            burstEndScheduled = true;
            loop.execute(this::onBurstEnd);
        }
        channelOf(binding.role()).receive(binding.address(), datagram);
    }

    /** Runs after the socket's read: bytes first, so that acknowledgements leave together with what they provoked. */
    private void onBurstEnd() {
        List<PeerBinding> heard = List.copyOf(new LinkedHashSet<>(burst));
        burst.clear();
        for (PeerBinding binding : heard) {
            acknowledgementDue |= binding.read();
        }
        burstEndScheduled = false;
        if (acknowledgementDue) {
            acknowledge();
            return;
        }
        acknowledgementDeferred = true;
        if (!acknowledgementScheduled) {
            acknowledgementScheduled = true;
            loop.schedule(this::onAcknowledgementTime, ACKNOWLEDGEMENT_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void onAcknowledgementTime() {
        acknowledgementScheduled = false;
        acknowledge();
    }

    /** Something was given to a connection: it leaves now, with the acknowledgements that are owed, or at the end of the burst. */
    void onWritten() {
        if (burstEndScheduled) {
            acknowledgementDue = true;
        } else if (acknowledgementDeferred) {
            acknowledge();
        }
    }

    private void acknowledge() {
        acknowledgementDue = false;
        acknowledgementDeferred = false;
        dialling.receiveComplete();
        dialled.receiveComplete();
    }

    @Override
    public void close() {
        for (PeerBinding binding : List.copyOf(byPeer.values())) {
            binding.drop("goodbye");
        }
        dialling.close();
        dialled.close();
    }

    Future<QuicChannel> dial(PeerBinding binding) {
        return QuicChannel.newBootstrap(dialling)
                .remoteAddress(binding.address())
                .option(QuicChannelOption.SEGMENTED_DATAGRAM_PACKET_ALLOCATOR, segments())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, limits.handshakeMillis())
                .handler(new ConnectionInitializer())
                .streamHandler(new StreamInitializer())
                .streamOption(ChannelOption.AUTO_READ, false)
                .connect();
    }

    void forget(PeerBinding binding) {
        byPeer.remove(binding.peer(), binding);
        // Later, because the closing datagrams of its connections may still wait in the codec for the end of the burst.
        loop.execute(() -> byAddress.remove(binding.address(), binding));
    }

    private VirtualChannel channelOf(Role role) {
        return switch (role) {
            case CLIENT -> dialling;
            case SERVER -> dialled;
        };
    }

    private @Nullable PeerId peerAt(InetSocketAddress address) {
        PeerBinding binding = byAddress.get(address);
        return binding == null ? null : binding.peer();
    }

    private QuicSslEngine engineFor(QuicSslContext tls, QuicChannel channel) {
        PeerBinding binding = byAddress.get(channel.remoteSocketAddress());
        if (binding == null) {
            throw new IllegalStateException("no link is open there");
        }
        // Without a host name, so Netty neither sends one nor keeps sessions to resume: each connection proves the
        // keys.
        QuicSslEngine engine = tls.newEngine(channel.alloc());
        PeerKeyTrust.expect(engine, binding.peer());
        return engine;
    }

    /** The next of the unique local addresses (RFC 4193), of which none ever reaches a socket. */
    private InetSocketAddress nextAddress() {
        byte[] bytes =
                ByteBuffer.allocate(16).put((byte) 0xfd).putLong(8, addresses++).array();
        try {
            return new InetSocketAddress(InetAddress.getByAddress(bytes), 1);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("16 bytes are an address", e);
        }
    }

    private final class ConnectionInitializer extends ChannelInitializer<QuicChannel> {
        @Override
        protected void initChannel(QuicChannel channel) {
            PeerBinding binding = byAddress.get(channel.remoteSocketAddress());
            if (binding == null) {
                channel.close();
                return;
            }
            QuicConnection connection = new QuicConnection(binding, channel, limits);
            channel.pipeline().addLast(connection);
            binding.onHandshake(connection);
        }
    }

    private static final class StreamInitializer extends ChannelInitializer<QuicStreamChannel> {
        @Override
        protected void initChannel(QuicStreamChannel stream) {
            QuicConnection connection = stream.parent().pipeline().get(QuicConnection.class);
            stream.pipeline().addLast(connection.onStream(stream));
        }
    }
}
