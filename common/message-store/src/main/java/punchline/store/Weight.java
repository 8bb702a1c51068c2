package punchline.store;

import java.util.List;
import punchline.engine.conversation.Entry;

/** What a write weighs against limits: how many changes it is, and the bytes of their content. */
record Weight(int changes, long contentBytes) {
    static Weight of(List<Entry> entries) {
        long bytes = 0;
        for (Entry entry : entries) {
            bytes += entry.content().sizeBytes();
        }
        return new Weight(entries.size(), bytes);
    }
}
