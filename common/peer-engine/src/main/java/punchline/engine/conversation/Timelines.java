package punchline.engine.conversation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import punchline.engine.Happening;
import punchline.engine.Happening.Step;
import punchline.engine.Reason;

/**
 * What happened to the messages of one conversation since the program started, and to the link that they go over. Bounded:
 * the last {@value #MAX_STEPS} of each of the {@value #MAX_MESSAGES} messages that moved last.
 */
final class Timelines {
    /** Enough to see why, too little to fill memory by a link that flaps all night. */
    static final int MAX_STEPS = 20;

    /** Those on their way are few; of a long backlog the first ones matter. */
    private static final int MAX_MESSAGES = 256;

    private final Map<MessageId, ArrayDeque<Happening>> messages = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<MessageId, ArrayDeque<Happening>> eldest) {
            return size() > MAX_MESSAGES;
        }
    };
    private final ArrayDeque<Happening> link = new ArrayDeque<>();

    /** A message took a step. */
    void onMessage(MessageId id, long wallMillis, Step step, @Nullable Reason detail) {
        ArrayDeque<Happening> steps = messages.get(id);
        if (steps == null) {
            steps = new ArrayDeque<>(4);
            messages.put(id, steps);
        }
        add(steps, new Happening(wallMillis, step, detail));
    }

    /** Something happened to the link, or to the attempt to have one. */
    void onLink(long wallMillis, Step step, @Nullable Reason detail) {
        Happening last = link.peekLast();
        if (last == null || last.step() != step || !Objects.equals(last.why(), detail)) {
            add(link, new Happening(wallMillis, step, detail));
        }
    }

    /** What is known of a message that was written at that moment: its own steps, and what the link did while it waited. */
    List<Happening> of(MessageId id, long writtenMillis) {
        List<Happening> own = new ArrayList<>(messages.getOrDefault(id, new ArrayDeque<>()));
        boolean over = own.stream().anyMatch(one -> one.step() == Step.DELIVERED || one.step() == Step.CANCELLED);
        long end = over ? own.getLast().time() : Long.MAX_VALUE;
        List<Happening> all = new ArrayList<>();
        if (own.isEmpty() || own.getFirst().step() != Step.QUEUED) {
            all.add(new Happening(writtenMillis, Step.QUEUED, null));
        }
        link.stream()
                .filter(one -> one.time() >= writtenMillis && one.time() <= end)
                .forEach(all::add);
        all.addAll(own);
        all.sort(Comparator.comparingLong(Happening::time));
        // How it began, and the latest.
        all.subList(1, Math.max(1, all.size() - MAX_STEPS + 1)).clear();
        return List.copyOf(all);
    }

    private static void add(ArrayDeque<Happening> steps, Happening next) {
        if (steps.size() >= MAX_STEPS) {
            steps.removeFirst();
        }
        steps.addLast(next);
    }
}
