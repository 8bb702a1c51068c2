package punchline.engine.conversation;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far the two of a conversation have read each other, by epoch and number. */
final class ReadMarks {
    /** Of the peer's numbers: what I have read, durable here. */
    private final Map<Long, Long> mine;
    /** Of my numbers: what the peer says it has read, on its way to the store. */
    private final Map<Long, Long> theirs = new LinkedHashMap<>();

    private boolean storing;

    ReadMarks(Map<Long, Long> mine) {
        this.mine = new LinkedHashMap<>(mine);
    }

    /** For each epoch of the peer, up to where I have read. */
    Map<Long, Long> mine() {
        return mine;
    }

    boolean isNew(long epoch, long seq) {
        return seq > mine.getOrDefault(epoch, 0L);
    }

    void onRead(long epoch, long seq) {
        mine.merge(epoch, seq, Math::max);
    }

    /** The peer has read so far. Returns whether so many epochs may be noted. */
    boolean onReadByPeer(long epoch, long seq, int maxEpochs) {
        if (theirs.size() >= maxEpochs && !theirs.containsKey(epoch)) {
            return false;
        }
        theirs.merge(epoch, seq, Math::max);
        return true;
    }

    /** A mark of the peer's that the store is to be told, or null: one at a time, since the next may say more. */
    Map.@Nullable Entry<Long, Long> pollStore() {
        if (storing || theirs.isEmpty()) {
            return null;
        }
        storing = true;
        Map.Entry<Long, Long> next = theirs.entrySet().iterator().next();
        theirs.remove(next.getKey());
        return Map.entry(next.getKey(), next.getValue());
    }

    void onStored() {
        storing = false;
    }
}
