package punchline.engine.conversation;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.protocol.PeerId;

/** The beginnings of first messages, which go with requests. They go where their messages go. */
final class Greetings {
    private static final Logger log = LoggerFactory.getLogger(Greetings.class);

    private final MessageStore store;
    private final Contacts contacts;
    private final StoreCalls calls;
    private final Consumer<ChatEvent> events;

    Greetings(MessageStore store, Contacts contacts, StoreCalls calls, Consumer<ChatEvent> events) {
        this.store = store;
        this.contacts = contacts;
        this.calls = calls;
        this.events = events;
    }

    /** Whether the beginning of that text may have been shown to the peer: there was a link since it became the greeting, or before. */
    boolean mayHaveLeft(PeerId peer, String text) {
        Contact contact = contacts.get(peer);
        return contact != null && contact.lastHeardMillis() > 0 && isBeginning(contact, text);
    }

    /** That text is taken back: its beginning is no greeting any more. */
    void forget(PeerId peer, String text) {
        Contact contact = contacts.get(peer);
        if (contact != null && isBeginning(contact, text)) {
            forget(peer);
        }
    }

    /** All that was said is deleted here, whoever greeted. */
    void forget(PeerId peer) {
        Contact changed = contacts.forgetGreeting(peer);
        if (changed != null) {
            calls.then(
                    store.saveContact(changed),
                    peer,
                    _ -> {},
                    failure -> log.warn("the greeting of {} could not be forgotten: {}", peer.brief(), failure));
            events.accept(new ChatEvent.ContactChanged(changed));
        }
    }

    private static boolean isBeginning(Contact contact, String text) {
        return !contact.greeting().isEmpty() && contact.greeting().equals(DisplayText.greeting(text));
    }
}
