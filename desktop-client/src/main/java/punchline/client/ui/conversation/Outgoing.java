package punchline.client.ui.conversation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import punchline.client.ui.bridge.Asker;
import punchline.client.ui.conversation.MessageItem.Delivery;
import punchline.engine.Command;
import punchline.protocol.PeerId;

/** What was typed and is not yet known to be durable, in all conversations. */
final class Outgoing {
    /** A message and to whom it goes. */
    record Unsaved(PeerId peer, MessageItem item) {}

    private final Asker asker;
    private final Map<String, Unsaved> unsaved = new HashMap<>();

    Outgoing(Asker asker) {
        this.asker = asker;
    }

    /** Hands a message to the engine, which answers with its state or a problem. */
    void submit(PeerId to, MessageItem item) {
        item.setDelivery(Delivery.SAVING);
        asker.ask(ref -> {
            unsaved.put(ref, new Unsaved(to, item));
            return new Command.Send(ref, to, item.text(), item.body().replyTo());
        });
    }

    /** The message that this answers, which is settled with it; or null. */
    @Nullable
    Unsaved take(@Nullable String ref) {
        return ref == null ? null : unsaved.remove(ref);
    }

    /** What a conversation still waits for. */
    List<MessageItem> to(PeerId peer) {
        return unsaved.values().stream()
                .filter(mine -> mine.peer().equals(peer))
                .map(Unsaved::item)
                .toList();
    }
}
