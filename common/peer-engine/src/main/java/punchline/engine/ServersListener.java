package punchline.engine;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import punchline.engine.rendezvous.RendezvousEvent;
import punchline.protocol.Endpoint;
import punchline.protocol.PeerId;

/** What the engine hears from its servers. */
interface ServersListener {
    /** Something is ready to be sent or told, outside of the calls that come from the engine. */
    void settleSoon();

    void onServer(Event.ServerStatus status);

    /** Servers see the main socket there. */
    void onSeen(Set<Endpoint> reflexive);

    /** Registered, for the first time or again: time to ask for contacts. */
    void onRegistered();

    /** A server sees this peer at another address than before. */
    void onMoved();

    void onListed(List<Event.ListedPeer> peers, Set<@Nullable String> refs);

    void onListFailed(Reason problem, Set<@Nullable String> refs);

    void onFound(RendezvousEvent.Found found);

    /** No server knows that peer, or none may say so. */
    void onNotFound(PeerId peer, Reason reason);

    void onAsked(RendezvousEvent.Asked asked);

    void onGo(RendezvousEvent.Go go);
}
