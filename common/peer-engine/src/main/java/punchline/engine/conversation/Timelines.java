package punchline.engine.conversation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import punchline.engine.Happening;
import punchline.engine.Happening.Step;
import punchline.engine.Reason;

/**
 * What happened to the messages of one conversation since the program started, and to the link that they go over. Bounded: of
 * messages the last {@value #MAX_KEPT} steps, most of which take three, and the last {@value #MAX_STEPS} of the link.
 *
 * <p>Steps lie in a ring in the order in which they were taken: writing one down is all that a message pays, and who asks looks
 * through all of them.
 */
final class Timelines {
    /** Enough to see why, too little to fill memory by a link that flaps all night. */
    static final int MAX_STEPS = 20;

    /** Those on their way are few; of a long backlog the last ones are kept. A power of two. */
    private static final int MAX_KEPT = 1024;

    /** Grows with what happens: most conversations of a start see nothing. */
    private static final int FIRST_ROOM = 16;

    private record Taken(MessageId id, Happening happening) {}

    private @Nullable Taken[] ring = new Taken[FIRST_ROOM];
    private int taken;
    private final ArrayDeque<Happening> link = new ArrayDeque<>();

    /** A message took a step. */
    void onMessage(MessageId id, long wallMillis, Step step, @Nullable Reason detail) {
        if (taken == ring.length && ring.length < MAX_KEPT) {
            ring = Arrays.copyOf(ring, 2 * ring.length);
        }
        ring[taken++ & (ring.length - 1)] = new Taken(id, new Happening(wallMillis, step, detail));
        if (taken == 2 * MAX_KEPT) {
            taken = MAX_KEPT;
        }
    }

    /** Something happened to the link, or to the attempt to have one. */
    void onLink(long wallMillis, Step step, @Nullable Reason detail) {
        Happening last = link.peekLast();
        if (last == null || last.step() != step || !Objects.equals(last.why(), detail)) {
            if (link.size() >= MAX_STEPS) {
                link.removeFirst();
            }
            link.addLast(new Happening(wallMillis, step, detail));
        }
    }

    /** What is known of a message that was written at that moment: its own steps, and what the link did while it waited. */
    List<Happening> of(MessageId id, long writtenMillis) {
        List<Happening> own = own(id);
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

    private List<Happening> own(MessageId id) {
        List<Happening> own = new ArrayList<>();
        for (int i = Math.max(0, taken - ring.length); i < taken; i++) {
            Taken one = ring[i & (ring.length - 1)];
            if (one != null && one.id().equals(id)) {
                own.add(one.happening());
            }
        }
        return own;
    }
}
