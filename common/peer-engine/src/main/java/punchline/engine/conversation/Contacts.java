package punchline.engine.conversation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import punchline.engine.Event.Relation;
import punchline.protocol.Endpoint;
import punchline.protocol.PeerId;
import punchline.protocol.PublicIdentity;
import punchline.protocol.Token;

/** Who is known, and what stands between us. Each change gives the contact as it is to be saved, or null if nothing changed. */
final class Contacts {
    private final ChatConfig config;
    private final SortedMap<PeerId, Contact> contacts = new TreeMap<>();
    private final LookAlikes lookAlikes = new LookAlikes();
    private List<Contact> affected = List.of();

    Contacts(ChatConfig config, Collection<Contact> saved) {
        this.config = config;
        saved.forEach(contact -> {
            contacts.put(contact.id(), contact);
            var _ = lookAlikes.put(contact);
        });
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

    /** What to call that peer here. */
    String nameOf(PeerId peer) {
        Contact contact = contacts.get(peer);
        return contact == null ? peer.brief() : contact.shownName();
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

    /** What was said with a request, mine or the other's, is said no more. */
    @Nullable
    Contact forgetGreeting(PeerId peer) {
        Contact old = contacts.get(peer);
        return old == null ? null : put(old.withGreeting(""));
    }

    /** I want this person, who gave me an invite and calls itself so. */
    @Nullable
    Contact wantByInvite(PeerId peer, String name, Token token, String greeting) {
        Contact old = orNew(peer);
        var _ = want(peer, greeting);
        Contact wanted = orNew(peer).withInvite(token);
        Contact named = wanted.name().isEmpty() ? wanted.withName(DisplayText.name(name)) : wanted;
        var _ = put(named);
        return named.equals(old) ? null : contacts.get(peer);
    }

    /** What I had decided before of this person counts again. */
    @Nullable
    Contact decide(PeerId peer, Contact.Decision decision) {
        return put(orNew(peer).withMine(decision));
    }

    /** I do not want this person; {@link #want} undoes it. */
    @Nullable
    Contact reject(PeerId peer) {
        Contact old = orNew(peer);
        return put(old.withMine(old.mine().withRejected()));
    }

    /** What I decided about someone known. */
    @Nullable
    Contact decide(PeerId peer, UnaryOperator<Contact.Decision> decision) {
        Contact old = contacts.get(peer);
        return old == null ? null : put(old.withMine(decision.apply(old.mine())));
    }

    /** Of whom that peer, calling itself so, may be taken for another; null of nobody. */
    @Nullable
    Contact lookAlike(PeerId peer, String name) {
        Contact contact = contacts.get(peer);
        if (contact != null
                && (contact.mine().verified() || !contact.mine().alias().isEmpty())) {
            // I know who that is.
            return null;
        }
        PeerId known = lookAlikes.of(peer, name);
        return known == null ? null : contacts.get(known);
    }

    /** Those whose {@link #lookAlike} may be another since the last change. */
    List<Contact> affected() {
        return affected;
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

    /** Someone known of whom something is taken. */
    private @Nullable Contact heeded(PeerId peer) {
        Contact contact = contacts.get(peer);
        return contact == null || contact.mine().blocked() ? null : contact;
    }

    /** It wants me after all. Only of someone known. */
    @Nullable
    Contact onAccepted(PeerId peer) {
        Contact old = heeded(peer);
        return old == null ? null : put(old.withWantsMe(true));
    }

    /** A server, or the peer, has shown the key. Only of someone known. */
    @Nullable
    Contact onIdentity(PublicIdentity identity) {
        Contact old = heeded(identity.peerId());
        return old == null ? null : put(old.withIdentity(identity));
    }

    /** It was heard at this address, authenticated. Only of someone known. */
    @Nullable
    Contact onHeard(PeerId peer, Endpoint address, long wallMillis) {
        Contact old = heeded(peer);
        return old == null ? null : put(old.withHeard(address, wallMillis));
    }

    private Contact orNew(PeerId peer) {
        Contact contact = contacts.get(peer);
        return contact != null ? contact : Contact.unknown(peer);
    }

    private @Nullable Contact put(Contact changed) {
        // Nothing more comes of the token then.
        Contact contact = changed.isAccepted() || changed.isRefused() ? changed.withInvite(null) : changed;
        if (contact.equals(contacts.put(contact.id(), contact))) {
            return null;
        }
        List<Contact> others = new ArrayList<>();
        for (PeerId id : lookAlikes.put(contact)) {
            Contact other = contacts.get(id);
            if (other != null) {
                others.add(other);
            }
        }
        affected = others;
        return contact;
    }
}
