package punchline.client.ui.conversation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import punchline.client.ui.bridge.Asker;
import punchline.client.ui.conversation.MessageItem.Delivery;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.protocol.PeerId;

/** What was typed and is not durable, in all conversations: it is nowhere else. */
final class Outgoing {
    /** A message and to whom it goes. */
    record Unsaved(PeerId peer, MessageItem item) {}

    private final Asker asker;
    private final Map<String, Unsaved> unsaved = new LinkedHashMap<>();
    private final List<Unsaved> failed = new ArrayList<>();

    Outgoing(Asker asker) {
        this.asker = asker;
    }

    /** Hands a message to the engine, which answers with its state or a problem. */
    void submit(PeerId to, MessageItem item) {
        discard(item);
        item.setDelivery(Delivery.SAVING);
        asker.ask(ref -> {
            unsaved.put(ref, new Unsaved(to, item));
            return new Command.Send(ref, to, item.text(), item.body().replyTo());
        });
    }

    /** The message that this answers, which is settled with it; or null. */
    @Nullable
    Unsaved take(Event.State state) {
        Unsaved saved = state.ref() == null ? null : unsaved.remove(state.ref());
        if (saved != null) {
            saved.item().setDelivery(MessageItem.deliveryOf(state.state()));
        }
        return saved;
    }

    /** The message that did not become durable, or null if the problem is about none of these. */
    @Nullable
    Unsaved fail(Event.Problem told) {
        Unsaved refused = told.ref() == null ? null : unsaved.remove(told.ref());
        if (refused != null) {
            refused.item().setDelivery(Delivery.FAILED);
            failed.add(refused);
        }
        return refused;
    }

    /** Gives up a message that did not become durable. */
    void discard(MessageItem item) {
        failed.removeIf(one -> one.item() == item);
    }

    /** What a conversation still waits for, and what did not become durable there. */
    List<MessageItem> to(PeerId peer) {
        return Stream.concat(failed.stream(), unsaved.values().stream())
                .filter(mine -> mine.peer().equals(peer))
                .map(Unsaved::item)
                .toList();
    }
}
