package punchline.engine.path;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Which run of the peer is the present one. A MAC does not age: an old probe verifies forever. Hence only an answer to a request of
 * mine proves a boot id, one that was replaced never comes back, and a request is news only if its counter is higher than all before.
 */
final class PeerBoots {
    private final int maxOver;
    private final Deque<Long> over = new ArrayDeque<>();
    private @Nullable Long current;
    private long highestCounter = -1;

    PeerBoots(int maxOver) {
        this.maxOver = maxOver;
    }

    /** Takes the boot id of an answer to a request of mine; true if it is a new one. */
    boolean onProven(long bootId) {
        Long before = current;
        if (before != null && before == bootId) {
            return false;
        }
        if (before != null) {
            if (over.size() >= maxOver) {
                over.removeFirst();
            }
            over.addLast(before);
        }
        current = bootId;
        highestCounter = -1;
        return true;
    }

    boolean isCurrent(long bootId) {
        Long present = current;
        return present != null && present == bootId;
    }

    boolean isOver(long bootId) {
        return over.contains(bootId);
    }

    /** Whether the peer sent this request after all that were seen before, in its present run. */
    boolean isFresh(Probe request) {
        long counter = Integer.toUnsignedLong(request.transaction().counter());
        if (!isCurrent(request.bootId()) || counter <= highestCounter) {
            return false;
        }
        highestCounter = counter;
        return true;
    }
}
