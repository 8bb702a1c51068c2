package punchline.engine.conversation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import punchline.engine.Event;
import punchline.protocol.PeerId;

/**
 * My side's entries until they are durable: each is numbered at once, and what one turn of the engine brought for a
 * conversation goes to the store together.
 */
final class Writing {
    /** {@code onStored} is told once it is durable; {@code ref} is that of the command. */
    private record Written(Entry entry, @Nullable String ref, Consumer<Entry> onStored) {}

    private final PeerId self;
    private final long epoch;
    private final MessageStore store;
    private final RandomGenerator random;
    private final StoreCalls calls;
    private final Delivery delivery;
    private final Consumer<Event> events;
    private final Map<Conversation, List<Written>> written = new LinkedHashMap<>();

    Writing(
            PeerId self,
            long epoch,
            MessageStore store,
            RandomGenerator random,
            StoreCalls calls,
            Delivery delivery,
            Consumer<Event> events) {
        this.self = self;
        this.epoch = epoch;
        this.store = store;
        this.random = random;
        this.calls = calls;
        this.delivery = delivery;
        this.events = events;
    }

    /** Writes an entry, which goes to the store with the next {@link #flush}. */
    void write(
            long wallMillis,
            Conversation conversation,
            Content content,
            @Nullable String ref,
            Consumer<Entry> onStored) {
        Entry entry = new Entry(
                MessageId.create(wallMillis, random.nextLong(), random.nextLong()),
                self,
                epoch,
                conversation.outbox().assign(),
                conversation.tick(),
                wallMillis,
                content);
        conversation.onAppending();
        List<Written> batch = written.computeIfAbsent(conversation, absent -> new ArrayList<>());
        batch.add(new Written(entry, ref, onStored));
        if (batch.size() >= MessageStore.MAX_TOGETHER) {
            written.remove(conversation);
            store(conversation, batch);
        }
    }

    /** Ends a turn. */
    void flush() {
        if (!written.isEmpty()) {
            written.forEach(this::store);
            written.clear();
        }
    }

    private void store(Conversation conversation, List<Written> batch) {
        calls.then(
                store.append(
                        conversation.peer(), batch.stream().map(Written::entry).toList()),
                conversation.peer(),
                stored -> {
                    for (Written one : batch) {
                        one.onStored().accept(one.entry());
                        conversation.onAppended(one.entry());
                    }
                    delivery.pump(conversation);
                },
                failure -> {
                    for (Written one : batch) {
                        conversation.onAppendFailed();
                        events.accept(new Event.Problem(one.ref(), failure));
                    }
                });
    }
}
