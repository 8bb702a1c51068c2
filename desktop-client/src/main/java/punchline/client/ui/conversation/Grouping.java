package punchline.client.ui.conversation;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import punchline.client.ui.conversation.MessageItem.Placement;
import punchline.client.ui.text.Times;

/** Sets each message among its neighbours: days, groups of one sender, the line "new messages". */
final class Grouping {
    /** Longer silence starts a new group. */
    private static final long GROUP_MILLIS = 5 * 60_000L;

    private final Times times;
    private @Nullable MessageItem firstUnread;

    Grouping(Times times) {
        this.times = times;
    }

    /** The message with the line "new messages" above it, or null. */
    @Nullable
    MessageItem firstUnread() {
        return firstUnread;
    }

    void setFirstUnread(@Nullable MessageItem item) {
        firstUnread = item;
    }

    /** Tells each of these, oldest first, where it stands. */
    void place(List<MessageItem> items) {
        for (int i = 0; i < items.size(); i++) {
            MessageItem item = items.get(i);
            MessageItem before = i > 0 ? items.get(i - 1) : null;
            MessageItem after = i + 1 < items.size() ? items.get(i + 1) : null;
            LocalDate day = times.dayOf(item.timeMillis());
            boolean newDay = before == null || !times.dayOf(before.timeMillis()).equals(day);
            Placement placement = new Placement(
                    newDay ? day : null,
                    item == firstUnread,
                    !joins(before, item),
                    after == null || !joins(item, after));
            if (!placement.equals(item.placement())) {
                item.setPlacement(placement);
            }
        }
    }

    private boolean joins(@Nullable MessageItem before, MessageItem item) {
        return before != null
                && before.mine() == item.mine()
                && item != firstUnread
                && Math.abs(item.timeMillis() - before.timeMillis()) < GROUP_MILLIS
                && times.dayOf(before.timeMillis()).equals(times.dayOf(item.timeMillis()));
    }
}
