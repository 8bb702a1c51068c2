package punchline.engine.conversation;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import punchline.engine.Event;
import punchline.engine.RefusedException;
import punchline.engine.conversation.MessageStore.Findings;
import punchline.engine.conversation.MessageStore.Hit;
import punchline.protocol.PeerId;

/** Finds messages for front ends. */
final class Searches {
    private final PeerId self;
    private final MessageStore store;
    private final StoreCalls calls;
    private final ShownMessages shown;
    private final Function<PeerId, Conversation> conversations;
    private final Consumer<Event> events;

    Searches(
            PeerId self,
            MessageStore store,
            StoreCalls calls,
            ShownMessages shown,
            Function<PeerId, Conversation> conversations,
            Consumer<Event> events) {
        this.self = self;
        this.store = store;
        this.calls = calls;
        this.shown = shown;
        this.conversations = conversations;
        this.events = events;
    }

    void search(@Nullable PeerId peer, String text, int limit, @Nullable Long before, @Nullable String ref) {
        SearchQuery query;
        try {
            query = SearchQuery.parse(text);
        } catch (RefusedException e) {
            events.accept(new Event.Problem(ref, e.why()));
            return;
        }
        calls.then(
                store.search(peer, query, before == null ? Long.MAX_VALUE : before, limit),
                peer == null ? self : peer,
                findings -> events.accept(found(peer, text, findings, ref)),
                failure -> events.accept(new Event.Problem(ref, failure)));
    }

    private Event.Found found(@Nullable PeerId peer, String text, Findings findings, @Nullable String ref) {
        List<Event.Hit> hits = findings.hits().stream().map(this::hit).toList();
        return new Event.Found(
                ref, peer, text, hits, findings.next() == 0 ? null : findings.next(), findings.complete());
    }

    private Event.Hit hit(Hit hit) {
        return new Event.Hit(hit.peer(), shown.view(conversations.apply(hit.peer()), hit.shown()), hit.ranges());
    }
}
