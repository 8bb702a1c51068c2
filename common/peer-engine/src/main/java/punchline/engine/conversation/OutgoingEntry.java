package punchline.engine.conversation;

import java.util.Objects;
import punchline.engine.Event.MessageState;

/** An entry of mine on its way: where it stands, and the only place where that changes. */
final class OutgoingEntry {
    private final Entry entry;
    private final int contentBytes;
    private MessageState state = MessageState.QUEUED;

    /** An entry that is durable here. */
    OutgoingEntry(Entry entry) {
        this.entry = entry;
        this.contentBytes = entry.content().sizeBytes();
    }

    Entry entry() {
        return entry;
    }

    long seq() {
        return entry.seq();
    }

    int contentBytes() {
        return contentBytes;
    }

    MessageState state() {
        return state;
    }

    /**
     * Moves on, or from SENT back to QUEUED when the link is lost.
     *
     * @throws IllegalStateException if that move does not exist
     */
    void moveTo(MessageState next, String why) {
        boolean legal = switch (state) {
            // The peer may turn out to hold what an earlier link took there.
            case QUEUED -> next == MessageState.SENT || next == MessageState.DELIVERED;
            case SENT -> next == MessageState.QUEUED || next == MessageState.DELIVERED;
            case DELIVERED, READ, CANCELLED -> false;
        };
        if (!legal) {
            throw new IllegalStateException("entry " + entry.id() + " cannot go from " + state + " to " + next + ": "
                    + Objects.requireNonNull(why));
        }
        state = next;
    }
}
