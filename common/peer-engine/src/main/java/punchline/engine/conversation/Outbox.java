package punchline.engine.conversation;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import punchline.engine.Event.MessageState;

/**
 * My side of one conversation: numbers what I write, and hands it to whatever link there is, in order and once per link.
 * Only durable entries are handed out. What does not fit into memory is read from the store as it is needed, so the
 * outbox knows numbers, and few entries.
 *
 * <pre>
 * acknowledged ≤ cursor ≤ ready … ≤ lastDurable ≤ lastAssigned
 *        └ window: sent ┘   └ in memory   └ in the store
 * </pre>
 */
final class Outbox {
    /** Told of each step of an entry. */
    interface StateListener {
        void onState(MessageId id, MessageState state);
    }

    private final ChatConfig config;
    private final long epoch;
    private final StateListener listener;

    private long acknowledged;
    /** The highest number that any link was ever handed, as far as is known; those above lie nowhere else. */
    private long handed;

    private long readByPeer;
    private final Set<Long> cancelling = new HashSet<>();
    private final Set<Long> cancelled = new HashSet<>();
    /** Entries above {@code clearedFrom} up to {@code hidden} say nothing, for the conversation was cleared before they left. */
    private long clearedFrom = Long.MAX_VALUE;
    /** Nobody is shown what becomes of the entries up to that number. */
    private long hidden;
    /** Clears that the store has yet to answer. */
    private int clearing;

    private long lastDurable;
    private long lastAssigned;

    private boolean online;
    /** Counts links, so that what was read for one is not taken for the next. */
    private long linkNumber;
    /** What the peer has said to hold; above {@link #acknowledged} while entries are skipped to reach it. */
    private long peerHolds;
    /** The highest number handed to this link, or skipped. */
    private long cursor;

    private boolean reading;
    private final ArrayDeque<OutgoingEntry> window = new ArrayDeque<>();
    private long windowBytes;
    private final ArrayDeque<OutgoingEntry> ready = new ArrayDeque<>();
    private long readyBytes;

    Outbox(ChatConfig config, long epoch, MessageStore.Head head, StateListener listener) {
        this.config = config;
        this.epoch = epoch;
        this.listener = listener;
        this.acknowledged = head.acknowledged();
        this.peerHolds = acknowledged;
        this.cursor = acknowledged;
        this.lastDurable = head.lastSeq();
        this.lastAssigned = lastDurable;
        this.handed = Math.min(head.offered(), lastDurable);
        this.hidden = head.keeping().hiddenSeq();
    }

    long epoch() {
        return epoch;
    }

    long acknowledged() {
        return acknowledged;
    }

    long linkNumber() {
        return linkNumber;
    }

    /** Whether as many entries wait for the peer as may. */
    boolean isFull() {
        return lastAssigned - acknowledged >= config.maxQueuedEntries();
    }

    /** The number for an entry that is about to be stored. */
    long assign() {
        return ++lastAssigned;
    }

    /** Takes back every number given out for an entry that did not become durable. Only when none is under way any more. */
    void takeBackAssigned() {
        lastAssigned = lastDurable;
    }

    /** The entry with the next number is durable. */
    void onDurable(Entry entry) {
        if (entry.seq() != lastDurable + 1) {
            throw new IllegalStateException("entry " + entry.seq() + " became durable after " + lastDurable);
        }
        lastDurable = entry.seq();
        boolean follows =
                entry.seq() == (ready.isEmpty() ? cursor : ready.getLast().seq()) + 1;
        if (online
                && !reading
                && follows
                && ready.size() < config.windowEntries()
                && readyBytes < config.windowBytes()) {
            addReady(entry);
        }
    }

    /**
     * A link is there; everything unacknowledged goes out again.
     *
     * @return false if the peer claims to hold what was never written, or never left: then somebody else writes under my numbers
     */
    boolean start(long held) {
        stop("another link took over");
        if (held > handed) {
            return false;
        }
        online = true;
        // A peer whose database was lost or restored holds less than it once acknowledged, and gets it again.
        acknowledged = Math.min(acknowledged, held);
        cursor = acknowledged;
        peerHolds = acknowledged;
        return onHeld(held);
    }

    /** The link is gone: what it took and nobody acknowledged is queued again. */
    void stop(String why) {
        for (OutgoingEntry sent : window) {
            move(sent, MessageState.QUEUED, why);
        }
        window.clear();
        windowBytes = 0;
        ready.clear();
        readyBytes = 0;
        reading = false;
        online = false;
        linkNumber++;
        cursor = acknowledged;
        peerHolds = acknowledged;
    }

    /**
     * The peer holds everything up to {@code held}. That may be ahead of this link: what an earlier one carried can become
     * durable there at any time.
     *
     * @return false if that was never written
     */
    boolean onHeld(long held) {
        if (held > lastDurable) {
            return false;
        }
        peerHolds = Math.max(peerHolds, held);
        while (!window.isEmpty() && window.getFirst().seq() <= peerHolds) {
            OutgoingEntry delivered = window.removeFirst();
            windowBytes -= delivered.contentBytes();
            onDelivered(delivered);
        }
        return true;
    }

    /** The next entry for the link, or null if there is none in memory or the window is full. */
    @Nullable
    Entry pollSendable() {
        while (!ready.isEmpty()) {
            OutgoingEntry next = ready.getFirst();
            boolean held = next.seq() <= peerHolds;
            if (isCancelling(next) || (clearing > 0 && next.seq() > handed) || (!held && !hasRoom(next))) {
                return null;
            }
            ready.removeFirst();
            readyBytes -= next.contentBytes();
            cursor = next.seq();
            handed = Math.max(handed, cursor);
            if ((!cancelled.isEmpty() && cancelled.remove(next.seq())) || isCleared(next.seq())) {
                next = new OutgoingEntry(next.entry().emptied());
            }
            if (held) {
                onDelivered(next);
                continue;
            }
            move(next, MessageState.SENT, "handed to the link");
            window.addLast(next);
            windowBytes += next.contentBytes();
            return next.entry();
        }
        return null;
    }

    /** Whether the store should be asked for the entries after {@link #cursor}; true once per answer. */
    boolean pollRead() {
        if (!online
                || reading
                || !ready.isEmpty()
                || cursor == lastDurable
                || window.size() >= config.windowEntries()) {
            return false;
        }
        reading = true;
        return true;
    }

    long cursor() {
        return cursor;
    }

    /** What the store had after {@link #cursor}, in answer to {@link #pollRead} of the same link. */
    void onRead(List<Entry> entries) {
        reading = false;
        long last = cursor;
        for (Entry entry : entries) {
            if (entry.seq() > lastDurable) {
                // Committed, and on its way to onDurable.
                break;
            }
            if (entry.seq() != ++last) {
                throw new IllegalStateException("the store has entry " + entry.seq() + " where " + last + " belongs");
            }
            addReady(entry);
        }
        if (entries.isEmpty()) {
            throw new IllegalStateException("the store has nothing after " + cursor + " of " + lastDurable);
        }
    }

    /** Whether that number is durable here. */
    boolean isWritten(long seq) {
        return seq <= lastDurable;
    }

    /** The highest number that a link was ever handed. */
    long handed() {
        return handed;
    }

    /** Whether that entry of mine has never been handed to any link. */
    boolean mayCancel(Entry entry) {
        return entry.epoch() == epoch
                && entry.seq() > handed
                && entry.seq() <= lastDurable
                && !isCleared(entry.seq())
                && !cancelling.contains(entry.seq())
                && !cancelled.contains(entry.seq());
    }

    /** Nothing that has not left is handed over until the store has answered. Returns the highest number that may have left. */
    long beginClear() {
        clearing++;
        return handed;
    }

    /** All that is durable here is hidden, and what was above {@code left} says nothing. */
    void onCleared(long left) {
        clearing--;
        clearedFrom = left < hidden ? Math.min(clearedFrom, left) : left;
        hidden = lastDurable;
    }

    void onClearFailed() {
        clearing--;
    }

    boolean isClearing() {
        return clearing > 0;
    }

    private boolean isCleared(long seq) {
        return seq > clearedFrom && seq <= hidden;
    }

    /** Nothing is handed over from there on until the store has answered. */
    void beginCancel(long seq) {
        cancelling.add(seq);
    }

    void onCancelled(long seq) {
        cancelling.remove(seq);
        cancelled.add(seq);
    }

    void onCancelFailed(long seq) {
        cancelling.remove(seq);
    }

    /** The peer has read my entries up to there. */
    void onReadByPeer(long seq) {
        readByPeer = Math.max(readByPeer, seq);
    }

    /** Where the entry of mine stands. {@code delivered} is what the store says, and decides for other epochs. */
    MessageState stateOf(long entryEpoch, long seq, boolean delivered, boolean read) {
        if (read || (entryEpoch == epoch && seq <= readByPeer)) {
            return MessageState.READ;
        }
        if (delivered || (entryEpoch == epoch && seq <= acknowledged)) {
            return MessageState.DELIVERED;
        }
        return online && entryEpoch == epoch && seq <= cursor ? MessageState.SENT : MessageState.QUEUED;
    }

    private boolean isCancelling(OutgoingEntry next) {
        return !cancelling.isEmpty() && cancelling.contains(next.seq());
    }

    private boolean hasRoom(OutgoingEntry next) {
        return window.size() < config.windowEntries()
                && (window.isEmpty() || windowBytes + next.contentBytes() <= config.windowBytes());
    }

    private void addReady(Entry entry) {
        OutgoingEntry outgoing = new OutgoingEntry(entry);
        ready.addLast(outgoing);
        readyBytes += outgoing.contentBytes();
    }

    private void onDelivered(OutgoingEntry delivered) {
        acknowledged = delivered.seq();
        move(delivered, MessageState.DELIVERED, "the peer holds it");
    }

    private void move(OutgoingEntry entry, MessageState next, String why) {
        entry.moveTo(next, why);
        if (entry.entry().content().isMessage() && entry.seq() > hidden) {
            listener.onState(entry.entry().id(), next);
        }
    }
}
