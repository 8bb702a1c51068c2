package punchline.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import punchline.protocol.PeerId;
import punchline.protocol.RendezvousAnswer;
import punchline.protocol.ServerAddress;

/** The lists of all servers as one, for all who wait for it. It is there if one server gave its own, however the others fare. */
final class MergedList {
    /** Of those who wait for the list; null for one who gave none. */
    private final Set<@Nullable String> refs = new LinkedHashSet<>();

    private final Set<ServerAddress> awaited = new LinkedHashSet<>();
    private final Map<PeerId, Event.ListedPeer> peers = new LinkedHashMap<>();
    private boolean answered;
    private Reason problem = Reason.of(Reason.Code.UNKNOWN);

    /** @param peers by number, null if no server gave a list; then the problem says why */
    record Outcome(Set<@Nullable String> refs, @Nullable List<Event.ListedPeer> peers, Reason problem) {}

    /** Somebody wants it. */
    void want(@Nullable String ref, Reason problemSoFar) {
        refs.add(ref);
        if (awaited.isEmpty()) {
            peers.clear();
            answered = false;
            problem = problemSoFar;
        }
    }

    /** That server is asked for its list. */
    void await(ServerAddress server) {
        awaited.add(server);
    }

    void onListed(ServerAddress server, List<RendezvousAnswer.Peers.Listed> listed) {
        for (RendezvousAnswer.Peers.Listed peer : listed) {
            peers.putIfAbsent(peer.id(), new Event.ListedPeer(peer.id(), peer.name(), peer.number()));
        }
        answered = true;
        awaited.remove(server);
    }

    void onFailed(ServerAddress server, Reason why) {
        problem = why;
        awaited.remove(server);
    }

    /** What came of it, once, when the last server has answered. */
    @Nullable
    Outcome poll() {
        if (refs.isEmpty() || !awaited.isEmpty()) {
            return null;
        }
        List<Event.ListedPeer> byNumber = new ArrayList<>(peers.values());
        byNumber.sort(Comparator.comparingInt(Event.ListedPeer::number).thenComparing(Event.ListedPeer::id));
        Outcome outcome = new Outcome(new LinkedHashSet<>(refs), answered ? byNumber : null, problem);
        refs.clear();
        return outcome;
    }
}
