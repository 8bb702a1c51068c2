package punchline.engine.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.engine.Event;
import punchline.engine.Event.MessageState;
import punchline.engine.Happening;
import punchline.engine.Happening.Step;
import punchline.engine.HistoryMessage;
import punchline.engine.Objection;
import punchline.engine.Reason;
import punchline.engine.conversation.MessageStore.Shown;
import punchline.engine.conversation.MessageStore.Stored;
import punchline.protocol.PeerId;

/** What front ends see of conversations: pages of history, and messages as they come and change. */
final class ShownMessages {
    private static final Logger log = LoggerFactory.getLogger(ShownMessages.class);

    private final PeerId self;
    private final MessageStore store;
    private final StoreCalls calls;
    private final Consumer<Event> events;

    ShownMessages(PeerId self, MessageStore store, StoreCalls calls, Consumer<Event> events) {
        this.self = self;
        this.store = store;
        this.calls = calls;
        this.events = events;
    }

    void history(Conversation conversation, HistoryPage page, @Nullable String ref) {
        PeerId peer = conversation.peer();
        long clears = conversation.clears();
        calls.then(
                read(peer, page),
                peer,
                read -> {
                    if (conversation.clears() != clears) {
                        history(conversation, page, ref);
                        return;
                    }
                    events.accept(new Event.History(
                            ref,
                            peer,
                            read.stream().map(one -> view(conversation, one)).toList()));
                },
                failure -> events.accept(new Event.Problem(ref, failure)));
    }

    private CompletionStage<List<Shown>> read(PeerId peer, HistoryPage page) {
        if (page.after() != null) {
            return store.historyAfter(peer, page.after(), page.limit());
        }
        return page.around() != null
                ? store.historyAround(peer, page.around(), page.limit())
                : store.history(peer, page.before(), page.limit());
    }

    /** Reads what follows a message, or the beginning. */
    void readOn(
            Conversation conversation,
            @Nullable MessageId after,
            int limit,
            Consumer<List<HistoryMessage>> page,
            Consumer<Reason> failed) {
        long clears = conversation.clears();
        calls.then(
                store.historyAfter(conversation.peer(), after, limit),
                conversation.peer(),
                read -> page.accept(
                        conversation.clears() != clears
                                ? List.of()
                                : read.stream()
                                        .map(one -> view(conversation, one))
                                        .toList()),
                failed);
    }

    /** What stood at the end is gone: looks for what stands there. */
    void readLast(Conversation conversation, Runnable then) {
        conversation.forgetLast();
        long clears = conversation.clears();
        calls.then(
                store.history(conversation.peer(), null, 1),
                conversation.peer(),
                read -> {
                    if (conversation.clears() == clears) {
                        read.forEach(conversation::onLast);
                    }
                    then.run();
                },
                failure -> events.accept(new Event.Problem(null, failure)));
    }

    /** A text of the peer is durable here, and nothing that came before it amends it. */
    void onMessage(Conversation conversation, Entry entry, long arrivedMillis) {
        Shown shown = new Shown(new Stored(entry, true, false, arrivedMillis), List.of());
        conversation.onLast(shown);
        tellMessage(conversation, shown);
    }

    /** A text of the peer is durable here, as are edits, deletions or reactions that came before it. */
    void onAmendedMessage(Conversation conversation, MessageId id) {
        conversation.changes().onNew(id);
        read(conversation);
    }

    /** Something that amends the message is durable; {@code ref} is that of the command, if one asked for it. */
    void onAmendment(Conversation conversation, MessageId target, @Nullable String ref) {
        if (!conversation.changes().onAmended(target, ref)) {
            log.debug(
                    "{} amends more messages than are read", conversation.peer().brief());
        }
        read(conversation);
    }

    /** What happened to a message of mine; of one that has long arrived, as much as the store knows. */
    void timeline(Conversation conversation, MessageId id, @Nullable String ref) {
        findMine(conversation, id, ref, shown -> {
            long writtenMillis = shown.entry().sentAtMillis();
            List<Happening> happenings =
                    new ArrayList<>(conversation.timelines().of(id, writtenMillis));
            Step step = Step.of(conversation.stateOf(shown.stored()));
            if (happenings.stream().noneMatch(one -> one.step() == step)) {
                // Before this program started.
                happenings.add(new Happening(0, step, null));
            }
            events.accept(new Event.Timeline(ref, conversation.peer(), id, List.copyOf(happenings)));
        });
    }

    /** Does something if that message of mine waits to be sent. */
    void ifQueued(Conversation conversation, MessageId id, @Nullable String ref, Runnable then) {
        findMine(conversation, id, ref, shown -> {
            if (conversation.stateOf(shown.stored()) == MessageState.QUEUED) {
                then.run();
            } else {
                events.accept(new Event.Problem(ref, Reason.of(Objection.SENT_ALREADY)));
            }
        });
    }

    private void findMine(Conversation conversation, MessageId id, @Nullable String ref, Consumer<Shown> then) {
        calls.then(
                store.messages(conversation.peer(), List.of(id)),
                conversation.peer(),
                found -> {
                    if (found.isEmpty()) {
                        events.accept(new Event.Problem(ref, Reason.of(Objection.NO_SUCH_MESSAGE)));
                    } else if (!found.getFirst().entry().author().equals(self)) {
                        events.accept(new Event.Problem(ref, Reason.of(Objection.OWN_ONLY)));
                    } else {
                        then.accept(found.getFirst());
                    }
                },
                failure -> events.accept(new Event.Problem(ref, failure)));
    }

    /** As a front end sees it. */
    HistoryMessage view(Conversation conversation, Shown shown) {
        Entry entry = shown.entry();
        if (!(entry.content() instanceof Content.Text written)) {
            throw new IllegalStateException("the store shows " + entry.id() + ", which is no message");
        }
        Amendments amended = Amendments.of(entry, written, shown.amendments());
        boolean mine = entry.author().equals(self);
        return new HistoryMessage(
                entry.id(),
                mine,
                amended.text(),
                mine ? conversation.stateOf(shown.stored()) : null,
                entry.sentAtMillis(),
                orderKey(conversation, entry),
                amended.deleted() ? null : written.replyTo(),
                amended.edited(),
                amended.deleted(),
                reactions(amended.reactions()));
    }

    String orderKey(Conversation conversation, Entry entry) {
        return entry.orderKey(entry.author().equals(self) ? conversation.peer() : self);
    }

    private List<HistoryMessage.Reaction> reactions(Map<PeerId, String> byAuthor) {
        if (byAuthor.isEmpty()) {
            return List.of();
        }
        List<HistoryMessage.Reaction> reactions = new ArrayList<>(byAuthor.size());
        byAuthor.forEach((author, emoji) -> reactions.add(new HistoryMessage.Reaction(author.equals(self), emoji)));
        return reactions;
    }

    private void read(Conversation conversation) {
        Changes changes = conversation.changes();
        List<MessageId> ids = changes.pollRead();
        if (ids.isEmpty()) {
            return;
        }
        PeerId peer = conversation.peer();
        long clears = conversation.clears();
        calls.then(
                store.messages(peer, ids),
                peer,
                found -> {
                    if (conversation.clears() != clears) {
                        changes.readAgain();
                        read(conversation);
                        return;
                    }
                    Map<MessageId, Changes.Change> asked = changes.onRead();
                    for (Shown shown : found) {
                        tellChange(conversation, shown, asked.get(shown.entry().id()));
                    }
                    read(conversation);
                },
                failure -> {
                    changes.onRead()
                            .values()
                            .forEach(change ->
                                    change.refs().forEach(ref -> events.accept(new Event.Problem(ref, failure))));
                    log.debug("changes of {} could not be read: {}", peer.brief(), failure);
                });
    }

    private void tellChange(Conversation conversation, Shown shown, Changes.@Nullable Change change) {
        if (change == null) {
            return;
        }
        conversation.onLast(shown);
        if (change.isNew()) {
            tellMessage(conversation, shown);
        }
        HistoryMessage view = view(conversation, shown);
        if (change.refs().isEmpty()) {
            events.accept(new Event.Changed(null, conversation.peer(), view));
        }
        change.refs().forEach(ref -> events.accept(new Event.Changed(ref, conversation.peer(), view)));
    }

    private void tellMessage(Conversation conversation, Shown shown) {
        conversation.onHeard(shown.entry().sentAtMillis());
        HistoryMessage view = view(conversation, shown);
        events.accept(new Event.Message(
                null,
                conversation.peer(),
                view.id(),
                view.text(),
                view.time(),
                shown.stored().arrivedAtMillis(),
                view.order(),
                view.replyTo()));
    }
}
