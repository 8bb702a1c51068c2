package punchline.engine.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.engine.Deadline;
import punchline.engine.TimeSource;
import punchline.engine.conversation.Entry;
import punchline.protocol.PeerId;

/**
 * The session with one peer: opens a link while there is a path, exchanges hellos, carries frames, and opens the next
 * link when one fails. Lives on the engine's thread, like all that calls it.
 */
public final class PeerSession implements SecureLinks.Listener {
    /** The version of the frames and their meaning that this program speaks. */
    public static final int VERSION = 1;

    /** A hello follows the handshake at once; who says nothing for this long does not speak this protocol. */
    private static final long HELLO_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** Pauses before a link is dialled again, the last one repeated: quick at first, then no storm. */
    private static final long[] RETRY_PAUSES_NANOS = {
        TimeUnit.MILLISECONDS.toNanos(250),
        TimeUnit.MILLISECONDS.toNanos(500),
        TimeUnit.SECONDS.toNanos(1),
        TimeUnit.SECONDS.toNanos(2),
        TimeUnit.SECONDS.toNanos(4)
    };

    /** A link that ends sooner after the greeting was of no use: what ended it will end the next one too. */
    private static final long BRIEF_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** Frames are gathered up to this size before they go to the link, to spare it small writes. In bytes. */
    private static final int BATCH_BYTES = 16 * 1024;

    private static final Logger log = LoggerFactory.getLogger(PeerSession.class);

    private final PeerId peer;
    private final SecureLinks links;
    private final SecureLinks.Role role;
    private final TimeSource time;
    private final Owner owner;

    private SessionState state = SessionState.IDLE;
    private @Nullable SecureLink link;
    private @Nullable ByteBuf batch;
    private ByteBuf unread = Unpooled.EMPTY_BUFFER;
    private int failures;
    private int briefLinks;
    private long greetedNanos;
    private long greetedBootId;
    private int linksEnded;
    private long deadlineNanos;

    public PeerSession(PeerId self, PeerId peer, SecureLinks links, TimeSource time, Owner owner) {
        this.peer = peer;
        this.links = links;
        this.role = self.compareTo(peer) < 0 ? SecureLinks.Role.CLIENT : SecureLinks.Role.SERVER;
        this.time = time;
        this.owner = owner;
    }

    /**
     * There is a path, for the first time, or again, or another: links may be opened, and an open one is told by its use.
     *
     * @param afterLongSilence the other side may have given up the link meanwhile; who waits to be dialled has no way to say so, and so
     *     who dials begins anew
     */
    public void pathUp(boolean afterLongSilence) {
        if (afterLongSilence && role == SecureLinks.Role.CLIENT && state == SessionState.GREETED) {
            end("silent for too long", false);
        }
        if (state == SessionState.IDLE || state == SessionState.RESTING) {
            open();
        } else if (state == SessionState.GREETED) {
            send(new Frame.Ping());
        }
    }

    /** There is no path any more: the link ends. */
    public void pathDown(String reason) {
        end(reason, false);
    }

    /**
     * The other program started anew, so that its end of an earlier link no longer exists. Who waits to be dialled waits for the next link
     * at once, and keeps what has come of it. Who dials does so at the {@link #pathUp} that follows a restart: the path in use until
     * then is the old program's, and a first flight lost on it costs a second (RFC 9002, section 6.2.2).
     */
    public void peerRestarted(long bootId) {
        if (state == SessionState.GREETED && greetedBootId == bootId) {
            // The new program's link came first.
            return;
        }
        if (role == SecureLinks.Role.CLIENT) {
            end("the other side restarted", false);
        } else if (state == SessionState.GREETING || state == SessionState.GREETED || state == SessionState.RESTING) {
            // Not closed but replaced: to close the link would close the new program's handshake with it.
            link = null;
            end("the other side restarted", false);
            open();
        }
    }

    /** Says goodbye, if there is anyone to say it to, and ends. The owner, whose wish it is, is not told. */
    public void goodbye() {
        if (state == SessionState.GREETED) {
            send(new Frame.Goodbye());
            flush();
        }
        var _ = close("ended here");
    }

    /** Both hellos have come and the link stands. */
    public boolean isGreeted() {
        return state == SessionState.GREETED;
    }

    /** Whether more frames should be sent before {@link Owner#onWritable}. */
    public boolean isWritable() {
        return state == SessionState.GREETED && link != null && link.isWritable();
    }

    /** Sends a frame behind all earlier ones with the next {@link #flush}; without a link it is dropped. */
    public void send(Frame frame) {
        SecureLink open = link;
        if (open == null || (state != SessionState.GREETED && state != SessionState.GREETING)) {
            return;
        }
        ByteBuf buffer = batch;
        if (buffer == null) {
            buffer = open.allocate(BATCH_BYTES);
            batch = buffer;
        }
        FrameCodec.write(frame, buffer);
        if (buffer.readableBytes() >= BATCH_BYTES) {
            batch = null;
            open.write(buffer);
        }
    }

    /** Lets what was sent leave. */
    public void flush() {
        if (link != null) {
            if (batch != null) {
                link.write(batch);
                batch = null;
            }
            link.flush();
        }
    }

    /** When {@link #onDeadline} wants to be called. */
    public @Nullable Deadline deadline() {
        return switch (state) {
            case GREETING -> new Deadline(deadlineNanos, "hello of " + peer.brief());
            case RESTING -> new Deadline(deadlineNanos, "open the next link to " + peer.brief());
            case IDLE, OPENING, GREETED -> null;
        };
    }

    /** Time has passed. */
    public void onDeadline(long nowNanos) {
        if (state == SessionState.GREETING && nowNanos - deadlineNanos >= 0) {
            fail("no hello within " + TimeUnit.NANOSECONDS.toSeconds(HELLO_LIMIT_NANOS) + " s");
        } else if (state == SessionState.RESTING && nowNanos - deadlineNanos >= 0) {
            open();
        }
    }

    @Override
    public void onOpen() {
        become(SessionState.GREETING, "link open");
        deadlineNanos = time.nowNanos() + HELLO_LIMIT_NANOS;
        send(owner.hello());
        flush();
    }

    @Override
    public void onBytes(ByteBuf bytes) {
        if (unread.isReadable()) {
            unread.writeBytes(bytes);
            if (readFrames(unread)) {
                if (unread.isReadable()) {
                    unread.discardSomeReadBytes();
                } else {
                    dropUnread();
                }
            }
        } else if (readFrames(bytes) && bytes.isReadable() && link != null) {
            unread = link.allocate(Math.max(BATCH_BYTES, bytes.readableBytes())).writeBytes(bytes);
        }
    }

    /** Returns whether the link survived: a frame may end it, and with it the meaning, and the buffer, of what follows. */
    private boolean readFrames(ByteBuf bytes) {
        int before = linksEnded;
        try {
            while (before == linksEnded) {
                Frame frame = FrameCodec.read(bytes, peer);
                if (frame == null) {
                    return true;
                }
                onFrame(frame);
            }
        } catch (FrameException e) {
            fail("broken frame: " + e.getMessage());
        }
        return false;
    }

    private void onFrame(Frame frame) {
        if (frame instanceof Frame.Hello hello) {
            if (state != SessionState.GREETING) {
                fail("a second hello");
                return;
            }
            become(SessionState.GREETED, "hello came, version " + hello.version());
            failures = 0;
            greetedNanos = time.nowNanos();
            greetedBootId = hello.bootId();
            owner.onGreeted(hello);
            return;
        }
        if (state != SessionState.GREETED) {
            fail("no hello at first");
            return;
        }
        switch (frame) {
            case Frame.Hello ignored -> throw new IllegalStateException("handled above");
            case Frame.Said said -> owner.onSaid(said.entry());
            case Frame.Receipt receipt -> owner.onReceipt(receipt.epoch(), receipt.seq());
            case Frame.Read read -> owner.onRead(read.epoch(), read.seq());
            case Frame.Typing ignored -> owner.onTyping();
            case Frame.Accepted ignored -> owner.onAccepted();
            case Frame.Goodbye ignored -> end("the other side ended", true);
            case Frame.Ping ignored -> log.debug("session with {}: ping", peer.brief());
        }
    }

    @Override
    public void onReadComplete() {
        owner.onReadComplete();
    }

    @Override
    public void onWritable() {
        if (state == SessionState.GREETED) {
            owner.onWritable();
        }
    }

    @Override
    public void onClosed(String reason) {
        link = null;
        rest(reason);
    }

    /** The other side broke the rules, or this side could not keep up: ends this link; the next one may do better. */
    public void fail(String reason) {
        SecureLink broken = link;
        link = null;
        if (broken != null) {
            broken.close(reason);
        }
        rest(reason);
    }

    private void open() {
        become(SessionState.OPENING, role == SecureLinks.Role.CLIENT ? "dial" : "wait to be dialled");
        link = links.open(peer, role, this);
    }

    private void rest(String reason) {
        boolean greeted = state == SessionState.GREETED;
        dropBuffers();
        if (state == SessionState.IDLE || state == SessionState.RESTING) {
            return;
        }
        become(SessionState.RESTING, reason);
        // Waiting to be dialled costs nothing, so the server's side is soon ready for the client's next attempt.
        if (greeted) {
            briefLinks = time.nowNanos() - greetedNanos < BRIEF_NANOS ? briefLinks + 1 : 0;
        }
        int wasted = Math.max(failures, briefLinks - 1);
        int step = role == SecureLinks.Role.SERVER ? 0 : Math.clamp(wasted, 0, RETRY_PAUSES_NANOS.length - 1);
        failures++;
        // A link that had come to its greeting may have ended because the next one is there and waits to be taken.
        boolean mayWait = greeted && role == SecureLinks.Role.SERVER;
        deadlineNanos = time.nowNanos() + (mayWait ? 0 : RETRY_PAUSES_NANOS[step]);
        if (greeted) {
            owner.onEnded(reason, false);
        } else {
            owner.onLinkFailed(reason);
        }
    }

    private void end(String reason, boolean byOther) {
        if (close(reason)) {
            owner.onEnded(reason, byOther);
        }
    }

    /** Returns whether a greeted link is over. */
    private boolean close(String reason) {
        SecureLink ended = link;
        boolean greeted = state == SessionState.GREETED;
        link = null;
        if (ended != null) {
            ended.close(reason);
        }
        dropBuffers();
        if (state != SessionState.IDLE) {
            become(SessionState.IDLE, reason);
        }
        failures = 0;
        briefLinks = 0;
        return greeted;
    }

    private void dropBuffers() {
        linksEnded++;
        if (batch != null) {
            batch.release();
            batch = null;
        }
        dropUnread();
    }

    private void dropUnread() {
        unread.release();
        unread = Unpooled.EMPTY_BUFFER;
    }

    private void become(SessionState next, String why) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException("session with " + peer + ": " + state + " to " + next + ": " + why);
        }
        log.debug("session with {}: {} to {}: {}", peer.brief(), state, next, why);
        state = next;
    }

    /** What a session needs of, and tells, the engine. */
    public interface Owner {
        /** My hello to this peer, as of this moment. */
        Frame.Hello hello();

        /** Both hellos have come. */
        void onGreeted(Frame.Hello theirs);

        void onSaid(Entry entry);

        void onReceipt(long epoch, long seq);

        void onRead(long epoch, long seq);

        void onTyping();

        /** The other side wants to talk after all. */
        void onAccepted();

        /** The end of a burst of frames. */
        void onReadComplete();

        /** {@link PeerSession#isWritable} became true again. */
        void onWritable();

        /** A link did not come to a greeting; the next one is opened soon. */
        void onLinkFailed(String reason);

        /**
         * A greeted link is over.
         *
         * @param goodbye the other side said so; else another link is opened as long as there is a path
         */
        void onEnded(String reason, boolean goodbye);
    }
}
