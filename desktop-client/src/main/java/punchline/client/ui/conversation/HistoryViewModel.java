package punchline.client.ui.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.jspecify.annotations.Nullable;
import punchline.engine.Event;
import punchline.engine.conversation.MessageId;
import punchline.protocol.PeerId;

/** Keeps in memory the stretch of the conversation that is looked at: its end, or any other part of it. */
final class HistoryViewModel {
    private final HistoryReader reader;
    private final MessageWindow window;
    private final Function<PeerId, List<MessageItem>> unsaved;
    private final ReadOnlyBooleanWrapper loading = new ReadOnlyBooleanWrapper(this, "loading");
    private final ReadOnlyBooleanWrapper detached = new ReadOnlyBooleanWrapper(this, "detached");

    /** What came while a page was read that may have been read before it. */
    private final List<MessageItem> meanwhile = new ArrayList<>();

    private boolean missed;
    private int unreadAtOpening;

    /**
     * Makes one of no conversation.
     *
     * @param unsaved what was typed to somebody and is not durable: it is in no history
     */
    HistoryViewModel(HistoryReader reader, MessageWindow window, Function<PeerId, List<MessageItem>> unsaved) {
        this.reader = reader;
        this.window = window;
        this.unsaved = unsaved;
    }

    /** Whether the first page is still being read. */
    ReadOnlyBooleanProperty loadingProperty() {
        return loading.getReadOnlyProperty();
    }

    /** Whether the latest messages are not in memory, because older ones are. */
    ReadOnlyBooleanProperty detachedProperty() {
        return detached.getReadOnlyProperty();
    }

    /**
     * Turns to a conversation.
     *
     * @param unread how many messages of the other's, counted from the end, have not been seen
     */
    void open(@Nullable PeerId with, int unread) {
        unreadAtOpening = unread;
        forget();
        window.replace(List.of(), false, false);
        reader.open(with);
        loading.set(false);
        detached.set(false);
    }

    /** Reads the end. */
    void readLatest() {
        forget();
        reader.readLatest();
        loading.set(reader.isReading() && window.items().isEmpty());
    }

    /** Reads a message and what is around it. */
    void readAround(MessageId id) {
        forget();
        reader.readAround(id);
        loading.set(reader.isReading() && window.items().isEmpty());
    }

    /** The view is near the oldest message in memory. */
    void onNearOldest() {
        MessageId oldest = window.oldest();
        if (window.hasOlder() && oldest != null) {
            reader.readOlder(oldest);
        }
    }

    /** The view is near the newest message in memory. */
    void onNearNewest() {
        MessageId newest = window.newest();
        if (window.isDetached() && newest != null && !reader.isReading()) {
            forget();
            reader.readNewer(newest);
        }
    }

    /** Brings the end into memory. */
    void jumpToLatest() {
        if (window.isDetached()) {
            readLatest();
        }
    }

    /** These have come, or have been typed. */
    void add(List<MessageItem> latest, boolean atEnd) {
        window.addLatest(latest, atEnd);
        if (reader.isReadingOn()) {
            meanwhile.addAll(latest);
            int tooMany = meanwhile.size() - MessageWindow.MAX_MESSAGES;
            if (tooMany > 0) {
                meanwhile.subList(0, tooMany).clear();
                missed = true;
            }
        }
        detached.set(window.isDetached());
    }

    /** The page that this brings, which is in memory from here on; null if nobody waits for it. */
    HistoryReader.@Nullable Page onHistory(Event.History history, boolean atEnd) {
        HistoryReader.Page page = reader.take(history);
        if (page == null) {
            return null;
        }
        switch (page.stretch()) {
            case LATEST -> showLatest(history.peer(), page);
            case OLDER -> window.addOlder(page.items(), page.older());
            case NEWER -> {
                window.addNewer(page.items(), page.newer() || missed);
                if (!window.isDetached()) {
                    window.addLatest(unsaved.apply(history.peer()), true);
                    window.addLatest(meanwhile, atEnd);
                }
            }
            case AROUND -> {
                if (!page.items().isEmpty()) {
                    window.replace(page.items(), page.older(), page.newer());
                }
            }
        }
        loading.set(false);
        if (page.stretch() == HistoryReader.Stretch.LATEST && missed) {
            readLatest();
        }
        forget();
        if (page.stretch() == HistoryReader.Stretch.AROUND && window.items().isEmpty()) {
            readLatest();
        }
        detached.set(window.isDetached());
        return page;
    }

    private void showLatest(PeerId peer, HistoryReader.Page page) {
        window.replace(page.items(), page.older(), false);
        window.addLatest(unsaved.apply(peer), true);
        window.addLatest(meanwhile, true);
        List<MessageItem> shown = window.items();
        int unread = unreadAtOpening;
        unreadAtOpening = 0;
        for (int i = shown.size() - 1; i >= 0 && unread > 0; i--) {
            unread -= shown.get(i).mine() ? 0 : 1;
            if (unread == 0) {
                window.setFirstUnread(shown.get(i));
            }
        }
    }

    private void forget() {
        meanwhile.clear();
        missed = false;
    }

    /** Gives the reading up that this problem answers; false if it answers none. */
    boolean giveUp(Event.Problem told) {
        if (!reader.giveUp(told)) {
            return false;
        }
        loading.set(false);
        return true;
    }
}
