package punchline.engine.conversation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import punchline.engine.Event;
import punchline.protocol.Endpoint;
import punchline.protocol.PeerId;
import punchline.protocol.PublicIdentity;
import punchline.protocol.Token;

/**
 * What is kept of another person. A new one is {@link #unknown}, with what {@code with…} changes of it.
 *
 * @param identity      the public key, null until a server or peer has told it
 * @param name          what the other calls itself, empty until known
 * @param wantsMe       the other asked for, or accepted, me: learnt from its authenticated hello
 * @param greeting      what came with the other's request, or what goes with mine
 * @param mine          what I decided
 * @param lastAddresses where it was last reached, the newest first, at most {@value #MAX_LAST_ADDRESSES}
 * @param invite        the token of an invite that the other gave me, until it has accepted me; else null
 */
public record Contact(
        PeerId id,
        @Nullable PublicIdentity identity,
        String name,
        boolean wantsMe,
        String greeting,
        Decision mine,
        List<Endpoint> lastAddresses,
        long lastHeardMillis,
        @Nullable Token invite) {
    /** Old addresses soon belong to someone else; probing them is a courtesy, not a search. */
    public static final int MAX_LAST_ADDRESSES = 4;

    public Contact {
        lastAddresses = List.copyOf(lastAddresses);
    }

    /**
     * What I decided about a person.
     *
     * @param wanted   I asked for, or accepted, this person
     * @param rejected I said no
     * @param blocked  nothing is taken from, or given to, this person; what stood between us comes back with its end
     * @param verified I compared the safety numbers
     * @param alias    my own name for this person, empty if I have none
     */
    public record Decision(boolean wanted, boolean rejected, boolean blocked, boolean verified, String alias) {
        /** None yet. */
        public static final Decision NONE = new Decision(false, false, false, false, "");

        Decision withWanted() {
            return new Decision(true, false, blocked, verified, alias);
        }

        Decision withRejected() {
            return new Decision(false, true, blocked, verified, alias);
        }

        Decision withBlocked(boolean block) {
            return new Decision(wanted, rejected, block, verified, alias);
        }

        Decision withVerified(boolean mark) {
            return new Decision(wanted, rejected, blocked, mark, alias);
        }

        Decision withAlias(String called) {
            return new Decision(wanted, rejected, blocked, verified, called);
        }
    }

    /** Someone of whom nothing is known but the id. */
    public static Contact unknown(PeerId id) {
        return new Contact(id, null, "", false, "", Decision.NONE, List.of(), 0, null);
    }

    /** What to call this person here: my name for it, else its own, else the beginning of its id. */
    public String shownName() {
        if (!mine.alias().isEmpty()) {
            return mine.alias();
        }
        return name.isEmpty() ? id.brief() : name;
    }

    /** Whether I want to talk to this person. */
    public boolean isWanted() {
        return mine.wanted() && !isRefused();
    }

    /** Whether I want nothing of this person. */
    public boolean isRefused() {
        return mine.rejected() || mine.blocked();
    }

    /** Whether both agreed: only then are messages exchanged. */
    public boolean isAccepted() {
        return isWanted() && wantsMe;
    }

    /** What stands between the two. */
    public Event.Relation relation() {
        if (mine.blocked()) {
            return Event.Relation.BLOCKED;
        }
        if (mine.rejected()) {
            return Event.Relation.REJECTED;
        }
        if (!mine.wanted()) {
            return Event.Relation.PENDING;
        }
        return wantsMe ? Event.Relation.ACCEPTED : Event.Relation.REQUESTED;
    }

    Contact withIdentity(PublicIdentity known) {
        return new Contact(id, known, name, wantsMe, greeting, mine, lastAddresses, lastHeardMillis, invite);
    }

    Contact withName(String called) {
        return new Contact(id, identity, called, wantsMe, greeting, mine, lastAddresses, lastHeardMillis, invite);
    }

    Contact withWantsMe(boolean wants) {
        return new Contact(id, identity, name, wants, greeting, mine, lastAddresses, lastHeardMillis, invite);
    }

    Contact withGreeting(String words) {
        return new Contact(id, identity, name, wantsMe, words, mine, lastAddresses, lastHeardMillis, invite);
    }

    Contact withMine(Decision decision) {
        return new Contact(id, identity, name, wantsMe, greeting, decision, lastAddresses, lastHeardMillis, invite);
    }

    Contact withInvite(@Nullable Token token) {
        return new Contact(id, identity, name, wantsMe, greeting, mine, lastAddresses, lastHeardMillis, token);
    }

    Contact withHeard(Endpoint address, long wallMillis) {
        List<Endpoint> addresses = new ArrayList<>(lastAddresses);
        addresses.remove(address);
        addresses.addFirst(address);
        if (addresses.size() > MAX_LAST_ADDRESSES) {
            addresses.removeLast();
        }
        return new Contact(id, identity, name, wantsMe, greeting, mine, addresses, wallMillis, invite);
    }
}
