package punchline.engine.conversation;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The peer's side of one conversation: takes each number of an epoch once and in order, and knows which are durable and
 * which receipts are due.
 */
final class Inbox {
    /** What to do with an entry. */
    enum Verdict {
        /** The next one: store it. */
        NEXT,
        /** Here already, or on its way to the store. */
        DUPLICATE,
        /** A number was left out. */
        GAP,
        /** Another epoch than the limit admits. */
        TOO_MANY_EPOCHS,
        /** More than the window lies here and is not durable yet. */
        TOO_MUCH
    }

    /** Held against memory only: a peer that keeps to its window never reaches it. */
    private static final int SLACK = 4;

    /** Per epoch: what was handed to the store, and what of it is durable. */
    private static final class Progress {
        private long accepted;
        private long durable;
        private boolean receiptDue;
        /** Counts failures of the store, so that what was handed over before one is told from what came after. */
        private long attempt;
    }

    private final ChatConfig config;
    private final Map<Long, Progress> epochs = new LinkedHashMap<>();
    private int pendingEntries;
    private long pendingBytes;
    private int receiptsDue;

    Inbox(ChatConfig config, Map<Long, Long> received) {
        this.config = config;
        received.forEach((epoch, seq) -> {
            Progress progress = new Progress();
            progress.accepted = seq;
            progress.durable = seq;
            epochs.put(epoch, progress);
        });
    }

    /** For each epoch the highest durable number. */
    Map<Long, Long> held() {
        Map<Long, Long> held = new LinkedHashMap<>();
        epochs.forEach((epoch, progress) -> {
            if (progress.durable > 0) {
                held.put(epoch, progress.durable);
            }
        });
        return held;
    }

    /** Which try at storing this epoch's entries is under way; goes with each into {@link #onFailed}. */
    long attempt(long epoch) {
        Progress progress = epochs.get(epoch);
        return progress == null ? 0 : progress.attempt;
    }

    /** Judges an entry from the link; {@link Verdict#NEXT} counts it as handed to the store. */
    Verdict onEntry(Entry entry) {
        Progress progress = epochs.get(entry.epoch());
        long accepted = progress == null ? 0 : progress.accepted;
        if (entry.seq() <= accepted) {
            if (progress != null && progress.durable > 0) {
                due(progress);
            }
            return Verdict.DUPLICATE;
        }
        if (entry.seq() != accepted + 1) {
            return Verdict.GAP;
        }
        if (pendingEntries >= SLACK * config.windowEntries() || pendingBytes >= (long) SLACK * config.windowBytes()) {
            return Verdict.TOO_MUCH;
        }
        if (progress == null) {
            if (epochs.size() >= config.maxEpochs()) {
                return Verdict.TOO_MANY_EPOCHS;
            }
            progress = new Progress();
            epochs.put(entry.epoch(), progress);
        }
        progress.accepted = entry.seq();
        pendingEntries++;
        pendingBytes += entry.content().sizeBytes();
        return Verdict.NEXT;
    }

    /** The store has it for good. */
    void onDurable(Entry entry) {
        noLongerPending(entry);
        Progress progress = progress(entry);
        if (entry.seq() != progress.durable + 1) {
            throw new IllegalStateException("entry " + entry.seq() + " became durable after " + progress.durable);
        }
        progress.durable = entry.seq();
        progress.accepted = Math.max(progress.accepted, entry.seq());
        due(progress);
    }

    /**
     * The store did not take it, nor will it take those behind it: the same numbers are expected again.
     *
     * @param madeIn the {@link #attempt} at the time it was handed over
     * @return whether this is the first to fail
     */
    boolean onFailed(Entry entry, long madeIn) {
        noLongerPending(entry);
        Progress progress = progress(entry);
        if (madeIn != progress.attempt) {
            return false;
        }
        progress.attempt++;
        progress.accepted = progress.durable;
        return true;
    }

    /** Sends the receipts that are due, one for each epoch. */
    void flushReceipts(EntrySender link) {
        if (receiptsDue == 0) {
            return;
        }
        epochs.forEach((epoch, progress) -> {
            if (progress.receiptDue) {
                progress.receiptDue = false;
                link.sendReceipt(epoch, progress.durable);
            }
        });
        receiptsDue = 0;
    }

    /** A new hello says all of it. */
    void forgetReceipts() {
        epochs.values().forEach(progress -> progress.receiptDue = false);
        receiptsDue = 0;
    }

    private void due(Progress progress) {
        if (!progress.receiptDue) {
            progress.receiptDue = true;
            receiptsDue++;
        }
    }

    private void noLongerPending(Entry entry) {
        pendingEntries--;
        pendingBytes -= entry.content().sizeBytes();
    }

    private Progress progress(Entry entry) {
        Progress progress = epochs.get(entry.epoch());
        if (progress == null) {
            throw new IllegalStateException("nothing of epoch " + entry.epoch() + " was accepted");
        }
        return progress;
    }
}
