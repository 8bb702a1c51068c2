package punchline.engine.conversation;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.engine.Event;
import punchline.engine.Mishap;
import punchline.engine.Reason;
import punchline.protocol.PeerId;

/** The way of my entries: from the store to the links, and of the acknowledgements back to the store. */
final class Delivery {
    private static final Logger log = LoggerFactory.getLogger(Delivery.class);

    private final ChatConfig config;
    private final MessageStore store;
    private final long epoch;
    private final Contacts contacts;
    private final StoreCalls calls;
    private final Consumer<ChatEvent> events;

    Delivery(
            ChatConfig config,
            MessageStore store,
            long epoch,
            Contacts contacts,
            StoreCalls calls,
            Consumer<ChatEvent> events) {
        this.config = config;
        this.store = store;
        this.epoch = epoch;
        this.contacts = contacts;
        this.calls = calls;
        this.events = events;
    }

    /** A link is there. It is handed what waits once it is durable that this may have left. */
    void onOnline(Conversation conversation) {
        if (conversation.isOffered()) {
            pump(conversation);
            return;
        }
        PeerId peer = conversation.peer();
        long linkNumber = conversation.outbox().linkNumber();
        conversation.onOfferAsked();
        calls.then(
                store.offer(peer, Long.MAX_VALUE),
                peer,
                stored -> {
                    if (conversation.outbox().linkNumber() == linkNumber) {
                        conversation.onOffered();
                        pump(conversation);
                    }
                },
                failure -> {
                    if (conversation.outbox().linkNumber() == linkNumber) {
                        events.accept(new ChatEvent.Tell(new Event.Problem(
                                null, Reason.because(failure, Mishap.NOT_SENDABLE, "name", contacts.nameOf(peer)))));
                        closeLink(conversation, "that messages leave could not be noted");
                    }
                });
    }

    /** The link is gone: what it was not handed lies here alone. */
    void onOffline(Conversation conversation) {
        if (conversation.endOffer()) {
            PeerId peer = conversation.peer();
            calls.then(
                    store.offer(peer, conversation.outbox().handed()),
                    peer,
                    _ -> {},
                    failure -> log.debug("the end of a link to {} not stored: {}", peer.brief(), failure));
        }
    }

    /** Hands on what can be handed on, and tells the store what was acknowledged. */
    void pump(Conversation conversation) {
        EntrySender link = conversation.link();
        if (link == null) {
            return;
        }
        Outbox outbox = conversation.outbox();
        if (conversation.isOffered() && contacts.isAccepted(conversation.peer())) {
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
                        events.accept(new ChatEvent.Tell(new Event.Problem(
                                null, Reason.because(failure, Mishap.NOT_READABLE, "name", contacts.nameOf(peer)))));
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

    /** The peer holds what I wrote from an earlier database of mine. */
    void onEarlierReceipt(PeerId peer, long earlier, long seq) {
        calls.then(
                store.acknowledge(peer, earlier, seq),
                peer,
                _ -> {},
                failure -> log.debug("acknowledgement of {} not stored: {}", peer.brief(), failure));
    }

    /** The peer holds what never left: somebody else writes under my numbers, and no receipt of the peer's can be believed. */
    void onTwin(Conversation conversation) {
        if (conversation.tellsTwin()) {
            String name = contacts.nameOf(conversation.peer());
            events.accept(new ChatEvent.Tell(new Event.Problem(null, Reason.of(Mishap.TWIN, "name", name))));
        }
        closeLink(conversation, "it claims to hold messages that were never sent from here");
    }

    /** The link is of no use: the other side breaks the rules, or what it sent cannot be kept. */
    void closeLink(Conversation conversation, String reason) {
        conversation.giveUpLink(reason);
        events.accept(new ChatEvent.LinkUnusable(conversation.peer(), reason));
    }
}
