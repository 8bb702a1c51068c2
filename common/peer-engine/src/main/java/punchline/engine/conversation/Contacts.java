package punchline.engine.conversation;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import punchline.engine.Event.Relation;
import punchline.protocol.Endpoint;
import punchline.protocol.PeerId;
import punchline.protocol.PublicIdentity;

/** Who is known, and what stands between us. Each change gives the contact as it is to be saved, or null if nothing changed. */
final class Contacts {
    private final ChatConfig config;
    private final SortedMap<PeerId, Contact> contacts = new TreeMap<>();

    Contacts(ChatConfig config, Collection<Contact> saved) {
        this.config = config;
        saved.forEach(contact -> contacts.put(contact.id(), contact));
    }

    @Nullable
    Contact get(PeerId peer) {
        return contacts.get(peer);
    }

    /** Whether both agreed. */
    boolean isAccepted(PeerId peer) {
        Contact contact = contacts.get(peer);
        return contact != null && contact.isAccepted();
    }

    /** What people call that peer; the beginning of its id where nothing else is known. */
    String nameOf(PeerId peer) {
        Contact contact = contacts.get(peer);
        return contact == null || contact.name().isEmpty() ? peer.brief() : contact.name();
    }

    /** All, by id. */
    Collection<Contact> all() {
        return Collections.unmodifiableCollection(contacts.values());
    }

    boolean isFull() {
        return contacts.size() >= config.maxContacts();
    }

    /** I want this person, and say so with a greeting where I have to ask; undoes a rejection. */
    @Nullable
    Contact want(PeerId peer, String greeting) {
        Contact old = orNew(peer);
        if (old.isWanted() && greeting.isEmpty()) {
            // As with each message.
            return null;
        }
        Contact wanted = old.withMine(old.mine().withWanted());
        return put(old.wantsMe() || greeting.isEmpty() ? wanted : wanted.withGreeting(DisplayText.greeting(greeting)));
    }

    /** I do not want this person; {@link #want} undoes it. */
    @Nullable
    Contact reject(PeerId peer) {
        Contact old = orNew(peer);
        return put(old.withMine(old.mine().withRejected()));
    }

    /** Whether a stranger's request may be noted. */
    boolean admitsRequest() {
        return !isFull()
                && contacts.values().stream()
                                .filter(contact -> contact.relation() == Relation.PENDING)
                                .count()
                        < config.maxPendingRequests();
    }

    /**
     * An authenticated hello. What a stranger asked stands until it is answered; only someone I want can take back that it
     * wants me.
     */
    @Nullable
    Contact onHello(PublicIdentity identity, String name, boolean wantsMe, String greeting) {
        Contact old = orNew(identity.peerId());
        boolean wanted = old.mine().wanted();
        boolean wants = wantsMe || (old.wantsMe() && !wanted);
        Contact heard = old.withIdentity(identity).withWantsMe(wants);
        String shown = DisplayText.name(name);
        if (!shown.isEmpty()) {
            heard = heard.withName(shown);
        }
        if (wants && !wanted && !greeting.isEmpty()) {
            heard = heard.withGreeting(DisplayText.greeting(greeting));
        }
        return put(heard);
    }

    /** It wants me after all. Only of someone known. */
    @Nullable
    Contact onAccepted(PeerId peer) {
        Contact old = contacts.get(peer);
        return old == null ? null : put(old.withWantsMe(true));
    }

    /** A server, or the peer, has shown the key. Only of someone known. */
    @Nullable
    Contact onIdentity(PublicIdentity identity) {
        Contact old = contacts.get(identity.peerId());
        return old == null ? null : put(old.withIdentity(identity));
    }

    /** It was heard at this address, authenticated. Only of someone known. */
    @Nullable
    Contact onHeard(PeerId peer, Endpoint address, long wallMillis) {
        Contact old = contacts.get(peer);
        return old == null ? null : put(old.withHeard(address, wallMillis));
    }

    private Contact orNew(PeerId peer) {
        Contact contact = contacts.get(peer);
        return contact != null ? contact : Contact.unknown(peer);
    }

    private @Nullable Contact put(Contact contact) {
        return contact.equals(contacts.put(contact.id(), contact)) ? null : contact;
    }
}
