package punchline.engine;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.engine.rendezvous.RendezvousEvent;
import punchline.protocol.Endpoint;
import punchline.protocol.PeerId;

/** Brings what servers say to whom it concerns: front ends, contacts, introductions. */
final class ServerNews implements ServersListener {
    private static final Logger log = LoggerFactory.getLogger("punchline.connections");

    private final Introductions introductions;
    private final PortMapping mapping;
    private final Consumer<Event> events;
    private final Runnable settleSoon;

    ServerNews(Introductions introductions, PortMapping mapping, Consumer<Event> events, Runnable settleSoon) {
        this.introductions = introductions;
        this.mapping = mapping;
        this.events = events;
        this.settleSoon = settleSoon;
    }

    @Override
    public void settleSoon() {
        settleSoon.run();
    }

    @Override
    public void onServer(Event.ServerStatus status) {
        log.info("server {}: {}", status.server(), status.registered() ? "registered" : status.problem());
        events.accept(new Event.Server(null, status));
    }

    @Override
    public void onSeen(Set<Endpoint> reflexive) {
        mapping.onReflexive(reflexive);
    }

    @Override
    public void onRegistered() {
        introductions.onRegistered();
    }

    @Override
    public void onMoved() {
        introductions.onMoved();
    }

    @Override
    public void onListed(List<Event.ListedPeer> peers, Set<@Nullable String> refs) {
        refs.forEach(ref -> events.accept(new Event.Peers(ref, peers)));
    }

    @Override
    public void onListFailed(String problem, Set<@Nullable String> refs) {
        refs.forEach(ref -> events.accept(new Event.Problem(ref, "The list cannot be read: " + problem + ".")));
    }

    @Override
    public void onFound(RendezvousEvent.Found found) {
        introductions.onFound(found);
    }

    @Override
    public void onNotFound(PeerId peer, String reason) {
        introductions.notFound(peer, reason);
    }

    @Override
    public void onAsked(RendezvousEvent.Asked asked) {
        introductions.onAsked(asked);
    }

    @Override
    public void onGo(RendezvousEvent.Go go) {
        introductions.onGo(go);
    }

    @Override
    public void onReplaced(String server) {
        events.accept(new Event.Problem(
                null,
                "The same identity has just registered at " + server
                        + " from another place. Close one of the two; this one no longer is reachable there."));
    }
}
