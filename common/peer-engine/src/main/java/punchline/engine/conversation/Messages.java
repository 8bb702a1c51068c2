package punchline.engine.conversation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.engine.Event;
import punchline.engine.Event.HistoryMessage;
import punchline.engine.conversation.MessageStore.Stored;
import punchline.protocol.PeerId;

/** Messages of all conversations, between the store and the links. */
final class Messages {
    private static final Logger log = LoggerFactory.getLogger(Messages.class);

    /** A character of Java, two of which make those that take four bytes. */
    private static final int MAX_UTF8_BYTES_PER_CHAR = 3;

    private static final MessageStore.Head NOTHING = new MessageStore.Head(0, 0, 0, Map.of(), Optional.empty());

    private final ChatConfig config;
    private final PeerId self;
    private final MessageStore store;
    private final long epoch;
    private final Contacts contacts;
    private final RandomGenerator random;
    private final Consumer<ChatEvent> events;
    private final StoreCalls calls;
    private final Map<PeerId, Conversation> conversations = new LinkedHashMap<>();
    private final Set<Conversation> receiptsDue = new LinkedHashSet<>();

    Messages(
            ChatConfig config,
            PeerId self,
            MessageStore store,
            MessageStore.Profile profile,
            Contacts contacts,
            RandomGenerator random,
            Consumer<ChatEvent> events,
            StoreCalls calls) {
        this.config = config;
        this.self = self;
        this.store = store;
        this.epoch = profile.epoch();
        this.contacts = contacts;
        this.random = random;
        this.events = events;
        this.calls = calls;
        profile.conversations().forEach((peer, head) -> conversations.put(peer, newConversation(peer, head)));
    }

    void flush() {
        for (Conversation conversation : receiptsDue) {
            EntrySender link = conversation.link();
            if (link != null) {
                conversation.inbox().flushReceipts(link);
            }
        }
        receiptsDue.clear();
    }

    /** Why that text cannot be sent, or null. */
    @Nullable
    String objection(PeerId peer, String text) {
        if (text.isEmpty()) {
            return "A message needs some text.";
        }
        if (text.length() > ConversationLimits.MAX_TEXT_BYTES
                || (text.length() > ConversationLimits.MAX_TEXT_BYTES / MAX_UTF8_BYTES_PER_CHAR
                        && text.getBytes(StandardCharsets.UTF_8).length > ConversationLimits.MAX_TEXT_BYTES)) {
            return "A message has at most " + ConversationLimits.MAX_TEXT_BYTES + " bytes. Send it in parts.";
        }
        if (!DisplayText.isWhole(text)) {
            return "The message has half a character in it, and cannot be sent.";
        }
        Conversation conversation = conversations.get(peer);
        if (conversation == null) {
            return null;
        }
        if (conversation.outbox().isFull()) {
            return config.maxQueuedEntries() + " messages wait for " + nameOf(peer)
                    + " already. More can be sent once some have arrived.";
        }
        return conversation.isAppendFailing() ? "The message could not be stored. Try again." : null;
    }

    void send(long wallMillis, PeerId peer, String text, @Nullable String ref) {
        Conversation conversation = conversation(peer);
        Entry entry = new Entry(
                MessageId.create(wallMillis, random.nextLong(), random.nextLong()),
                self,
                epoch,
                conversation.outbox().assign(),
                conversation.tick(),
                wallMillis,
                new Content.Text(text));
        conversation.onAppending();
        calls.then(
                store.append(peer, entry),
                peer,
                stored -> {
                    tell(new Event.State(ref, peer, entry.id(), Event.MessageState.QUEUED));
                    conversation.onAppended(entry);
                    conversation.onLast(new Stored(entry, false, wallMillis));
                    pump(conversation);
                },
                failure -> {
                    conversation.onAppendFailed();
                    tell(new Event.Problem(ref, failure));
                });
    }

    void history(PeerId peer, int limit, @Nullable MessageId before, @Nullable String ref) {
        readHistory(peer, limit, before, List.of(), ref);
    }

    /** Reads on while what was read is not shown, since an empty page would look like the beginning. */
    private void readHistory(
            PeerId peer, int limit, @Nullable MessageId before, List<HistoryMessage> later, @Nullable String ref) {
        int wanted = limit - later.size();
        calls.then(
                store.history(peer, before, wanted),
                peer,
                read -> {
                    List<HistoryMessage> shown = shown(peer, read);
                    shown.addAll(later);
                    if (shown.size() < limit && read.size() == wanted) {
                        readHistory(peer, limit, read.getFirst().entry().id(), shown, ref);
                    } else {
                        tell(new Event.History(ref, peer, List.copyOf(shown)));
                    }
                },
                failure -> tell(new Event.Problem(ref, failure)));
    }

    @Nullable
    HistoryMessage last(PeerId peer) {
        Conversation conversation = conversations.get(peer);
        if (conversation == null) {
            return null;
        }
        Stored last = conversation.last();
        return last == null ? null : shown(conversation.outbox(), last);
    }

    Map<Long, Long> heldBy(PeerId peer) {
        Conversation conversation = conversations.get(peer);
        return conversation == null ? Map.of() : conversation.inbox().held();
    }

    void onOnline(PeerId peer, EntrySender out, Map<Long, Long> theyHold) {
        Conversation conversation = conversation(peer);
        if (theyHold.size() > config.maxEpochs()) {
            closeLink(conversation, "it claims to hold messages of too many of my databases");
            return;
        }
        if (!conversation.start(out, theyHold)) {
            closeLink(conversation, "it claims to hold messages that were never written here");
            return;
        }
        theyHold.forEach((earlier, seq) -> {
            if (earlier != epoch) {
                onEarlierReceipt(peer, earlier, seq);
            }
        });
        pump(conversation);
    }

    void onOffline(PeerId peer) {
        Conversation conversation = conversations.get(peer);
        if (conversation != null) {
            conversation.stop("the link was lost");
        }
    }

    /** The link takes more, or the contact changed. */
    void onReady(PeerId peer) {
        Conversation conversation = conversations.get(peer);
        if (conversation != null) {
            pump(conversation);
        }
    }

    void onReceipt(PeerId peer, long receiptEpoch, long seq) {
        Conversation conversation = conversation(peer);
        if (conversation.link() == null) {
            return;
        }
        if (receiptEpoch != epoch) {
            closeLink(conversation, "it acknowledged messages that this link never carried");
        } else if (conversation.outbox().onHeld(seq)) {
            pump(conversation);
        } else {
            closeLink(conversation, "it acknowledged messages that were never written here");
        }
    }

    void onEntry(long wallMillis, PeerId peer, Entry entry) {
        Conversation conversation = conversation(peer);
        if (conversation.link() == null) {
            return;
        }
        String objection = objectionTo(conversation, entry);
        if (objection != null) {
            closeLink(conversation, objection);
            return;
        }
        switch (conversation.inbox().onEntry(entry)) {
            case NEXT -> receive(wallMillis, conversation, entry);
            case DUPLICATE -> receiptsDue.add(conversation);
            case GAP -> closeLink(conversation, "it left out messages");
            case TOO_MANY_EPOCHS -> closeLink(conversation, "it has begun too many databases");
            case TOO_MUCH -> closeLink(conversation, "it sends more than its window");
        }
    }

    String nameOf(PeerId peer) {
        Contact contact = contacts.get(peer);
        return contact == null || contact.name().isEmpty() ? peer.brief() : contact.name();
    }

    private @Nullable String objectionTo(Conversation conversation, Entry entry) {
        if (!isAccepted(conversation.peer())) {
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

    private void receive(long wallMillis, Conversation conversation, Entry entry) {
        PeerId peer = conversation.peer();
        long attempt = conversation.inbox().attempt(entry.epoch());
        conversation.onLamport(entry.lamport());
        calls.then(
                store.receive(peer, entry, wallMillis),
                peer,
                isNew -> {
                    conversation.inbox().onDurable(entry);
                    receiptsDue.add(conversation);
                    if (!isNew) {
                        log.debug("{} repeats the id {}", peer.brief(), entry.id());
                    } else if (entry.content() instanceof Content.Text(String text)) {
                        conversation.onLast(new Stored(entry, true, wallMillis));
                        tell(new Event.Message(null, peer, entry.id(), text, entry.sentAtMillis(), wallMillis));
                    }
                },
                failure -> {
                    if (conversation.inbox().onFailed(entry, attempt)) {
                        tell(new Event.Problem(
                                null,
                                "A message of " + nameOf(peer) + " could not be kept, and will come again: "
                                        + failure));
                        closeLink(conversation, "what it sent could not be stored");
                    }
                });
    }

    private void pump(Conversation conversation) {
        EntrySender link = conversation.link();
        if (link == null) {
            return;
        }
        Outbox outbox = conversation.outbox();
        if (isAccepted(conversation.peer())) {
            while (link.isWritable()) {
                Entry entry = outbox.pollSendable();
                if (entry == null) {
                    break;
                }
                link.send(entry);
            }
            if (outbox.pollRead()) {
                read(conversation);
            }
        }
        acknowledge(conversation);
    }

    private void read(Conversation conversation) {
        PeerId peer = conversation.peer();
        Outbox outbox = conversation.outbox();
        long linkNumber = outbox.linkNumber();
        calls.then(
                store.outgoing(peer, outbox.cursor(), config.readPage()),
                peer,
                entries -> {
                    if (outbox.linkNumber() == linkNumber) {
                        outbox.onRead(entries);
                        pump(conversation);
                    }
                },
                failure -> {
                    if (outbox.linkNumber() == linkNumber) {
                        tell(new Event.Problem(
                                null, "Messages for " + nameOf(peer) + " could not be read: " + failure));
                        closeLink(conversation, "what is to be sent could not be read");
                    }
                });
    }

    /** Tells the store, one call at a time: acknowledgements are cumulative, and a failure is made good by the next. */
    private void acknowledge(Conversation conversation) {
        long seq = conversation.pollAcknowledge();
        if (seq == 0) {
            return;
        }
        PeerId peer = conversation.peer();
        calls.then(
                store.acknowledge(peer, epoch, seq),
                peer,
                stored -> {
                    conversation.onAcknowledged(seq);
                    acknowledge(conversation);
                },
                failure -> {
                    log.debug("acknowledgement of {} not stored: {}", peer.brief(), failure);
                    conversation.onAcknowledged(conversation.acknowledgedInStore());
                });
    }

    private void onEarlierReceipt(PeerId peer, long earlier, long seq) {
        calls.then(
                store.acknowledge(peer, earlier, seq),
                peer,
                _ -> {},
                failure -> log.debug("acknowledgement of {} not stored: {}", peer.brief(), failure));
    }

    private List<HistoryMessage> shown(PeerId peer, List<Stored> read) {
        Outbox outbox = conversation(peer).outbox();
        List<HistoryMessage> shown = new ArrayList<>(read.size());
        for (Stored stored : read) {
            HistoryMessage message = shown(outbox, stored);
            if (message != null) {
                shown.add(message);
            }
        }
        return shown;
    }

    private @Nullable HistoryMessage shown(Outbox outbox, Stored stored) {
        Entry entry = stored.entry();
        if (!(entry.content() instanceof Content.Text(String text))) {
            return null;
        }
        boolean mine = entry.author().equals(self);
        return new HistoryMessage(
                entry.id(),
                mine,
                text,
                mine ? outbox.stateOf(entry.epoch(), entry.seq(), stored.delivered()) : null,
                entry.sentAtMillis());
    }

    private void closeLink(Conversation conversation, String reason) {
        conversation.giveUpLink(reason);
        events.accept(new ChatEvent.LinkUnusable(conversation.peer(), reason));
    }

    private boolean isAccepted(PeerId peer) {
        Contact contact = contacts.get(peer);
        return contact != null && contact.isAccepted();
    }

    private Conversation conversation(PeerId peer) {
        return conversations.computeIfAbsent(peer, absent -> newConversation(absent, NOTHING));
    }

    private Conversation newConversation(PeerId peer, MessageStore.Head head) {
        return new Conversation(config, peer, epoch, head, (id, state) -> tell(new Event.State(null, peer, id, state)));
    }

    private void tell(Event event) {
        events.accept(new ChatEvent.Tell(event));
    }
}
