package punchline.engine.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import punchline.engine.Event;
import punchline.protocol.Endpoint;
import punchline.protocol.PeerId;
import punchline.protocol.PublicIdentity;

/**
 * What is kept of another person.
 *
 * @param identity      the public key, null until a server or peer has told it
 * @param name          what the other calls itself, empty until known
 * @param wanted        I asked for, or accepted, this person
 * @param wantsMe       the other asked for, or accepted, me: learnt from its authenticated hello
 * @param rejected      I said no
 * @param greeting      what came with the other's request, or what goes with mine
 * @param lastAddresses where it was last reached, the newest first, at most {@value #MAX_LAST_ADDRESSES}
 */
public record Contact(
        PeerId id,
        @Nullable PublicIdentity identity,
        String name,
        boolean wanted,
        boolean wantsMe,
        boolean rejected,
        String greeting,
        List<Endpoint> lastAddresses,
        long lastHeardMillis) {
    /** Old addresses soon belong to someone else; probing them is a courtesy, not a search. */
    public static final int MAX_LAST_ADDRESSES = 4;

    public Contact {
        lastAddresses = List.copyOf(lastAddresses);
    }

    /** Whether both agreed: only then are messages exchanged. */
    public boolean isAccepted() {
        return wanted && wantsMe;
    }

    /** What stands between the two. */
    public Event.Relation relation() {
        if (rejected) {
            return Event.Relation.REJECTED;
        }
        if (!wanted) {
            return Event.Relation.PENDING;
        }
        return wantsMe ? Event.Relation.ACCEPTED : Event.Relation.REQUESTED;
    }
}
