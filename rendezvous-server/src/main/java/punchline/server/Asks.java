package punchline.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import punchline.protocol.PeerId;
import punchline.protocol.RendezvousRequest.AskPeer;

/** Who has asked for whom, while the asker is registered. Bounded for each asker and in all; the oldest ask is forgotten first. */
final class Asks {
    private int maxAsks;
    private final Map<Pair, Ask> asks = new LinkedHashMap<>();
    private final Map<PeerId, Set<PeerId>> askedBy = new HashMap<>();

    /** The last few who asked for somebody, the last one last. */
    private final Map<PeerId, Set<PeerId>> askersOf = new HashMap<>();

    Asks(int maxAsks) {
        this.maxAsks = maxAsks;
    }

    /** If more are remembered, the oldest are forgotten. */
    void setMaxAsks(int most) {
        maxAsks = most;
        while (asks.size() > maxAsks) {
            forget(asks.keySet().iterator().next());
        }
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
        Set<PeerId> askers = askersOf.computeIfAbsent(request.id(), absent -> new LinkedHashSet<>());
        askers.add(asker);
        if (askers.size() > DirectoryLimits.MAX_WAITING_ASKERS) {
            askers.remove(askers.iterator().next());
        }
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

    /** The last few who asked for that peer, and not longer ago than that. */
    List<Pair> askersOf(PeerId asked, long sinceNanos) {
        List<Pair> pairs = new ArrayList<>();
        for (PeerId asker : askersOf.getOrDefault(asked, Set.of())) {
            Pair pair = new Pair(asker, asked);
            Ask ask = asks.get(pair);
            if (ask != null && ask.atNanos() - sinceNanos >= 0) {
                pairs.add(pair);
            }
        }
        return pairs;
    }

    private void forget(Pair pair) {
        if (asks.remove(pair) != null) {
            takeOut(askedBy, pair.asker(), pair.asked());
            takeOut(askersOf, pair.asked(), pair.asker());
        }
    }

    private static void takeOut(Map<PeerId, Set<PeerId>> sets, PeerId key, PeerId value) {
        sets.computeIfPresent(key, (same, set) -> {
            set.remove(value);
            return set.isEmpty() ? null : set;
        });
    }

    void forgetAll(PeerId asker) {
        Set<PeerId> own = askedBy.remove(asker);
        if (own != null) {
            for (Iterator<PeerId> each = own.iterator(); each.hasNext(); ) {
                PeerId asked = each.next();
                asks.remove(new Pair(asker, asked));
                takeOut(askersOf, asked, asker);
            }
        }
    }

    int size() {
        return asks.size();
    }
}
