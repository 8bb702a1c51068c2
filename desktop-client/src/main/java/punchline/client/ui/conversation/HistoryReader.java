package punchline.client.ui.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import punchline.client.ui.bridge.Asker;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.conversation.MessageId;
import punchline.protocol.PeerId;

/** Reads a conversation page by page, one at a time, into its {@link MessageWindow}. */
final class HistoryReader {
    /** What {@link Command.History} takes at most. */
    private static final int MAX_HISTORY = 1_000;

    /** Half of what the window holds, so that what was just read is never pushed out. */
    private static final int SEEK_PAGE = MessageWindow.MAX_MESSAGES / 2;

    /** Some ten thousand messages back, within a second or two. */
    private static final int MAX_SEEK_PAGES = 40;

    /** Where in the conversation a page lies. */
    enum Stretch {
        LATEST,
        OLDER,
        NEWER
    }

    /** A page that was asked for. */
    private record Reading(String ref, Stretch stretch, int limit) {}

    /** A page that came. */
    record Page(Stretch stretch, List<MessageItem> items) {}

    private final Asker asker;
    private final MessageWindow window;
    private @Nullable PeerId peer;
    private @Nullable Reading reading;
    private @Nullable MessageId sought;
    private int seekPages;
    private boolean olderLeft;

    HistoryReader(Asker asker, MessageWindow window) {
        this.asker = asker;
        this.window = window;
    }

    /** Turns to a conversation, of which nothing is asked for yet; null for none. */
    void open(@Nullable PeerId with) {
        peer = with;
        reading = null;
        sought = null;
        olderLeft = false;
    }

    boolean isReading() {
        return reading != null;
    }

    void readLatest() {
        read(Stretch.LATEST, MessageWindow.PAGE, null);
    }

    /** Reads what is before the window, unless that is its beginning. */
    void readOlder() {
        MessageId oldest = window.oldest();
        if (olderLeft && reading == null && oldest != null) {
            read(Stretch.OLDER, MessageWindow.PAGE, oldest);
        }
    }

    /**
     * Reads backwards until a message is in the window; {@link #sought} tells whether it came.
     *
     * @return whether there is anything to read
     */
    boolean seek(MessageId id) {
        MessageId oldest = window.oldest();
        if (!olderLeft || reading != null || oldest == null) {
            return false;
        }
        sought = id;
        seekPages = 0;
        read(Stretch.OLDER, SEEK_PAGE, oldest);
        return true;
    }

    /** What became of {@link #seek} with the page that has just come. */
    Sought sought() {
        MessageId wanted = sought;
        if (wanted == null) {
            return Sought.NOTHING;
        }
        MessageItem found = window.find(wanted);
        MessageId oldest = window.oldest();
        if (found == null && olderLeft && oldest != null && ++seekPages < MAX_SEEK_PAGES) {
            read(Stretch.OLDER, SEEK_PAGE, oldest);
            return Sought.NOTHING;
        }
        sought = null;
        return new Sought(true, found);
    }

    /** Whether a search has ended, and with which message or none. */
    record Sought(boolean ended, @Nullable MessageItem found) {
        static final Sought NOTHING = new Sought(false, null);
    }

    /** Reads what follows the window, if something does. */
    void readNewer() {
        if (!window.isDetached() || reading != null) {
            return;
        }
        int length = window.newerPageLength();
        if (length > MAX_HISTORY) {
            readLatest();
        } else {
            read(Stretch.NEWER, length, window.newerPageEnd().orElse(null));
        }
    }

    private void read(Stretch stretch, int limit, @Nullable MessageId before) {
        PeerId with = peer;
        if (with != null) {
            asker.ask(ref -> {
                reading = new Reading(ref, stretch, limit);
                return new Command.History(ref, with, limit, before);
            });
        }
    }

    /** The page that this brings, or null if nobody waits for it. */
    @Nullable
    Page take(Event.History history) {
        Reading asked = reading;
        if (asked == null || !asked.ref().equals(history.ref())) {
            return null;
        }
        reading = null;
        if (asked.stretch() != Stretch.NEWER) {
            olderLeft = history.messages().size() >= asked.limit();
        }
        return new Page(
                asked.stretch(),
                history.messages().stream().map(MessageItem::of).toList());
    }

    /** Gives the reading up that this problem answers; false if it answers none. */
    boolean giveUp(Event.Problem told) {
        if (reading == null || !reading.ref().equals(told.ref())) {
            return false;
        }
        reading = null;
        sought = null;
        return true;
    }
}
