package punchline.client.ui.conversation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import punchline.client.ui.conversation.MessageItem.Delivery;
import punchline.client.ui.text.Times;
import punchline.engine.conversation.MessageId;

/**
 * The stretch of a conversation that is in memory: at most {@value #MAX_MESSAGES}, whatever the length of the history.
 * Older pages push the newest out, and each page pushed out leaves the mark by which it can be read again.
 */
final class MessageWindow {
    /** Several screens; what the list holds is what a pulse may have to lay out. */
    static final int MAX_MESSAGES = 500;

    /** More than a tall screen shows, little enough to be read within a frame or two. */
    static final int PAGE = 60;

    private final Grouping grouping;
    private final ObservableList<MessageItem> items = FXCollections.observableArrayList();
    private final Map<MessageId, MessageItem> byId = new HashMap<>();

    /** For each page pushed out at the end, the newest one first: the message after it, or empty for the latest. */
    private final Deque<Optional<MessageId>> newerPages = new ArrayDeque<>();

    /** The message that follows the last item, or null if nothing does. */
    private @Nullable MessageId following;

    /** How many messages came since the latest page was pushed out. */
    private int missedAtEnd;

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

    /** Whether the latest messages are not here. */
    boolean isDetached() {
        return !newerPages.isEmpty();
    }

    /** The message before which the next newer page ends, empty for the end of the conversation. */
    Optional<MessageId> newerPageEnd() {
        return newerPages.element();
    }

    /** How long the next newer page is. */
    int newerPageLength() {
        return newerPages.element().isPresent() ? PAGE : PAGE + missedAtEnd;
    }

    void replace(List<MessageItem> latest) {
        byId.clear();
        newerPages.clear();
        following = null;
        missedAtEnd = 0;
        grouping.setFirstUnread(null);
        latest.forEach(this::index);
        items.setAll(latest);
        place();
    }

    void addOlder(List<MessageItem> page) {
        List<MessageItem> fresh = fresh(page);
        items.addAll(0, fresh);
        while (items.size() > MAX_MESSAGES && dropNewestPage()) {}
        place();
    }

    /** Takes the page that {@link #newerPageEnd} and {@link #newerPageLength} asked for. */
    void addNewer(List<MessageItem> page) {
        Optional<MessageId> end = newerPages.remove();
        if (end.isEmpty()) {
            missedAtEnd = 0;
        }
        following = end.orElse(null);
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
        if (isDetached()) {
            missedAtEnd += fresh.size();
            fresh.forEach(this::forget);
            return;
        }
        if (!atEnd && items.size() + fresh.size() > MAX_MESSAGES) {
            newerPages.push(Optional.empty());
            following = fresh.getFirst().id();
            missedAtEnd = fresh.size() - PAGE;
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
            if (item.id() == null || !byId.containsKey(item.id())) {
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
        }
    }

    /** Drops one page at the end, unless its beginning is not durable yet and so could not be found again. */
    private boolean dropNewestPage() {
        int from = items.size() - PAGE;
        MessageId next = items.get(from).id();
        if (next == null) {
            return false;
        }
        items.subList(from, items.size()).forEach(this::forget);
        items.remove(from, items.size());
        newerPages.push(Optional.ofNullable(following));
        following = next;
        return true;
    }

    private void place() {
        grouping.place(items);
    }
}
