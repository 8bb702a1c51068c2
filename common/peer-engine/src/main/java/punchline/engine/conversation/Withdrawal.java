package punchline.engine.conversation;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import punchline.engine.Event;
import punchline.engine.Event.MessageState;
import punchline.engine.Objection;
import punchline.engine.Reason;
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
                    Objection objection = objection(conversation, found);
                    if (objection == null) {
                        cancel(conversation, found.getFirst().entry(), ref);
                    } else {
                        events.accept(new Event.Problem(ref, Reason.of(objection)));
                    }
                },
                failure -> events.accept(new Event.Problem(ref, failure)));
    }

    private @Nullable Objection objection(Conversation conversation, List<Shown> found) {
        if (found.isEmpty()) {
            return Objection.NO_SUCH_MESSAGE;
        }
        Entry entry = found.getFirst().entry();
        if (!entry.author().equals(self)) {
            return Objection.CANCEL_OWN_ONLY;
        }
        if (conversation.outbox().mayCancel(entry)) {
            return greetings.mayHaveLeft(conversation.peer(), text(entry)) ? Objection.WENT_WITH_REQUEST : null;
        }
        return switch (conversation.stateOf(found.getFirst().stored())) {
            case QUEUED -> Objection.MAY_HAVE_ARRIVED;
            case SENT -> Objection.ON_ITS_WAY;
            case DELIVERED, READ -> Objection.DELIVERED;
            case CANCELLED -> Objection.CANCELLED;
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
