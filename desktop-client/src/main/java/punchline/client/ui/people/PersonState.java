package punchline.client.ui.people;

import org.jspecify.annotations.Nullable;
import punchline.engine.Event;
import punchline.engine.Event.ContactView;
import punchline.engine.Event.LinkState;
import punchline.engine.Event.PathKind;
import punchline.engine.Event.Relation;
import punchline.engine.Reason;
import punchline.engine.conversation.MessageId;

/**
 * What is known of a person at one moment.
 *
 * @param name     never empty
 * @param relation null for someone who is only listed
 * @param link     presence, from the engine's links and contacts and nothing else
 * @param reason   why unreachable or offline
 * @param lastHeardMillis 0 if never
 * @param unread   messages that came since I last looked
 * @param listed   shown by a server now
 * @param notes    what I noted of it, and whether it may be taken for another
 * @param own      what it calls itself, and how long its messages are kept
 */
public record PersonState(
        String name,
        @Nullable Relation relation,
        LinkState link,
        @Nullable PathKind path,
        @Nullable Reason reason,
        String greeting,
        long lastHeardMillis,
        @Nullable Preview last,
        int unread,
        boolean listed,
        Event.Notes notes,
        Own own) {
    /** The last message, for one line. */
    public record Preview(MessageId id, boolean mine, String text, boolean deleted, long timeMillis) {}

    /**
     * Of a contact.
     *
     * @param name       what it calls itself; empty if that is not known
     * @param retainDays for how long messages are kept here, 0 for ever
     */
    public record Own(String name, int retainDays) {
        static final Own NONE = new Own("", 0);
    }

    static PersonState stranger(String name) {
        return new PersonState(
                name, null, LinkState.OFFLINE, null, null, "", 0, null, 0, false, Event.Notes.NONE, Own.NONE);
    }

    PersonState withContact(ContactView contact, String shownName) {
        Preview preview = contact.lastMessage() == null
                ? last
                : new Preview(
                        contact.lastMessage().id(),
                        contact.lastMessage().mine(),
                        contact.lastMessage().text(),
                        contact.lastMessage().deleted(),
                        contact.lastMessage().time());
        return new PersonState(
                shownName,
                contact.relation(),
                contact.link(),
                contact.path(),
                contact.why(),
                contact.greeting() == null ? "" : contact.greeting(),
                contact.lastHeardMillis(),
                preview,
                unread,
                listed,
                contact.notes(),
                new Own(contact.name(), contact.retainDays()));
    }

    PersonState withRequest(String shownName, String shownGreeting) {
        return new PersonState(
                shownName,
                Relation.PENDING,
                link,
                path,
                reason,
                shownGreeting,
                lastHeardMillis,
                last,
                unread,
                listed,
                notes,
                own);
    }

    PersonState withLink(LinkState state, @Nullable PathKind newPath, @Nullable Reason newReason) {
        return new PersonState(
                name, relation, state, newPath, newReason, greeting, lastHeardMillis, last, unread, listed, notes, own);
    }

    PersonState withListing(boolean nowListed, String shownName) {
        return new PersonState(
                shownName,
                relation,
                link,
                path,
                reason,
                greeting,
                lastHeardMillis,
                last,
                unread,
                nowListed,
                notes,
                own);
    }

    PersonState withLast(@Nullable Preview preview, long heardMillis) {
        return new PersonState(
                name,
                relation,
                link,
                path,
                reason,
                greeting,
                Math.max(heardMillis, lastHeardMillis),
                preview,
                unread,
                listed,
                notes,
                own);
    }

    PersonState withUnread(int count) {
        return new PersonState(
                name, relation, link, path, reason, greeting, lastHeardMillis, last, count, listed, notes, own);
    }

    PersonState withNotes(Event.Notes now) {
        return new PersonState(
                name, relation, link, path, reason, greeting, lastHeardMillis, last, unread, listed, now, own);
    }

    /** Whether both agreed to talk. */
    public boolean isAccepted() {
        return relation == Relation.ACCEPTED;
    }
}
