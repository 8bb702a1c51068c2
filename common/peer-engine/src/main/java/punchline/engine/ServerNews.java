package punchline.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.engine.conversation.ChatService;
import punchline.engine.rendezvous.RendezvousEvent;
import punchline.protocol.Endpoint;
import punchline.protocol.PeerId;

/** Brings what servers say to whom it concerns: front ends, contacts, introductions. */
final class ServerNews implements ServersListener {
    private static final Logger log = LoggerFactory.getLogger("punchline.connections");

    private final ChatService chat;
    private final Introductions introductions;
    private final PortMapping mapping;
    private final Consumer<Event> events;
    private final Runnable settleSoon;

    /** Servers that prefer another machine with this identity, and have not known this one since. */
    private final Set<String> elsewhere = new HashSet<>();

    ServerNews(
            ChatService chat,
            Introductions introductions,
            PortMapping mapping,
            Consumer<Event> events,
            Runnable settleSoon) {
        this.chat = chat;
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
        onElsewhere(status);
    }

    private void onElsewhere(Event.ServerStatus status) {
        boolean told = !elsewhere.isEmpty();
        if (status.elsewhere()) {
            elsewhere.add(status.server());
        } else if (status.registered()) {
            elsewhere.remove(status.server());
        }
        if (elsewhere.isEmpty() == told) {
            Reason message = told
                    ? Reason.of(Mishap.IDENTITY_BACK)
                    : Reason.of(Mishap.IDENTITY_ELSEWHERE, "server", status.server());
            log.warn("{}", message);
            events.accept(new Event.IdentityElsewhere(null, !told, message));
        }
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
        List<Event.ListedPeer> known = peers.stream()
                .map(peer -> new Event.ListedPeer(
                        peer.id(), peer.name(), peer.number(), chat.looksLike(peer.id(), peer.name())))
                .toList();
        refs.forEach(ref -> events.accept(new Event.Peers(ref, known)));
    }

    @Override
    public void onListFailed(Reason problem, Set<@Nullable String> refs) {
        Reason told = Reason.because(problem, Objection.LIST_UNREADABLE);
        refs.forEach(ref -> events.accept(new Event.Problem(ref, told)));
    }

    @Override
    public void onFound(RendezvousEvent.Found found) {
        introductions.onFound(found);
    }

    @Override
    public void onNotFound(PeerId peer, Reason reason) {
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
}
