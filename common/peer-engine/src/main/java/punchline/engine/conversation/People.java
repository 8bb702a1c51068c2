package punchline.engine.conversation;

import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import punchline.engine.Event;
import punchline.engine.Event.Relation;
import punchline.engine.Objection;
import punchline.engine.Reason;
import punchline.engine.identity.SafetyNumber;
import punchline.engine.invite.Invite;
import punchline.engine.invite.InviteLink;
import punchline.protocol.Endpoint;
import punchline.protocol.PeerId;
import punchline.protocol.PublicIdentity;
import punchline.protocol.Token;

/** What I am called, whom I know, and what each of us wants of the other. Saves each change and tells of it. */
final class People {
    /** The inviter's clock decides whether an invite is over; up to here the two may differ, as where a time zone is wrong. */
    private static final long CLOCK_DIFFERENCE_MILLIS = TimeUnit.DAYS.toMillis(1);

    private final PeerId self;
    private final MessageStore store;
    private final Contacts contacts;
    private final Invites invites;
    private final StoreCalls calls;
    private final Consumer<ChatEvent> events;
    private final Consumer<PeerId> onChanged;
    /** Whom an invite has brought whose acceptance is not durable: it is told of nothing before. */
    private final Set<PeerId> accepting = new HashSet<>();

    private String name;
    private boolean listed;

    /** Starts from what the store knew. {@code onChanged} hears of each contact that changed, behind its event: there may be something to send. */
    People(
            PeerId self,
            MessageStore store,
            MessageStore.Profile profile,
            Contacts contacts,
            Invites invites,
            StoreCalls calls,
            Consumer<ChatEvent> events,
            Consumer<PeerId> onChanged) {
        this.self = self;
        this.store = store;
        this.name = profile.name();
        this.listed = profile.listed();
        this.contacts = contacts;
        this.invites = invites;
        this.calls = calls;
        this.events = events;
        this.onChanged = onChanged;
    }

    String name() {
        return name;
    }

    void rename(String wish, @Nullable String ref) {
        String shown = DisplayText.name(wish);
        if (shown.isEmpty()) {
            problem(ref, Reason.of(Objection.NO_NAME));
            return;
        }
        name = shown;
        calls.then(store.saveName(shown), self, _ -> {}, failure -> problem(ref, failure));
    }

    boolean isListed() {
        return listed;
    }

    void setListed(boolean wish, @Nullable String ref) {
        listed = wish;
        calls.then(store.saveListed(wish), self, _ -> {}, failure -> problem(ref, failure));
    }

    @Nullable
    Contact get(PeerId peer) {
        return contacts.get(peer);
    }

    Collection<Contact> all() {
        return contacts.all();
    }

    void connect(PeerId peer, @Nullable String greeting, @Nullable String ref) {
        if (isShortEnough(greeting, ref)) {
            var _ = want(peer, greeting == null ? "" : greeting, ref);
        }
    }

    void accept(PeerId peer, @Nullable String ref) {
        if (contacts.get(peer) == null) {
            problem(ref, Reason.of(Objection.NOT_ASKED_CONNECT, "peer", peer.brief()));
            return;
        }
        var _ = want(peer, "", ref);
    }

    void reject(PeerId peer, @Nullable String ref) {
        if (contacts.get(peer) == null) {
            problem(ref, Reason.of(Objection.NOT_ASKED, "peer", peer.brief()));
            return;
        }
        if (isBlocked(peer, ref)) {
            return;
        }
        changed(contacts.reject(peer), ref);
    }

    void block(PeerId peer, boolean block, @Nullable String ref) {
        if (isKnown(peer, ref)) {
            changed(contacts.decide(peer, mine -> mine.withBlocked(block)), ref);
        }
    }

    void alias(PeerId peer, String wish, @Nullable String ref) {
        String alias = DisplayText.name(wish);
        if (wish.length() > ConversationLimits.MAX_NAME_CHARS) {
            problem(ref, Reason.of(Objection.LONG_NAME, "characters", ConversationLimits.MAX_NAME_CHARS));
        } else if (alias.isEmpty() && !wish.isEmpty()) {
            problem(ref, Reason.of(Objection.NO_NAME));
        } else if (isKnown(peer, ref)) {
            changed(contacts.decide(peer, mine -> mine.withAlias(alias)), ref);
        }
    }

    void verify(PeerId peer, @Nullable Boolean mark, @Nullable String ref) {
        if (peer.equals(self)) {
            problem(ref, Reason.of(Objection.YOURSELF));
            return;
        }
        if (mark == null) {
            tellSafetyNumber(peer, ref);
        } else if (isKnown(peer, ref)) {
            boolean verified = mark;
            Contact marked = contacts.decide(peer, mine -> mine.withVerified(verified));
            if (marked == null) {
                tellSafetyNumber(peer, ref);
            } else {
                changed(marked, ref, () -> tellSafetyNumber(peer, ref));
            }
        }
    }

    private void tellSafetyNumber(PeerId peer, @Nullable String ref) {
        Contact contact = contacts.get(peer);
        boolean verified = contact != null && contact.mine().verified();
        tell(new Event.SafetyNumber(ref, peer, SafetyNumber.of(self, peer), verified));
    }

    Event.@Nullable LooksLike looksLike(PeerId peer, String calledItself) {
        Contact known = contacts.lookAlike(peer, calledItself);
        return known == null
                ? null
                : new Event.LooksLike(
                        known.id(), known.shownName(), known.mine().verified());
    }

    private boolean isKnown(PeerId peer, @Nullable String ref) {
        if (contacts.get(peer) == null) {
            problem(ref, Reason.of(Objection.NO_CONTACT, "peer", peer.brief()));
            return false;
        }
        return true;
    }

    private boolean isBlocked(PeerId peer, @Nullable String ref) {
        Contact contact = contacts.get(peer);
        if (contact != null && contact.mine().blocked()) {
            problem(ref, Reason.of(Objection.BLOCKED, "name", contact.shownName()));
            return true;
        }
        return false;
    }

    /** Wants that person, whose contact may be new; {@code false} with a problem if that cannot be. */
    boolean want(PeerId peer, String greeting, @Nullable String ref) {
        if (peer.equals(self)) {
            problem(ref, Reason.of(Objection.YOURSELF));
            return false;
        }
        if (isBlocked(peer, ref)) {
            return false;
        }
        if (!hasRoomFor(peer, ref)) {
            return false;
        }
        changed(contacts.want(peer, greeting), ref, () -> events.accept(new ChatEvent.Wanted(peer)));
        return true;
    }

    /** Wants whoever gave that invite; {@code false} with a problem if that cannot be. */
    boolean redeem(InviteLink link, @Nullable String greeting, long wallMillis, @Nullable String ref) {
        PeerId peer = link.peer();
        long overMillis = wallMillis - link.expiresAtMillis();
        if (peer.equals(self)) {
            problem(ref, Reason.of(Objection.OWN_INVITE));
            return false;
        }
        if (overMillis >= CLOCK_DIFFERENCE_MILLIS) {
            long days = TimeUnit.MILLISECONDS.toDays(overMillis);
            problem(
                    ref,
                    days == 1
                            ? Reason.of(Objection.INVITE_OVER_A_DAY)
                            : Reason.of(Objection.INVITE_OVER, "days", days));
            return false;
        }
        if (!isShortEnough(greeting, ref) || isBlocked(peer, ref) || !hasRoomFor(peer, ref)) {
            return false;
        }
        changed(
                contacts.wantByInvite(peer, link.name(), link.token(), greeting == null ? "" : greeting),
                ref,
                () -> events.accept(new ChatEvent.Wanted(peer)));
        return true;
    }

    /** Whether I want that person, and it may be told: that is durable. */
    boolean tellsWanted(PeerId peer) {
        Contact contact = contacts.get(peer);
        return contact != null && contact.isWanted() && !accepting.contains(peer);
    }

    /** Whether something may be written to that person; else {@code false} with a problem. */
    boolean isOpenTo(PeerId peer, @Nullable String ref) {
        if (isBlocked(peer, ref)) {
            return false;
        }
        Contact contact = contacts.get(peer);
        if (contact != null && contact.relation() == Relation.REJECTED) {
            problem(ref, Reason.of(Objection.REJECTED, "name", contacts.nameOf(peer)));
            return false;
        }
        return true;
    }

    ChatService.Standing onHello(
            PublicIdentity identity, String theirName, boolean wantsMe, String greeting, @Nullable Token token) {
        PeerId peer = identity.peerId();
        Contact before = contacts.get(peer);
        Invite invite = token == null || !wantsMe ? null : invites.find(token);
        if (invite != null && (before == null ? !contacts.isFull() : !before.isRefused())) {
            acceptInvited(invite, identity, theirName, greeting);
            return standing(peer);
        }
        if (before == null && (!wantsMe || !contacts.admitsRequest())) {
            return ChatService.Standing.REFUSED;
        }
        if (before != null && before.mine().blocked()) {
            // Not even its name is taken.
            return ChatService.Standing.REFUSED;
        }
        Contact after = contacts.onHello(identity, theirName, wantsMe, greeting);
        changed(after, null, () -> {
            if (before == null && after != null) {
                tell(new Event.Request(null, peer, after.name(), after.greeting(), looksLike(peer, after.name())));
            }
        });
        return standing(peer);
    }

    private ChatService.Standing standing(PeerId peer) {
        Contact contact = contacts.get(peer);
        if (contact == null || contact.isRefused()) {
            return ChatService.Standing.REFUSED;
        }
        return contact.isAccepted() && tellsWanted(peer) ? ChatService.Standing.ACCEPTED : ChatService.Standing.WAITING;
    }

    /** The invite is used and the contact accepted, in one write, so that a crash leaves both or neither. */
    private void acceptInvited(Invite invite, PublicIdentity identity, String theirName, String greeting) {
        PeerId peer = identity.peerId();
        Contact before = contacts.get(peer);
        Contact.Decision decision = before == null ? Contact.Decision.NONE : before.mine();
        var _ = contacts.onHello(identity, theirName, true, greeting);
        var _ = contacts.want(peer, "");
        Contact after = Objects.requireNonNull(contacts.get(peer));
        invites.take(invite);
        if (before == null || !before.isWanted()) {
            accepting.add(peer);
        }
        calls.then(
                store.acceptInvite(invite.token(), after),
                peer,
                _ -> {
                    accepting.remove(peer);
                    tell(new Event.InviteUsed(null, invite.token().brief(), peer, after.name()));
                    events.accept(new ChatEvent.ContactChanged(after));
                    events.accept(new ChatEvent.Wanted(peer));
                    onChanged.accept(peer);
                },
                failure -> {
                    accepting.remove(peer);
                    invites.put(invite);
                    changed(contacts.decide(peer, decision), null);
                    problem(null, failure);
                });
    }

    void onAccepted(PeerId peer) {
        changed(contacts.onAccepted(peer), null);
    }

    void onIdentity(PublicIdentity identity) {
        changed(contacts.onIdentity(identity), null);
    }

    void onHeard(long wallMillis, PeerId peer, Endpoint address) {
        changed(contacts.onHeard(peer, address, wallMillis), null);
    }

    private void changed(@Nullable Contact contact, @Nullable String ref) {
        changed(contact, ref, () -> {});
    }

    private void changed(@Nullable Contact contact, @Nullable String ref, Runnable onDurable) {
        if (contact == null) {
            return;
        }
        calls.then(store.saveContact(contact), contact.id(), _ -> onDurable.run(), failure -> problem(ref, failure));
        events.accept(new ChatEvent.ContactChanged(contact));
        contacts.affected().forEach(other -> events.accept(new ChatEvent.ContactChanged(other)));
        onChanged.accept(contact.id());
    }

    private boolean hasRoomFor(PeerId peer, @Nullable String ref) {
        if (contacts.get(peer) == null && contacts.isFull()) {
            problem(ref, Reason.of(Objection.TOO_MANY_CONTACTS));
            return false;
        }
        return true;
    }

    private boolean isShortEnough(@Nullable String greeting, @Nullable String ref) {
        if (greeting != null && greeting.length() > ConversationLimits.MAX_GREETING_CHARS) {
            problem(ref, Reason.of(Objection.LONG_GREETING, "characters", ConversationLimits.MAX_GREETING_CHARS));
            return false;
        }
        return true;
    }

    private void problem(@Nullable String ref, Reason message) {
        tell(new Event.Problem(ref, message));
    }

    private void tell(Event event) {
        events.accept(new ChatEvent.Tell(event));
    }
}
