package punchline.client.ui;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import punchline.client.FakePeer;
import punchline.engine.Event;
import punchline.engine.Event.ContactView;
import punchline.engine.Event.LinkState;
import punchline.engine.Event.PathKind;
import punchline.engine.Event.Relation;
import punchline.protocol.PeerId;

/** The contacts of a sample world, and what becomes of them; each change is told as an engine tells it. */
final class SampleContacts {
    private final FakePeer engine;
    private final Map<PeerId, ContactView> contacts = new HashMap<>();

    SampleContacts(FakePeer engine) {
        this.engine = engine;
    }

    /** One who was there before. */
    void add(ContactView view) {
        contacts.put(view.id(), view);
    }

    boolean has(PeerId peer) {
        return contacts.containsKey(peer);
    }

    List<ContactView> all() {
        return List.copyOf(contacts.values());
    }

    ContactView known(PeerId peer) {
        return Objects.requireNonNull(contacts.get(peer), "no contact of this world");
    }

    /** It is so from here on, and told. */
    void put(ContactView view) {
        contacts.put(view.id(), view);
        engine.emit(new Event.ContactChanged(null, view));
    }

    void setAlias(PeerId peer, String alias) {
        Event.Notes before = known(peer).notes();
        note(peer, new Event.Notes(alias.isEmpty() ? null : alias, before.verified(), before.looksLike()), null);
    }

    void setVerified(PeerId peer, boolean verified) {
        Event.Notes before = known(peer).notes();
        note(peer, new Event.Notes(before.alias(), verified, before.looksLike()), null);
    }

    void setRetainDays(PeerId peer, int days) {
        note(peer, known(peer).notes(), days);
    }

    void note(PeerId peer, Event.Notes notes, @Nullable Integer retainDays) {
        ContactView before = known(peer);
        put(new ContactView(
                peer,
                before.name(),
                before.relation(),
                before.link(),
                before.path(),
                before.why(),
                before.greeting(),
                before.lastHeardMillis(),
                before.lastMessage(),
                notes,
                retainDays == null ? before.retainDays() : retainDays));
    }

    void relate(PeerId peer, Relation relation, LinkState link) {
        ContactView before = known(peer);
        put(new ContactView(
                peer,
                before.name(),
                relation,
                link,
                link == LinkState.ONLINE ? PathKind.DIRECT : null,
                null,
                before.greeting(),
                before.lastHeardMillis(),
                before.lastMessage(),
                before.notes(),
                before.retainDays()));
    }
}
