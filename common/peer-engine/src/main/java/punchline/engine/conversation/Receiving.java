package punchline.engine.conversation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.engine.Event;
import punchline.engine.Mishap;
import punchline.engine.Reason;
import punchline.engine.conversation.MessageStore.Arrival;

/**
 * The peers' entries until they are durable, told, and acknowledged: what one turn of the engine brought of a conversation
 * goes to the store together, and a receipt leaves for all that became durable in a turn.
 */
final class Receiving {
    private static final Logger log = LoggerFactory.getLogger(Receiving.class);

    /** Entries that came in one turn, by my wall clock at the first of them. */
    private static final class Batch {
        private final long arrivedMillis;
        private final List<Entry> entries = new ArrayList<>();
        /** Of each, {@link Inbox#attempt}. */
        private final List<Long> attempts = new ArrayList<>();

        Batch(long arrivedMillis) {
            this.arrivedMillis = arrivedMillis;
        }
    }

    private final ChatConfig config;
    private final MessageStore store;
    private final Contacts contacts;
    private final StoreCalls calls;
    private final Delivery delivery;
    private final ShownMessages shownMessages;
    private final Consumer<Event> events;
    private final Map<Conversation, Batch> arrived = new LinkedHashMap<>();
    private final Set<Conversation> receiptsDue = new LinkedHashSet<>();

    Receiving(
            ChatConfig config,
            MessageStore store,
            Contacts contacts,
            StoreCalls calls,
            Delivery delivery,
            ShownMessages shownMessages,
            Consumer<Event> events) {
        this.config = config;
        this.store = store;
        this.contacts = contacts;
        this.calls = calls;
        this.delivery = delivery;
        this.shownMessages = shownMessages;
        this.events = events;
    }

    /** An entry came over the conversation's link. */
    void onEntry(long wallMillis, Conversation conversation, Entry entry) {
        String objection = objectionTo(conversation, entry);
        if (objection != null) {
            delivery.closeLink(conversation, objection);
            return;
        }
        switch (conversation.inbox().onEntry(entry)) {
            case NEXT -> gather(wallMillis, conversation, entry);
            case DUPLICATE -> receiptsDue.add(conversation);
            case GAP -> delivery.closeLink(conversation, "it left out messages");
            case TOO_MANY_EPOCHS -> delivery.closeLink(conversation, "it has begun too many databases");
            case TOO_MUCH -> delivery.closeLink(conversation, "it sends more than its window");
        }
    }

    private @Nullable String objectionTo(Conversation conversation, Entry entry) {
        if (!contacts.isAccepted(conversation.peer())) {
            return "it sends messages before it was accepted";
        }
        if (entry.seq() < 1) {
            return "it numbers messages below 1";
        }
        // Refused and not clamped: both sides sort by this number, so neither may change it.
        if (entry.lamport() < 1 || entry.lamport() - conversation.lamport() > config.maxLamportJump()) {
            return "its logical clock jumps";
        }
        return null;
    }

    private void gather(long wallMillis, Conversation conversation, Entry entry) {
        conversation.onLamport(entry.lamport());
        Batch batch = arrived.computeIfAbsent(conversation, absent -> new Batch(wallMillis));
        batch.entries.add(entry);
        batch.attempts.add(conversation.inbox().attempt(entry.epoch()));
        if (batch.entries.size() >= MessageStore.MAX_TOGETHER) {
            arrived.remove(conversation);
            store(conversation, batch);
        }
    }

    /** Ends a turn. */
    void flush() {
        if (!arrived.isEmpty()) {
            arrived.forEach(this::store);
            arrived.clear();
        }
        if (!receiptsDue.isEmpty()) {
            receiptsDue.forEach(Receiving::sendReceipts);
            receiptsDue.clear();
        }
    }

    private static void sendReceipts(Conversation conversation) {
        EntrySender link = conversation.link();
        if (link != null) {
            conversation.inbox().flushReceipts(link);
        }
    }

    private void store(Conversation conversation, Batch batch) {
        calls.then(
                store.receive(conversation.peer(), List.copyOf(batch.entries), batch.arrivedMillis),
                conversation.peer(),
                arrivals -> {
                    for (int i = 0; i < arrivals.size(); i++) {
                        conversation.inbox().onDurable(batch.entries.get(i));
                    }
                    conversation.onKept();
                    receiptsDue.add(conversation);
                    for (int i = 0; i < arrivals.size(); i++) {
                        onArrival(batch.arrivedMillis, conversation, batch.entries.get(i), arrivals.get(i));
                    }
                },
                failure -> {
                    boolean first = false;
                    for (int i = 0; i < batch.entries.size(); i++) {
                        first |= conversation.inbox().onFailed(batch.entries.get(i), batch.attempts.get(i));
                    }
                    if (first) {
                        if (conversation.onNotKept()) {
                            events.accept(new Event.Problem(
                                    null,
                                    Reason.because(
                                            failure, Mishap.NOT_KEPT, "name", contacts.nameOf(conversation.peer()))));
                        }
                        delivery.closeLink(conversation, "what it sent could not be stored");
                    }
                });
    }

    private void onArrival(long arrivedMillis, Conversation conversation, Entry entry, Arrival arrival) {
        if (arrival == Arrival.KNOWN) {
            log.debug("{} repeats the id {}", conversation.peer().brief(), entry.id());
        } else if (arrival == Arrival.NEW_AND_AMENDED
                || (entry.content() instanceof Content.Text text && text.isTakenBack())) {
            shownMessages.onAmendedMessage(conversation, entry.id());
        } else if (entry.content().isMessage()) {
            shownMessages.onMessage(conversation, entry, arrivedMillis);
        } else if (entry.content() instanceof Content.Amendment amendment) {
            shownMessages.onAmendment(conversation, amendment.target(), null);
        }
    }
}
