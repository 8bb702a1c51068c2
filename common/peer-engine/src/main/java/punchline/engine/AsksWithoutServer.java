package punchline.engine;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import punchline.engine.rendezvous.RendezvousAsk;
import punchline.protocol.PeerId;

/** Asks made while no server's address is known: they wait a moment, for a name may be about to be found. The newest for each peer. */
final class AsksWithoutServer {
    /** A person gets an answer within 3 s; a name server that knows gives its own sooner. */
    static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(2_500);

    private record Waiting(RendezvousAsk ask, long dueNanos) {}

    private final Map<PeerId, Waiting> byPeer = new LinkedHashMap<>();

    void add(long nowNanos, RendezvousAsk ask) {
        byPeer.remove(ask.peer());
        byPeer.put(ask.peer(), new Waiting(ask, nowNanos + PATIENCE_NANOS));
    }

    /** Those that have waited long enough. */
    List<RendezvousAsk> takeDue(long nowNanos) {
        List<RendezvousAsk> due = new ArrayList<>();
        Iterator<Waiting> oldest = byPeer.values().iterator();
        while (oldest.hasNext()) {
            Waiting waiting = oldest.next();
            if (nowNanos - waiting.dueNanos() < 0) {
                break;
            }
            due.add(waiting.ask());
            oldest.remove();
        }
        return due;
    }

    /** All, for there is somebody to ask. */
    List<RendezvousAsk> takeAll() {
        List<RendezvousAsk> all = byPeer.values().stream().map(Waiting::ask).toList();
        byPeer.clear();
        return all;
    }

    @Nullable
    Deadline deadline() {
        return byPeer.isEmpty()
                ? null
                : new Deadline(byPeer.values().iterator().next().dueNanos(), "no server to ask");
    }
}
