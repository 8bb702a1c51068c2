package punchline.engine.conversation;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import punchline.engine.Event;
import punchline.engine.Event.MessageState;
import punchline.engine.conversation.MessageStore.Shown;
import punchline.protocol.PeerId;

/**
 * Takes back a message that has never left: nothing then fills its number, and the peer never learns of it. One that
 * was once handed to a link may lie on the other side, whatever became of that link, and can only be deleted.
 */
final class Withdrawal {
    private final PeerId self;
    private final MessageStore store;
    private final StoreCalls calls;
    private final Delivery delivery;
    private final Greetings greetings;
    private final ShownMessages shownMessages;
    private final Consumer<Event> events;

    Withdrawal(
            PeerId self,
            MessageStore store,
            StoreCalls calls,
            Delivery delivery,
            Greetings greetings,
            ShownMessages shownMessages,
            Consumer<Event> events) {
        this.self = self;
        this.store = store;
        this.calls = calls;
        this.delivery = delivery;
        this.greetings = greetings;
        this.shownMessages = shownMessages;
        this.events = events;
    }

    void cancel(Conversation conversation, MessageId id, @Nullable String ref) {
        PeerId peer = conversation.peer();
        calls.then(
                store.messages(peer, List.of(id)),
                peer,
                found -> {
                    String objection = objection(conversation, found);
                    if (objection == null) {
                        cancel(conversation, found.getFirst().entry(), ref);
                    } else {
                        events.accept(new Event.Problem(ref, objection));
                    }
                },
                failure -> events.accept(new Event.Problem(ref, failure)));
    }

    private @Nullable String objection(Conversation conversation, List<Shown> found) {
        if (found.isEmpty()) {
            return "There is no such message in this conversation.";
        }
        Entry entry = found.getFirst().entry();
        if (!entry.author().equals(self)) {
            return "You can cancel only what you wrote yourself.";
        }
        if (conversation.outbox().mayCancel(entry)) {
            return greetings.mayHaveLeft(conversation.peer(), text(entry))
                    ? "The beginning of the message went with your request. Delete it instead."
                    : null;
        }
        return switch (conversation.stateOf(found.getFirst().stored())) {
            case QUEUED ->
                "The message was on its way when the link was lost, and may have arrived. Delete it instead.";
            case SENT -> "The message is on its way. Delete it instead.";
            case DELIVERED, READ -> "The message has been delivered. Delete it instead.";
            case CANCELLED -> "The message has been cancelled.";
        };
    }

    private void cancel(Conversation conversation, Entry entry, @Nullable String ref) {
        PeerId peer = conversation.peer();
        Outbox outbox = conversation.outbox();
        outbox.beginCancel(entry.seq());
        greetings.forget(peer, text(entry));
        calls.then(
                store.cancel(peer, entry.seq()),
                peer,
                stored -> {
                    outbox.onCancelled(entry.seq());
                    conversation.tellState(entry.id(), MessageState.CANCELLED, ref);
                    Shown last = conversation.last();
                    if (last != null && last.entry().id().equals(entry.id())) {
                        shownMessages.readLast(conversation, () -> {});
                    }
                    delivery.pump(conversation);
                },
                failure -> {
                    outbox.onCancelFailed(entry.seq());
                    events.accept(new Event.Problem(ref, failure));
                    delivery.pump(conversation);
                });
    }

    private static String text(Entry entry) {
        return entry.content() instanceof Content.Text(String text, MessageId replyTo) ? text : "";
    }
}
