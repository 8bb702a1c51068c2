package punchline.server;

import org.jspecify.annotations.Nullable;

/** The entries in the order in which they expire, because all live equally long: a list that runs through the entries themselves. */
final class Expiry {
    private @Nullable Entry oldest;
    private @Nullable Entry youngest;

    @Nullable
    Entry oldest() {
        return oldest;
    }

    /** Puts an entry, new or not, to the end. */
    void makeYoungest(Entry entry) {
        if (entry == youngest) {
            return;
        }
        remove(entry);
        Entry last = youngest;
        entry.older = last;
        if (last == null) {
            oldest = entry;
        } else {
            last.younger = entry;
        }
        youngest = entry;
    }

    /** Takes an entry out, if it is in. */
    void remove(Entry entry) {
        Entry before = entry.older;
        Entry behind = entry.younger;
        if (before != null) {
            before.younger = behind;
        } else if (entry == oldest) {
            oldest = behind;
        }
        if (behind != null) {
            behind.older = before;
        } else if (entry == youngest) {
            youngest = before;
        }
        entry.older = null;
        entry.younger = null;
    }
}
