package punchline.engine.socket;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import punchline.protocol.Endpoint;
import punchline.protocol.PeerId;

/**
 * Tells datagrams apart by where they come from and how they begin.
 *
 * <ul>
 *   <li>from a configured rendezvous server: rendezvous text;
 *   <li>first byte below 0x40: a probe;
 *   <li>first byte 0x40 or more: a datagram of a link, if it comes on a path that is known to lead to a peer;
 *   <li>the word {@code punch} from anywhere else: another client's plain punch;
 *   <li>all else is dropped and counted.
 * </ul>
 *
 * <p>A link's first datagram may overtake the probe answer that validates its path. For such a path the router keeps a few
 * datagrams for a moment, once an authenticated probe has announced it.
 */
public final class DatagramRouter {
    /** Where what kind of datagram goes. Receivers of a buffer own it. */
    public interface Sink {
        void onRendezvous(LocalSocket socket, Endpoint server, ByteBuf text);

        void onProbe(Path arrived, ByteBuf probe);

        void onLinkDatagram(PeerId peer, Path arrived, ByteBuf datagram);

        void onPlainPunch(Path arrived);
    }

    /** First bytes from here on are QUIC (RFC 9000, section 17: the fixed bit) or text. */
    private static final int FIRST_LINK_BYTE = 0x40;

    private static final String PUNCH = "punch";

    /** {@code punch} and CR LF, as people and simple clients send it. */
    private static final int MAX_PUNCH_BYTES = PUNCH.length() + 2;

    /** A first flight is one or two datagrams; its repetition may fall into the same moment. */
    private static final int MAX_HELD_PER_PATH = 4;

    /** Bounds what is held at all to 16 × 4 × 1500 bytes. */
    private static final int MAX_HELD_PATHS = 16;

    /** The validating answer is at most one round trip behind. */
    private static final long HOLD_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Sink sink;
    private final Set<Endpoint> servers = new HashSet<>();
    private final Map<Path, PeerId> peers = new HashMap<>();
    private final Map<Path, Held> held = new LinkedHashMap<>();
    private long droppedCount;

    private record Held(long sinceNanos, Deque<ByteBuf> datagrams) {}

    public DatagramRouter(Sink sink) {
        this.sink = sink;
    }

    /** From here on, what comes from these is rendezvous text. */
    public void setServers(List<Endpoint> endpoints) {
        servers.clear();
        servers.addAll(endpoints);
    }

    /** An authenticated probe came here: a link's datagrams may follow before the path is validated. */
    public void announce(long nowNanos, Path path) {
        if (!peers.containsKey(path) && !held.containsKey(path) && held.size() < MAX_HELD_PATHS) {
            held.put(path, new Held(nowNanos, new ArrayDeque<>()));
        }
    }

    /** This path leads to that peer; what was held for it is delivered. */
    public void bind(Path path, PeerId peer) {
        peers.put(path, peer);
        Held early = held.remove(path);
        if (early != null) {
            early.datagrams.forEach(datagram -> sink.onLinkDatagram(peer, path, datagram));
        }
    }

    /** No path leads to that peer any more. */
    public void unbind(PeerId peer) {
        peers.values().removeIf(peer::equals);
    }

    /** Datagrams that were of no use to anyone. */
    public long droppedCount() {
        return droppedCount;
    }

    /** Delivers a datagram. Takes ownership of the buffer. */
    public void route(long nowNanos, LocalSocket socket, Endpoint source, ByteBuf datagram) {
        if (!datagram.isReadable()) {
            drop(datagram);
            return;
        }
        Path arrived = new Path(socket, source);
        if (servers.contains(source)) {
            sink.onRendezvous(socket, source, datagram);
        } else if ((datagram.getByte(datagram.readerIndex()) & 0xff) < FIRST_LINK_BYTE) {
            sink.onProbe(arrived, datagram);
        } else {
            PeerId peer = peers.get(arrived);
            if (peer != null) {
                sink.onLinkDatagram(peer, arrived, datagram);
            } else if (isPlainPunch(datagram)) {
                datagram.release();
                sink.onPlainPunch(arrived);
            } else {
                hold(nowNanos, arrived, datagram);
            }
        }
    }

    private void hold(long nowNanos, Path path, ByteBuf datagram) {
        expire(nowNanos);
        Held early = held.get(path);
        if (early == null || early.datagrams.size() >= MAX_HELD_PER_PATH) {
            drop(datagram);
        } else {
            early.datagrams.add(datagram);
        }
    }

    /** Forgets what was held for too long. */
    public void expire(long nowNanos) {
        Iterator<Held> all = held.values().iterator();
        while (all.hasNext()) {
            Held old = all.next();
            if (nowNanos - old.sinceNanos < HOLD_NANOS) {
                return;
            }
            old.datagrams.forEach(this::drop);
            all.remove();
        }
    }

    private static boolean isPlainPunch(ByteBuf datagram) {
        int length = datagram.readableBytes();
        if (length < PUNCH.length() || length > MAX_PUNCH_BYTES) {
            return false;
        }
        byte[] bytes = new byte[length];
        datagram.getBytes(datagram.readerIndex(), bytes);
        return new String(bytes, StandardCharsets.US_ASCII).strip().equals(PUNCH);
    }

    private void drop(ByteBuf datagram) {
        droppedCount++;
        datagram.release();
    }
}
