package punchline.server;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import punchline.protocol.PeerId;
import punchline.protocol.RendezvousRequest.AskPeer;

/** Who has asked for whom, while the asker is registered. Bounded for each asker and in all; the oldest ask is forgotten first. */
final class Asks {
    private final int maxAsks;
    private final Map<Pair, Ask> asks = new LinkedHashMap<>();
    private final Map<PeerId, Set<PeerId>> askedBy = new HashMap<>();

    Asks(int maxAsks) {
        this.maxAsks = maxAsks;
    }

    /** An asker and whom it asks for. */
    record Pair(PeerId asker, PeerId asked) {}

    /** The last request for somebody, and when it came. */
    record Ask(AskPeer request, long atNanos) {}

    void remember(PeerId asker, AskPeer request, long nowNanos) {
        Pair pair = new Pair(asker, request.id());
        // Taken out first, so that it becomes the youngest of both orders.
        forget(pair);
        Set<PeerId> own = askedBy.computeIfAbsent(asker, absent -> new LinkedHashSet<>());
        own.add(request.id());
        asks.put(pair, new Ask(request, nowNanos));
        if (own.size() > DirectoryLimits.MAX_ASKS_PER_PEER) {
            forget(new Pair(asker, own.iterator().next()));
        }
        if (asks.size() > maxAsks) {
            forget(asks.keySet().iterator().next());
        }
    }

    @Nullable
    Ask last(PeerId asker, PeerId asked) {
        return asks.get(new Pair(asker, asked));
    }

    private void forget(Pair pair) {
        if (asks.remove(pair) != null) {
            Set<PeerId> own = askedBy.get(pair.asker());
            if (own != null) {
                own.remove(pair.asked());
                if (own.isEmpty()) {
                    askedBy.remove(pair.asker());
                }
            }
        }
    }

    void forgetAll(PeerId asker) {
        Set<PeerId> own = askedBy.remove(asker);
        if (own != null) {
            for (Iterator<PeerId> each = own.iterator(); each.hasNext(); ) {
                asks.remove(new Pair(asker, each.next()));
            }
        }
    }

    int size() {
        return asks.size();
    }
}
