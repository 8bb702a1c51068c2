package punchline.engine.session.quic;

import io.netty.channel.EventLoop;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import punchline.engine.session.SecureLinks;
import punchline.engine.session.SecureLinks.Role;
import punchline.protocol.PeerId;

/**
 * One peer's place: its synthetic address, its handshakes, its one authenticated connection, and the link that its owner
 * holds. Engine thread only.
 *
 * <p>An authenticated connection that comes while another is in use ends the link of that one, and waits for the owner to
 * open the next link: a restarted peer begins a new byte stream, which no listener must take for the rest of the old.
 */
final class PeerBinding {
    private final QuicSecureLinks links;
    private final EventLoop loop;
    private final LinkLimits limits;
    private final PeerId peer;
    private final Role role;
    private final InetSocketAddress address;
    private final Deque<QuicConnection> handshaking = new ArrayDeque<>();
    private @Nullable QuicConnection proven;
    private @Nullable QuicLink link;
    private @Nullable ScheduledFuture<?> deadline;
    /** Datagrams that came since this side last wrote something. */
    private int unanswered;

    PeerBinding(
            QuicSecureLinks links,
            EventLoop loop,
            LinkLimits limits,
            PeerId peer,
            Role role,
            InetSocketAddress address) {
        this.links = links;
        this.loop = loop;
        this.limits = limits;
        this.peer = peer;
        this.role = role;
        this.address = address;
    }

    PeerId peer() {
        return peer;
    }

    Role role() {
        return role;
    }

    InetSocketAddress address() {
        return address;
    }

    void later(Runnable task) {
        loop.execute(task);
    }

    QuicLink open(SecureLinks.Listener listener) {
        if (link != null) {
            link.end();
            endProven("a new link begins");
        }
        if (role == Role.CLIENT) {
            endHandshakes("a new link begins");
        }
        QuicLink opened = new QuicLink(this, listener, limits);
        link = opened;
        startDeadline();
        // Later, so that no callback comes before the caller has the link.
        later(() -> begin(opened));
        return opened;
    }

    private void begin(QuicLink opened) {
        if (link != opened || !opened.isWaiting()) {
            return;
        }
        if (proven != null) {
            openWith(opened, proven);
        } else if (role == Role.CLIENT) {
            dial();
        }
    }

    private void openWith(QuicLink waiting, QuicConnection connection) {
        stopDeadline();
        waiting.open(connection);
        connection.read();
    }

    private void dial() {
        Future<QuicChannel> dial = links.dial(this);
        // The channel was registered, and its handler made, within that call.
        QuicConnection dialled = handshaking.peekLast();
        dial.addListener(done -> {
            if (!done.isSuccess() && dialled != null) {
                dialled.onDialFailed(done.cause());
            }
        });
    }

    /** A handshake begins, of this side's dial or of the other's. */
    void onHandshake(QuicConnection connection) {
        handshaking.addLast(connection);
        if (handshaking.size() > limits.maxHandshakesPerPeer()) {
            // The oldest gives way: whoever floods from a forged address must then outpace each honest handshake.
            handshaking.removeFirst().close("too many handshakes");
        }
    }

    /** Both sides have proven their keys. */
    void onProven(QuicConnection connection) {
        handshaking.remove(connection);
        QuicLink owner = link;
        if (owner != null && !owner.isWaiting()) {
            link = null;
            endProven("a newer connection replaces this one");
            proven = connection;
            startDeadline();
            owner.end("the other side connected anew");
            return;
        }
        endProven("a newer connection replaces this one");
        proven = connection;
        if (owner != null) {
            openWith(owner, connection);
        }
    }

    /**
     * A connection has ended by itself.
     *
     * @param refused whether one side refused the other's key, so that waiting for another try is vain
     */
    void onOver(QuicConnection connection, String reason, boolean refused) {
        if (handshaking.remove(connection)) {
            boolean awaited = link != null && link.isWaiting() && proven == null && handshaking.isEmpty();
            if (awaited && (refused || role == Role.CLIENT)) {
                finish(reason);
            }
        } else if (connection == proven) {
            proven = null;
            if (link == null || !link.isWaiting()) {
                finish(reason);
            }
        }
    }

    /** The owner has ended its link. */
    void onLinkClosed(QuicLink closed, String reason) {
        if (link == closed) {
            link = null;
            drop(reason);
        }
    }

    void onDatagram() {
        unanswered++;
    }

    /** QUIC sends what it owes along with what is written. */
    void onWritten() {
        unanswered = 0;
        links.onWritten();
    }

    /**
     * All packets of the peer that belong together have come.
     *
     * @return whether QUIC must answer at once: what came was of a handshake, or the second datagram with something to acknowledge
     *     (RFC 9000, section 13.2.2), or had nothing for the stream, but may have made room or shown a loss
     */
    boolean read() {
        boolean settled = proven != null && handshaking.isEmpty();
        boolean broughtBytes = proven != null && proven.read();
        // Only a dialler's handshake has a stream, to find the opening in; reading may end it.
        for (QuicConnection connection : List.copyOf(handshaking)) {
            connection.read();
        }
        if (settled && broughtBytes && unanswered < 2) {
            return false;
        }
        unanswered = 0;
        return true;
    }

    /** Ends everything without a word to the owner. */
    void drop(String reason) {
        stopDeadline();
        if (link != null) {
            link.end();
            link = null;
        }
        endProven(reason);
        endHandshakes(reason);
        links.forget(this);
    }

    private void finish(String reason) {
        QuicLink owner = link;
        link = null;
        drop(reason);
        if (owner != null) {
            owner.end(reason);
        }
    }

    private void endProven(String reason) {
        QuicConnection ended = proven;
        proven = null;
        if (ended != null) {
            ended.close(reason);
        }
    }

    private void endHandshakes(String reason) {
        for (QuicConnection next = handshaking.poll(); next != null; next = handshaking.poll()) {
            next.close(reason);
        }
    }

    private void startDeadline() {
        stopDeadline();
        deadline = loop.schedule(
                () -> finish("no authenticated connection within " + limits.handshakeMillis() + " ms"),
                limits.handshakeMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void stopDeadline() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }
}
