package punchline.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import punchline.engine.socket.LocalSocket;
import punchline.protocol.PeerId;

/** The probing sockets of later rounds: whom each was opened for, and when it is closed again if nothing came of it. */
final class RoundSockets {
    /** The longest round lasts 14 s, with its preparation. */
    private static final long ROUND_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(20);

    /** A better path may still be found on another of the sockets. */
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final ProbingSockets sockets;
    private final RemotePeers remotes;
    private final TimeSource time;
    private final Map<PeerId, Held> held = new LinkedHashMap<>();

    private static final class Held {
        private final List<LocalSocket> sockets = new ArrayList<>();
        /** Those of rounds before the last. */
        private List<LocalSocket> old = List.of();

        private long closeNanos;
    }

    RoundSockets(ProbingSockets sockets, RemotePeers remotes, TimeSource time) {
        this.sockets = sockets;
        this.remotes = remotes;
        this.time = time;
    }

    /** A further round begins: what the one before the last has opened may go. */
    void beginRound(PeerId peer) {
        Held mine = held.get(peer);
        if (mine != null) {
            close(peer, mine, mine.old);
            mine.old = List.copyOf(mine.sockets);
        }
    }

    /** So many more for that peer, or fewer if there are no more. */
    List<LocalSocket> open(PeerId peer, int count) {
        Held mine = held.computeIfAbsent(peer, absent -> new Held());
        List<LocalSocket> opened = sockets.open(count);
        mine.sockets.addAll(opened);
        mine.closeNanos = time.nowNanos() + ROUND_LIMIT_NANOS;
        return opened;
    }

    /** There is a path: the other sockets may go soon. */
    void onPath(PeerId peer) {
        Held mine = held.get(peer);
        if (mine != null) {
            mine.closeNanos = time.nowNanos() + LINGER_NANOS;
        }
    }

    /** Closes all that lead nowhere. */
    void closeUnused(PeerId peer) {
        Held mine = held.get(peer);
        if (mine == null) {
            return;
        }
        close(peer, mine, List.copyOf(mine.sockets));
        mine.closeNanos = time.nowNanos() + ROUND_LIMIT_NANOS;
        if (mine.sockets.isEmpty()) {
            held.remove(peer);
        }
    }

    private void close(PeerId peer, Held mine, List<LocalSocket> some) {
        RemotePeer remote = remotes.get(peer);
        Set<LocalSocket> used = remote == null ? Set.of() : remote.sockets();
        List<LocalSocket> unused =
                some.stream().filter(socket -> !used.contains(socket)).toList();
        sockets.close(unused);
        mine.sockets.removeAll(unused);
    }

    /** Closes what is due. Returns whose rounds are over by that. */
    List<PeerId> onDeadline(long nowNanos) {
        List<PeerId> over = held.entrySet().stream()
                .filter(each -> nowNanos - each.getValue().closeNanos >= 0)
                .map(Map.Entry::getKey)
                .toList();
        over.forEach(this::closeUnused);
        return over;
    }

    @Nullable
    Deadline deadline() {
        Deadline next = null;
        for (Held mine : held.values()) {
            next = Deadline.earlier(next, new Deadline(mine.closeNanos, "close probing sockets"));
        }
        return next;
    }
}
