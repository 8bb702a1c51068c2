package punchline.engine.conversation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one conversation that have changed and are to be read and shown anew: each once, however often it
 * changed, and one read at a time, so that a flood of amendments costs few reads.
 */
final class Changes {
    /** What is to be told of one message. */
    static final class Change {
        private boolean isNew;
        private final List<String> refs = new ArrayList<>();

        /** Whether it has not been told at all. */
        boolean isNew() {
            return isNew;
        }

        /** Of the commands that asked for it. */
        List<String> refs() {
            return refs;
        }
    }

    /** Messages read at once: more than a screen shows. */
    private static final int MAX_READ = 256;

    /** Messages that wait to be read. Beyond, a change is seen with the next look at the history only. */
    private static final int MAX_WAITING = 4096;

    private final Map<MessageId, Change> waiting = new LinkedHashMap<>();
    private final Map<MessageId, Change> reading = new LinkedHashMap<>();

    /** A message that has been amended before it came. Always noted: it is one of those that the inbox bounds. */
    void onNew(MessageId id) {
        waiting.computeIfAbsent(id, absent -> new Change()).isNew = true;
    }

    /** A message was amended. Returns whether that was noted; what a command asked for always is. */
    boolean onAmended(MessageId target, @Nullable String ref) {
        if (waiting.size() >= MAX_WAITING && ref == null && !waiting.containsKey(target)) {
            return false;
        }
        Change change = waiting.computeIfAbsent(target, absent -> new Change());
        if (ref != null) {
            change.refs.add(ref);
        }
        return true;
    }

    /** What is to be read; nothing while a read is under way. */
    List<MessageId> pollRead() {
        if (!reading.isEmpty()) {
            return List.of();
        }
        var next = waiting.entrySet().iterator();
        while (next.hasNext() && reading.size() < MAX_READ) {
            Map.Entry<MessageId, Change> change = next.next();
            reading.put(change.getKey(), change.getValue());
            next.remove();
        }
        return List.copyOf(reading.keySet());
    }

    /** The read has ended. Returns what it was for. */
    Map<MessageId, Change> onRead() {
        Map<MessageId, Change> read = new LinkedHashMap<>(reading);
        reading.clear();
        return read;
    }

    /** What was read is not so any more. */
    void readAgain() {
        onRead().forEach((id, change) -> {
            Change newer = waiting.putIfAbsent(id, change);
            if (newer != null) {
                newer.isNew |= change.isNew;
                newer.refs.addAll(change.refs);
            }
        });
    }
}
