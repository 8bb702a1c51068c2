package punchline.engine.conversation;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import punchline.engine.Event;
import punchline.engine.Objection;
import punchline.engine.Reason;
import punchline.engine.TimeSource;
import punchline.engine.invite.AskName;
import punchline.engine.invite.Invite;
import punchline.engine.invite.InviteLink;
import punchline.engine.invite.TokenHash;
import punchline.protocol.PeerId;
import punchline.protocol.Token;

/** The invites of mine that are open. One that has expired is removed before anybody is told of it, or let in by it. */
final class Invites {
    /** More than a person gives away; each is looked at when a stranger asks. */
    static final int MAX_OPEN = 100;

    private final PeerId self;
    private final MessageStore store;
    private final StoreCalls calls;
    private final Consumer<ChatEvent> events;
    private final TimeSource time;
    private final Map<TokenHash, Invite> open = new LinkedHashMap<>();

    Invites(
            PeerId self,
            MessageStore store,
            List<Invite> saved,
            StoreCalls calls,
            Consumer<ChatEvent> events,
            TimeSource time) {
        this.self = self;
        this.store = store;
        this.calls = calls;
        this.events = events;
        this.time = time;
        saved.forEach(this::put);
    }

    /** Opens an invite, whose link is told once it is durable. */
    void open(InviteLink link, @Nullable String ref) {
        removeExpired();
        if (open.size() >= MAX_OPEN) {
            problem(ref, Reason.of(Objection.TOO_MANY_INVITES, "count", MAX_OPEN));
            return;
        }
        Invite invite = new Invite(TokenHash.of(link.token()), time.wallMillis(), link.expiresAtMillis());
        put(invite);
        calls.then(
                store.saveInvite(invite),
                self,
                _ -> tell(new Event.Invited(ref, invite.token().brief(), link.text(), invite.expiresAtMillis())),
                failure -> {
                    take(invite);
                    problem(ref, failure);
                });
    }

    /** Tells which are open. */
    void list(@Nullable String ref) {
        removeExpired();
        tell(new Event.Invites(
                ref,
                open.values().stream()
                        .sorted(Comparator.comparingLong(Invite::expiresAtMillis)
                                .thenComparing(invite -> invite.token().brief()))
                        .map(invite -> new Event.OpenInvite(
                                invite.token().brief(), invite.createdAtMillis(), invite.expiresAtMillis()))
                        .toList()));
    }

    /** Closes an invite; answered by a list of the others once that is durable. */
    void revoke(String brief, @Nullable String ref) {
        removeExpired();
        Invite revoked = open.values().stream()
                .filter(invite -> invite.token().brief().equalsIgnoreCase(brief))
                .findFirst()
                .orElse(null);
        if (revoked == null) {
            problem(ref, Reason.of(Objection.NO_INVITE_OPEN));
            return;
        }
        take(revoked);
        calls.then(store.removeInvite(revoked.token()), self, _ -> list(ref), failure -> {
            put(revoked);
            problem(ref, failure);
        });
    }

    /** The open invite of that token, or null: nothing tells why there is none. */
    @Nullable
    Invite find(Token token) {
        removeExpired();
        return open.get(TokenHash.of(token));
    }

    /** Whether the name of a stranger's attempt shows that it holds an open invite. */
    boolean isShownBy(String attempt, PeerId asker) {
        removeExpired();
        return open.keySet().stream().anyMatch(token -> AskName.shows(attempt, token, asker, self));
    }

    void take(Invite invite) {
        open.remove(invite.token());
    }

    void put(Invite invite) {
        open.put(invite.token(), invite);
    }

    private void removeExpired() {
        long nowMillis = time.wallMillis();
        List<Invite> expired = open.values().stream()
                .filter(invite -> invite.expiresAtMillis() <= nowMillis)
                .toList();
        for (Invite invite : expired) {
            take(invite);
            calls.then(store.removeInvite(invite.token()), self, _ -> {}, failure -> problem(null, failure));
        }
    }

    private void problem(@Nullable String ref, Reason message) {
        tell(new Event.Problem(ref, message));
    }

    private void tell(Event event) {
        events.accept(new ChatEvent.Tell(event));
    }
}
