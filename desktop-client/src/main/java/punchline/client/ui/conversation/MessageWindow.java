package punchline.client.ui.conversation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import punchline.client.ui.conversation.MessageItem.Delivery;
import punchline.client.ui.text.Times;
import punchline.engine.conversation.MessageId;

/**
 * The stretch of a conversation that is in memory: at most {@value #MAX_MESSAGES}, whatever the length of the history. What
 * is added at one end pushes out what is too much at the other.
 */
final class MessageWindow {
    /** Several screens; what the list holds is what a pulse may have to lay out. */
    static final int MAX_MESSAGES = 500;

    /** More than a tall screen shows, little enough to be read within a frame or two. */
    static final int PAGE = 60;

    private final Grouping grouping;
    private final ObservableList<MessageItem> items = FXCollections.observableArrayList();
    private final Map<MessageId, MessageItem> byId = new HashMap<>();

    private boolean olderLeft;
    private boolean newerLeft;

    MessageWindow(Times times) {
        grouping = new Grouping(times);
    }

    /** Oldest first. */
    ObservableList<MessageItem> items() {
        return items;
    }

    @Nullable
    MessageItem find(MessageId id) {
        return byId.get(id);
    }

    /** The oldest message here that history can be asked before, or null. */
    @Nullable
    MessageId oldest() {
        for (MessageItem item : items) {
            if (item.id() != null) {
                return item.id();
            }
        }
        return null;
    }

    /** The newest message here that history can be asked after, or null. */
    @Nullable
    MessageId newest() {
        for (MessageItem item : items.reversed()) {
            if (item.id() != null) {
                return item.id();
            }
        }
        return null;
    }

    /** Whether there may be messages before these. */
    boolean hasOlder() {
        return olderLeft;
    }

    /** Whether the latest messages are not here. */
    boolean isDetached() {
        return newerLeft;
    }

    /**
     * Puts another stretch in the place of what is here.
     *
     * @param older whether there may be messages before it
     * @param newer whether there may be messages behind it
     */
    void replace(List<MessageItem> stretch, boolean older, boolean newer) {
        byId.clear();
        olderLeft = older;
        newerLeft = newer;
        grouping.setFirstUnread(null);
        stretch.forEach(this::index);
        items.setAll(stretch);
        place();
    }

    /** Adds what stands before; {@code left} tells whether there may be more. */
    void addOlder(List<MessageItem> page, boolean left) {
        olderLeft = left;
        items.addAll(0, fresh(page));
        if (items.size() > MAX_MESSAGES) {
            items.subList(MAX_MESSAGES, items.size()).forEach(this::forget);
            items.remove(MAX_MESSAGES, items.size());
            newerLeft = true;
        }
        place();
    }

    /** Adds what follows; {@code left} tells whether there may be more. */
    void addNewer(List<MessageItem> page, boolean left) {
        newerLeft = left;
        items.addAll(fresh(page));
        dropOldest();
        place();
    }

    /**
     * Adds messages that have just come or been typed.
     *
     * @param atEnd whether the end is in view; if not, nothing may move and a full window lets them go
     */
    void addLatest(List<MessageItem> latest, boolean atEnd) {
        List<MessageItem> fresh = fresh(latest);
        if (newerLeft || (!atEnd && items.size() + fresh.size() > MAX_MESSAGES)) {
            newerLeft |= !fresh.isEmpty();
            fresh.forEach(this::forget);
            return;
        }
        if (fresh.size() > MAX_MESSAGES) {
            fresh.subList(0, fresh.size() - MAX_MESSAGES).forEach(this::forget);
            fresh = fresh.subList(fresh.size() - MAX_MESSAGES, fresh.size());
        }
        if (followsInOrder(fresh)) {
            // A burst is one change of the list, however long.
            items.addAll(fresh);
        } else {
            for (MessageItem item : fresh) {
                items.add(placeOf(item), item);
            }
        }
        dropOldest();
        place();
    }

    /** Whether what arrived while it became durable belongs on its other side. */
    private boolean isMisplaced(int index) {
        MessageItem item = items.get(index);
        return (index > 0 && item.belongsBefore(items.get(index - 1)))
                || (index + 1 < items.size() && items.get(index + 1).belongsBefore(item));
    }

    private boolean followsInOrder(List<MessageItem> fresh) {
        MessageItem before = items.isEmpty() ? null : items.getLast();
        for (MessageItem item : fresh) {
            if (before != null && item.belongsBefore(before)) {
                return false;
            }
            before = item;
        }
        return true;
    }

    /** Behind all that it does not belong before: where most messages go is the end. */
    private int placeOf(MessageItem item) {
        int place = items.size();
        while (place > 0 && item.belongsBefore(items.get(place - 1))) {
            place--;
        }
        return place;
    }

    /** A typed message is durable; if history has already brought it, it is not shown twice. */
    void onSaved(MessageItem item, MessageId id, @Nullable String order) {
        MessageItem known = byId.get(id);
        item.onSaved(id, order == null ? "" : order);
        if (known != null && known != item) {
            items.remove(item);
            place();
        } else if (items.contains(item)) {
            byId.put(id, item);
            if (isMisplaced(items.indexOf(item))) {
                items.remove(item);
                items.add(placeOf(item), item);
                place();
            }
        }
    }

    /** This message has been read, and so have those of mine before it that were delivered. */
    void onRead(MessageItem last) {
        last.setDelivery(Delivery.READ);
        for (int i = items.indexOf(last) - 1; i >= 0; i--) {
            if (items.get(i).delivery() == Delivery.READ) {
                return;
            }
            if (items.get(i).delivery() == Delivery.DELIVERED) {
                items.get(i).setDelivery(Delivery.READ);
            }
        }
    }

    /** The latest message here that is not mine, or null. */
    @Nullable
    MessageId latestOfTheirs() {
        for (int i = items.size() - 1; i >= 0; i--) {
            if (!items.get(i).mine()) {
                return items.get(i).id();
            }
        }
        return null;
    }

    void remove(MessageItem item) {
        items.remove(item);
        forget(item);
        place();
    }

    /** Puts the line "new messages" above this one; null takes it away. */
    void setFirstUnread(@Nullable MessageItem item) {
        grouping.setFirstUnread(item);
        place();
    }

    @Nullable
    MessageItem firstUnread() {
        return grouping.firstUnread();
    }

    private List<MessageItem> fresh(List<MessageItem> page) {
        List<MessageItem> fresh = new ArrayList<>(page.size());
        for (MessageItem item : page) {
            if (item.id() == null ? !items.contains(item) : !byId.containsKey(item.id())) {
                index(item);
                fresh.add(item);
            }
        }
        return fresh;
    }

    private void index(MessageItem item) {
        if (item.id() != null) {
            byId.put(item.id(), item);
        }
    }

    private void forget(MessageItem item) {
        if (item.id() != null) {
            byId.remove(item.id());
        }
    }

    private void dropOldest() {
        if (items.size() > MAX_MESSAGES) {
            List<MessageItem> oldest = items.subList(0, items.size() - MAX_MESSAGES);
            oldest.forEach(this::forget);
            items.remove(0, items.size() - MAX_MESSAGES);
            olderLeft = true;
        }
    }

    private void place() {
        grouping.place(items);
    }
}
