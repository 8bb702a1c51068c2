package punchline.engine.session.quic;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicConnectionCloseEvent;
import io.netty.handler.codec.quic.QuicConnectionPathStats;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamType;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.engine.session.SecureLinks.Role;

/** One QUIC connection to one peer, dialled or accepted. Engine thread only. */
@SuppressWarnings(
        "FutureReturnValueIgnored") // What Netty is told to close or register, it does at once on this thread.
final class QuicConnection extends ChannelInboundHandlerAdapter {
    private static final Logger log = LoggerFactory.getLogger(QuicConnection.class);

    /** The dialled side's first byte: "I have judged your key". Drawn in the package comment. */
    private static final byte OPENING = 1;

    private enum State {
        HANDSHAKING,
        PROVEN,
        OVER
    }

    private final PeerBinding binding;
    private final QuicChannel channel;
    private final LinkLimits limits;
    private final ScheduledFuture<?> deadline;
    private @Nullable ScheduledFuture<?> keepalive;
    private @Nullable QuicStreamChannel stream;
    private @Nullable QuicLink link;
    private State state = State.HANDSHAKING;
    private String handshakeError = "";
    private @Nullable ScheduledFuture<?> stall;
    private boolean heard;
    private boolean unanswered;
    private boolean heardBeforeStall;
    private boolean gotBytes;
    private boolean readCompletePending;

    QuicConnection(PeerBinding binding, QuicChannel channel, LinkLimits limits) {
        this.binding = binding;
        this.channel = channel;
        this.limits = limits;
        this.deadline =
                channel.eventLoop().schedule(() -> onDeadline(), limits.handshakeMillis(), TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(closed -> over(handshakeReason("the connection ended"), isRefused()));
    }

    private void onDeadline() {
        if (state == State.HANDSHAKING) {
            end("the handshake took too long", false);
        }
    }

    /** Hands what comes on the stream to that link. */
    void attach(QuicLink owner) {
        link = owner;
    }

    /** Reads all that has come. Returns whether that was anything for the owner of the link. */
    boolean read() {
        heard = true;
        heardBeforeStall = true;
        unanswered = false;
        QuicStreamChannel from = stream;
        if (from == null || (state == State.PROVEN && link == null)) {
            // Without an owner the bytes stay in QUIC's window.
            return false;
        }
        do {
            gotBytes = false;
            from.read();
        } while (gotBytes && state != State.OVER);
        boolean broughtBytes = readCompletePending;
        if (broughtBytes) {
            readCompletePending = false;
            if (link != null) {
                link.onReadComplete();
            }
        }
        if (link != null) {
            // What was read may have been acknowledgements, which make room.
            link.send();
        }
        return broughtBytes;
    }

    /** How much QUIC would take at once. */
    int roomBytes() {
        return stream == null ? 0 : (int) Math.min(stream.bytesBeforeUnwritable(), Integer.MAX_VALUE);
    }

    /** What may be in flight, or 0 if that cannot be said. */
    long congestionWindowBytes() {
        QuicConnectionPathStats stats = channel.collectPathStats(0).getNow();
        return stats == null ? 0 : stats.cwnd();
    }

    /** Queues bytes behind all earlier ones; takes ownership. The callback gets null once QUIC has taken them. */
    void write(ByteBuf bytes, Consumer<@Nullable Throwable> onTaken) {
        QuicStreamChannel to = stream;
        if (to == null) {
            bytes.release();
            onTaken.accept(new IllegalStateException("no stream"));
        } else {
            watchForStall();
            to.write(bytes).addListener(written -> onTaken.accept(written.cause()));
            binding.onWritten();
        }
    }

    private void watchForStall() {
        unanswered = true;
        if (stall == null) {
            heardBeforeStall = false;
            stall = channel.eventLoop().schedule(this::onStall, limits.stallMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void onStall() {
        stall = null;
        if (unanswered && !heardBeforeStall) {
            fail("the other side does not answer");
        } else if (unanswered) {
            watchForStall();
        }
    }

    /** Ends it and tells the other side, and nobody here. */
    void close(String reason) {
        if (state != State.OVER) {
            finish();
            channel.close(true, 0, Unpooled.wrappedBuffer(CloseReason.encode(reason, limits.maxReasonBytes())));
            binding.onWritten();
        }
    }

    /** Ends it with an error of this side. */
    void fail(String reason) {
        end(reason, false);
    }

    /** Closes later, because Netty sends no closing datagram if it is told within its own sending. */
    private void end(String reason, boolean refused) {
        binding.later(() -> {
            channel.close();
            binding.onWritten();
        });
        over(reason, refused);
    }

    private void over(String reason, boolean refused) {
        if (state != State.OVER) {
            finish();
            binding.onOver(this, reason, refused);
        }
    }

    private void finish() {
        state = State.OVER;
        link = null;
        deadline.cancel(false);
        if (keepalive != null) {
            keepalive.cancel(false);
        }
        if (stall != null) {
            stall.cancel(false);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        SSLEngine engine = channel.sslEngine();
        if (engine == null || !PeerKeyTrust.isProven(engine, binding.peer())) {
            // The trust manager has judged before; this holds whatever TLS makes of its verdict.
            end("the other side does not hold the expected key", true);
        } else if (binding.role() == Role.SERVER) {
            channel.createStream(QuicStreamType.BIDIRECTIONAL, new StreamHandler())
                    .addListener((Future<QuicStreamChannel> created) -> onStreamCreated(created));
        }
        context.fireChannelActive();
    }

    private void onStreamCreated(Future<QuicStreamChannel> created) {
        if (state != State.HANDSHAKING) {
            return;
        }
        if (!created.isSuccess()) {
            fail("the other side admits no stream");
            return;
        }
        stream = created.getNow();
        write(Unpooled.directBuffer(1).writeByte(OPENING), failure -> {});
        proven();
    }

    private void proven() {
        state = State.PROVEN;
        deadline.cancel(false);
        if (binding.role() == Role.CLIENT) {
            keepalive = channel.eventLoop()
                    .scheduleAtFixedRate(
                            this::keepAlive, limits.keepaliveMillis(), limits.keepaliveMillis(), TimeUnit.MILLISECONDS);
        }
        binding.onProven(this);
    }

    /** A DATAGRAM frame (RFC 9221) earns an acknowledgement, so both idle timers start anew, and is nothing to the stream. */
    private void keepAlive() {
        if (!heard) {
            channel.writeAndFlush(Unpooled.directBuffer(1).writeByte(0));
        }
        heard = false;
    }

    /** Streams go on to the pipeline's end, which sets them up; datagrams are keepalives. */
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf) {
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof QuicConnectionCloseEvent close) {
            end(CloseReason.of(close, limits.maxReasonBytes()), close.isTlsError());
        }
        context.fireUserEventTriggered(event);
    }

    /** Not the end by itself: Netty closes the channel if it is. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        log.debug("QUIC with {}", binding.peer().brief(), cause);
        onHandshakeError(cause);
    }

    /** Netty reports the error of a dial at its future only. */
    void onDialFailed(Throwable cause) {
        onHandshakeError(cause);
        end(handshakeReason("could not connect"), isRefused());
    }

    private void onHandshakeError(Throwable cause) {
        if (state == State.HANDSHAKING && cause instanceof SSLException) {
            handshakeError = "TLS: " + cause.getMessage();
        }
    }

    private String handshakeReason(String otherwise) {
        if (isRefused()) {
            return "the other side does not hold the expected key";
        }
        if (channel.isTimedOut()) {
            return "nothing was heard for too long";
        }
        return handshakeError.isEmpty() ? otherwise : handshakeError;
    }

    private boolean isRefused() {
        SSLEngine engine = channel.sslEngine();
        return engine != null && PeerKeyTrust.hasRefused(engine);
    }

    private void onStreamBytes(ByteBuf bytes) {
        gotBytes = true;
        if (state == State.HANDSHAKING) {
            byte opening = bytes.readByte();
            if (opening != OPENING) {
                fail("the other side opened with " + opening);
                return;
            }
            proven();
        }
        if (bytes.isReadable() && link != null) {
            readCompletePending = true;
            link.onBytes(bytes);
        }
    }

    /** Takes the stream that the dialled side opened. */
    StreamHandler onStream(QuicStreamChannel opened) {
        stream = opened;
        return new StreamHandler();
    }

    /** The one stream's end of the pipeline. */
    final class StreamHandler extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf bytes = (ByteBuf) message;
            try {
                onStreamBytes(bytes);
            } finally {
                bytes.release();
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (state != State.OVER) {
                fail("the stream ended");
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            log.debug("stream with {}", binding.peer().brief(), cause);
            if (state != State.OVER) {
                fail("the stream failed: " + cause.getMessage());
            }
        }
    }
}
