package punchline.simulation.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import punchline.engine.conversation.Content;
import punchline.engine.conversation.Entry;
import punchline.engine.conversation.MessageId;
import punchline.engine.conversation.MessageStore.Emptied;
import punchline.protocol.PeerId;

/** One conversation on the imagined disk: its entries, and what has been taken out of them. */
final class Shelf {
    /** {@code position} counts all entries, of all conversations, in the order in which they came, from 1. */
    record Arrived(Entry entry, long atMillis, long position) {
        Arrived with(Content content) {
            return new Arrived(
                    new Entry(
                            entry.id(),
                            entry.author(),
                            entry.epoch(),
                            entry.seq(),
                            entry.lamport(),
                            entry.sentAtMillis(),
                            content),
                    atMillis,
                    position);
        }
    }

    /** Few, so that what takes several steps does so here. */
    private static final int EMPTIED_AT_ONCE = 3;

    private final PeerId self;
    private final long epoch;
    final Map<MessageId, Arrived> entries = new LinkedHashMap<>();
    final Map<Long, Long> received = new LinkedHashMap<>();
    final Map<MessageId, List<Entry>> amendments = new LinkedHashMap<>();
    final List<Entry> mine = new ArrayList<>();
    final Map<Long, Long> read = new LinkedHashMap<>();
    long acknowledged;
    long readByPeer;
    long offered;
    long lamport;
    private long lastPosition;
    long hidden;
    long hiddenSeq;
    boolean emptying;
    int retainDays;
    String draft = "";

    Shelf(PeerId self, long epoch) {
        this.self = self;
        this.epoch = epoch;
    }

    boolean isShown(Arrived arrived) {
        return arrived.entry().content().isMessage() && arrived.position() > hidden;
    }

    void keep(Entry entry, long atMillis, long position) {
        lastPosition = position;
        lamport = Math.max(lamport, entry.lamport());
        entries.put(entry.id(), new Arrived(entry, atMillis, position));
        if (entry.content() instanceof Content.Amendment amendment) {
            amendments
                    .computeIfAbsent(amendment.target(), absent -> new ArrayList<>())
                    .add(entry);
        }
        switch (entry.content()) {
            case Content.Text(String text, MessageId replyTo) -> {
                if (isDeleted(entry.id(), entry.author())) {
                    replace(entry.id(), new Content.Text("", replyTo));
                }
            }
            case Content.Edit(MessageId target, String text) -> {
                if (isDeleted(target, entry.author()) || isGone(target)) {
                    replace(entry.id(), new Content.Edit(target, ""));
                }
            }
            case Content.Reaction(MessageId target, String emoji) -> {
                if (isGone(target)) {
                    replace(entry.id(), new Content.Reaction(target, ""));
                }
            }
            case Content.Deletion(MessageId target) -> emptyDeleted(target, entry.author());
            case Content.Cancelled ignored -> {}
            case Content.Unknown ignored -> {}
        }
    }

    void cancel(long seq) {
        if (seq >= 1 && seq <= mine.size()) {
            replace(mine.get((int) seq - 1).id(), new Content.Cancelled());
        }
    }

    void acknowledge(long seq) {
        for (long next = acknowledged + 1; next <= Math.min(seq, hiddenSeq); next++) {
            cancel(next);
        }
        acknowledged = Math.max(acknowledged, seq);
    }

    void clear(long left) {
        for (long seq = left + 1; seq <= mine.size(); seq++) {
            cancel(seq);
        }
        hidden = lastPosition;
        hiddenSeq = mine.size();
        emptying = true;
        draft = "";
    }

    Emptied empty(long beforeMillis) {
        List<Arrived> due = entries.values().stream()
                .filter(arrived -> isHidden(arrived) || isOld(arrived, beforeMillis))
                .filter(arrived -> isSettled(arrived.entry()))
                .limit(EMPTIED_AT_ONCE)
                .toList();
        int messages = 0;
        for (Arrived arrived : due) {
            messages += isShown(arrived) ? 1 : 0;
            for (Entry amendment : amendmentsOf(arrived.entry().id())) {
                if (isSettled(amendment)) {
                    replace(amendment.id(), new Content.Cancelled());
                }
            }
            replace(arrived.entry().id(), new Content.Cancelled());
        }
        boolean more = due.size() == EMPTIED_AT_ONCE;
        emptying &= more;
        return new Emptied(messages, more);
    }

    /** What amends a message goes with it. */
    private boolean isHidden(Arrived arrived) {
        Content content = arrived.entry().content();
        return arrived.position() <= hidden && (content.isMessage() || content instanceof Content.Unknown);
    }

    /** Whether a message that is shown came before that time, and nothing about it has yet to be sent. */
    private boolean isOld(Arrived arrived, long beforeMillis) {
        Entry entry = arrived.entry();
        long time =
                entry.author().equals(self) ? arrived.atMillis() : Math.max(arrived.atMillis(), entry.sentAtMillis());
        return isShown(arrived)
                && time < beforeMillis
                && amendmentsOf(entry.id()).stream().allMatch(this::isSettled);
    }

    private boolean isSettled(Entry entry) {
        return !entry.author().equals(self) || entry.seq() <= acknowledged;
    }

    private boolean isDeleted(MessageId id, PeerId author) {
        return amendmentsOf(id).stream()
                .anyMatch(entry -> entry.content() instanceof Content.Deletion
                        && entry.author().equals(author));
    }

    private boolean isGone(MessageId id) {
        Arrived message = entries.get(id);
        return message != null
                && (message.position() <= hidden || message.entry().content() instanceof Content.Cancelled);
    }

    /** The author of a message took it back: its own text and those of its edits are nowhere any more. */
    private void emptyDeleted(MessageId id, PeerId author) {
        Arrived message = entries.get(id);
        if (message != null
                && message.entry().author().equals(author)
                && message.entry().content() instanceof Content.Text(String text, MessageId replyTo)) {
            replace(id, new Content.Text("", replyTo));
        }
        for (Entry entry : amendmentsOf(id)) {
            if (entry.author().equals(author) && entry.content() instanceof Content.Edit) {
                replace(entry.id(), new Content.Edit(id, ""));
            }
        }
    }

    private List<Entry> amendmentsOf(MessageId id) {
        return List.copyOf(amendments.getOrDefault(id, List.of()));
    }

    /** Puts something else into an entry, wherever that lies. */
    private void replace(MessageId id, Content content) {
        Arrived old = entries.get(id);
        if (old == null) {
            return;
        }
        Arrived emptied = old.with(content);
        entries.put(id, emptied);
        Entry entry = emptied.entry();
        if (entry.author().equals(self) && entry.epoch() == epoch) {
            mine.set((int) entry.seq() - 1, entry);
        }
        if (old.entry().content() instanceof Content.Amendment amendment) {
            List<Entry> all = amendments.getOrDefault(amendment.target(), new ArrayList<>());
            all.remove(old.entry());
            if (content instanceof Content.Amendment) {
                all.add(entry);
            }
        }
    }
}
