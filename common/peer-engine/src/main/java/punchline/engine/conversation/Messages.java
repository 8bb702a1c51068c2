package punchline.engine.conversation;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import punchline.engine.Event;
import punchline.engine.Event.MessageState;
import punchline.engine.Happening.Step;
import punchline.engine.HistoryMessage;
import punchline.engine.Objection;
import punchline.engine.Reason;
import punchline.engine.TimeSource;
import punchline.engine.conversation.MessageStore.Shown;
import punchline.engine.conversation.MessageStore.Stored;
import punchline.protocol.PeerId;

/** Messages of all conversations, between the store and the links. */
final class Messages {
    private final ChatConfig config;
    private final PeerId self;
    private final MessageStore store;
    private final long epoch;
    private final Contacts contacts;
    private final Greetings greetings;
    private final Consumer<ChatEvent> events;
    private final StoreCalls calls;
    private final ShownMessages shownMessages;
    private final Searches searches;
    private final Delivery delivery;
    private final Attention attention;
    private final Withdrawal withdrawal;
    private final Writing writing;
    private final Receiving receiving;
    private final TimeSource time;
    private final Map<PeerId, Conversation> conversations = new LinkedHashMap<>();

    Messages(
            ChatConfig config,
            ChatOptions options,
            PeerId self,
            MessageStore store,
            MessageStore.Profile profile,
            Contacts contacts,
            Greetings greetings,
            RandomGenerator random,
            TimeSource time,
            Consumer<ChatEvent> events,
            StoreCalls calls) {
        this.config = config;
        this.self = self;
        this.store = store;
        this.epoch = profile.epoch();
        this.contacts = contacts;
        this.greetings = greetings;
        this.events = events;
        this.calls = calls;
        this.delivery = new Delivery(config, store, profile.epoch(), contacts, calls, events);
        this.shownMessages = new ShownMessages(self, store, calls, this::tell);
        this.searches = new Searches(self, store, calls, shownMessages, this::conversation, this::tell);
        this.attention = new Attention(config, options, self, store, calls, time, this::tell);
        this.withdrawal = new Withdrawal(self, store, calls, delivery, greetings, shownMessages, this::tell);
        this.writing = new Writing(self, epoch, store, random, calls, delivery, this::tell);
        this.receiving = new Receiving(config, store, contacts, calls, delivery, shownMessages, this::tell);
        this.time = time;
        profile.conversations().forEach((peer, head) -> conversations.put(peer, newConversation(peer, head)));
    }

    Attention attention() {
        return attention;
    }

    void flush() {
        writing.flush();
        receiving.flush();
    }

    /** Why that text cannot be sent, or null. */
    @Nullable
    Reason objection(PeerId peer, String text) {
        if (text.isEmpty()) {
            return Reason.of(Objection.EMPTY_MESSAGE);
        }
        if (!ConversationLimits.fits(text)) {
            return Reason.of(Objection.LONG_MESSAGE, "bytes", ConversationLimits.MAX_TEXT_BYTES);
        }
        if (!DisplayText.isWhole(text)) {
            return Reason.of(Objection.BROKEN_MESSAGE);
        }
        return objection(peer);
    }

    /** Why nothing more can be said to that peer at this moment, or null. */
    private @Nullable Reason objection(PeerId peer) {
        Conversation conversation = conversations.get(peer);
        if (conversation == null) {
            return null;
        }
        if (conversation.outbox().isFull()) {
            return Reason.of(
                    Objection.TOO_MANY_WAIT, "count", config.maxQueuedEntries(), "name", contacts.nameOf(peer));
        }
        return conversation.isAppendFailing() ? Reason.of(Objection.NOT_STORED) : null;
    }

    void send(long wallMillis, PeerId peer, Content.Text text, @Nullable String ref) {
        Conversation conversation = conversation(peer);
        writing.write(wallMillis, conversation, text, ref, entry -> {
            conversation.timelines().onMessage(entry.id(), wallMillis, Step.QUEUED, null);
            tell(new Event.State(
                    ref, peer, entry.id(), MessageState.QUEUED, shownMessages.orderKey(conversation, entry)));
            conversation.onLast(new Shown(new Stored(entry, false, false, wallMillis), List.of()));
        });
    }

    /** Amends a message that is here; a text that replaces another has been looked at. */
    void amend(long wallMillis, PeerId peer, Content.Amendment amendment, @Nullable String ref) {
        long clears = conversation(peer).clears();
        calls.then(
                store.messages(peer, List.of(amendment.target())),
                peer,
                found -> {
                    Reason objection = found.isEmpty()
                            ? Reason.of(Objection.NO_SUCH_MESSAGE)
                            : objectionTo(amendment, found.getFirst());
                    Conversation conversation = conversation(peer);
                    if (objection == null && !(amendment instanceof Content.Deletion) && conversation.isGone(clears)) {
                        // Its words would be gone before it left, and what is left of it would say the wrong thing.
                        objection = Reason.of(Objection.CONVERSATION_DELETED);
                    }
                    if (objection == null) {
                        objection = objection(peer);
                    }
                    if (objection != null) {
                        tell(new Event.Problem(ref, objection));
                        return;
                    }
                    if (amendment instanceof Content.Deletion
                            && found.getFirst().entry().content() instanceof Content.Text(String text, MessageId of)) {
                        greetings.forget(peer, text);
                    }
                    writing.write(
                            wallMillis,
                            conversation,
                            amendment,
                            ref,
                            entry -> shownMessages.onAmendment(conversation, amendment.target(), ref));
                },
                failure -> tell(new Event.Problem(ref, failure)));
    }

    private @Nullable Reason objectionTo(Content.Amendment amendment, Shown shown) {
        Entry message = shown.entry();
        if (!message.author().equals(self) && !(amendment instanceof Content.Reaction)) {
            return Reason.of(amendment instanceof Content.Edit ? Objection.EDIT_OWN_ONLY : Objection.DELETE_OWN_ONLY);
        }
        boolean deleted = shown.amendments().stream().anyMatch(entry -> entry.content() instanceof Content.Deletion);
        return deleted ? Reason.of(Objection.MESSAGE_DELETED) : null;
    }

    void history(PeerId peer, HistoryPage page, @Nullable String ref) {
        shownMessages.history(conversation(peer), page, ref);
    }

    void search(@Nullable PeerId peer, String query, int limit, @Nullable Long before, @Nullable String ref) {
        searches.search(peer, query, limit, before, ref);
    }

    @Nullable
    HistoryMessage last(PeerId peer) {
        Conversation conversation = conversations.get(peer);
        if (conversation == null) {
            return null;
        }
        Shown last = conversation.last();
        return last == null ? null : shownMessages.view(conversation, last);
    }

    ShownMessages shown() {
        return shownMessages;
    }

    /** Those of which anything is known. */
    Collection<Conversation> all() {
        return conversations.values();
    }

    void cancel(PeerId peer, MessageId id, @Nullable String ref) {
        withdrawal.cancel(conversation(peer), id, ref);
    }

    void timeline(PeerId peer, MessageId id, @Nullable String ref) {
        shownMessages.timeline(conversation(peer), id, ref);
    }

    /** Looks whether a message waits to be sent. */
    void ifQueued(PeerId peer, MessageId id, @Nullable String ref, Runnable then) {
        shownMessages.ifQueued(conversation(peer), id, ref, then);
    }

    void onLink(PeerId peer, Step step, @Nullable Reason detail) {
        Conversation conversation = conversations.get(peer);
        if (conversation != null) {
            conversation.timelines().onLink(time.wallMillis(), step, detail);
        }
    }

    void read(PeerId peer, @Nullable MessageId upTo, @Nullable String ref) {
        attention.read(conversation(peer), upTo, ref);
    }

    void onRead(PeerId peer, long ofEpoch, long seq) {
        Conversation conversation = conversation(peer);
        if (conversation.link() == null) {
            return;
        }
        if (ofEpoch == epoch && !conversation.outbox().isWritten(seq)) {
            delivery.closeLink(conversation, "it has read messages that were never written here");
        } else if (!attention.onReadByPeer(conversation, ofEpoch, seq)) {
            delivery.closeLink(conversation, "it has read messages of too many of my databases");
        }
    }

    void typing(PeerId peer) {
        attention.typing(conversation(peer));
    }

    void onTyping(PeerId peer) {
        attention.onTyping(conversation(peer));
    }

    Map<Long, Long> heldBy(PeerId peer) {
        Conversation conversation = conversations.get(peer);
        return conversation == null ? Map.of() : conversation.inbox().held();
    }

    void onOnline(PeerId peer, EntrySender out, Map<Long, Long> theyHold) {
        Conversation conversation = conversation(peer);
        if (theyHold.size() > config.maxEpochs()) {
            delivery.closeLink(conversation, "it claims to hold messages of too many of my databases");
            return;
        }
        if (!conversation.start(out, theyHold)) {
            delivery.onTwin(conversation);
            return;
        }
        theyHold.forEach((earlier, seq) -> {
            if (earlier != epoch) {
                delivery.onEarlierReceipt(peer, earlier, seq);
            }
        });
        delivery.onOnline(conversation);
        attention.onOnline(conversation);
    }

    void onOffline(PeerId peer) {
        Conversation conversation = conversations.get(peer);
        if (conversation != null) {
            conversation.stop("the link was lost");
            delivery.onOffline(conversation);
        }
    }

    /** The link takes more, or the contact changed. */
    void onReady(PeerId peer) {
        Conversation conversation = conversations.get(peer);
        if (conversation != null) {
            delivery.pump(conversation);
        }
    }

    void onReceipt(PeerId peer, long receiptEpoch, long seq) {
        Conversation conversation = conversation(peer);
        if (conversation.link() == null) {
            return;
        }
        if (receiptEpoch != epoch) {
            delivery.closeLink(conversation, "it acknowledged messages that this link never carried");
        } else if (conversation.outbox().onHeld(seq)) {
            delivery.pump(conversation);
        } else {
            delivery.closeLink(conversation, "it acknowledged messages that were never written here");
        }
    }

    void onEntry(long wallMillis, PeerId peer, Entry entry) {
        Conversation conversation = conversation(peer);
        if (conversation.link() != null) {
            receiving.onEntry(wallMillis, conversation, entry);
        }
    }

    /** Of that peer, also if nothing has been said. */
    Conversation conversation(PeerId peer) {
        return conversations.computeIfAbsent(peer, absent -> newConversation(absent, MessageStore.Head.NOTHING));
    }

    private Conversation newConversation(PeerId peer, MessageStore.Head head) {
        return new Conversation(config, peer, epoch, head, this::onState);
    }

    private void onState(Conversation conversation, MessageId id, MessageState state, @Nullable String ref) {
        conversation.timelines().onMessage(id, time.wallMillis(), Step.of(state), null);
        tell(new Event.State(ref, conversation.peer(), id, state));
    }

    private void tell(Event event) {
        events.accept(new ChatEvent.Tell(event));
    }
}
