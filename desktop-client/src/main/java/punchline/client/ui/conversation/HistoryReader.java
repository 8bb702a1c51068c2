package punchline.client.ui.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import punchline.client.ui.bridge.Asker;
import punchline.engine.Command;
import punchline.engine.Event;
import punchline.engine.HistoryMessage;
import punchline.engine.conversation.MessageId;
import punchline.protocol.PeerId;

/** Asks for a conversation page by page, one at a time. */
final class HistoryReader {
    /** Where in the conversation a page lies. */
    enum Stretch {
        LATEST,
        OLDER,
        NEWER,
        /** Around one message, wherever that is. */
        AROUND
    }

    /** A page that was asked for; {@code at} is what it lies before, behind or around. */
    private record Reading(
            String ref,
            Stretch stretch,
            int limit,
            @Nullable MessageId at) {}

    /**
     * A page that came.
     *
     * @param at    what it was asked before, behind or around; null for the latest
     * @param older whether there may be messages before it
     * @param newer whether there may be messages behind it
     */
    record Page(Stretch stretch, @Nullable MessageId at, List<MessageItem> items, boolean older, boolean newer) {}

    private final Asker asker;
    private @Nullable PeerId peer;
    private @Nullable Reading reading;

    HistoryReader(Asker asker) {
        this.asker = asker;
    }

    /** Turns to a conversation, of which nothing is asked for yet; null for none. */
    void open(@Nullable PeerId with) {
        peer = with;
        reading = null;
    }

    boolean isReading() {
        return reading != null;
    }

    /** Whether what is being read ends with the latest message there is. */
    boolean isReadingOn() {
        return reading != null && (reading.stretch() == Stretch.LATEST || reading.stretch() == Stretch.NEWER);
    }

    /** Reads the last page, in place of what is being read. */
    void readLatest() {
        read(Stretch.LATEST, MessageWindow.PAGE, null);
    }

    /** Reads a message and those around it, in place of what is being read. */
    void readAround(MessageId id) {
        read(Stretch.AROUND, 2 * MessageWindow.PAGE, id);
    }

    /** Reads what is before a message, unless something is being read. */
    void readOlder(MessageId oldest) {
        if (reading == null) {
            read(Stretch.OLDER, MessageWindow.PAGE, oldest);
        }
    }

    /** Reads what follows a message, unless something is being read. */
    void readNewer(MessageId newest) {
        if (reading == null) {
            read(Stretch.NEWER, MessageWindow.PAGE, newest);
        }
    }

    private void read(Stretch stretch, int limit, @Nullable MessageId at) {
        PeerId with = peer;
        if (with != null) {
            asker.ask(ref -> {
                reading = new Reading(ref, stretch, limit, at);
                return new Command.History(
                        ref,
                        with,
                        limit,
                        stretch == Stretch.OLDER ? at : null,
                        stretch == Stretch.NEWER ? at : null,
                        stretch == Stretch.AROUND ? at : null);
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
        List<HistoryMessage> read = history.messages();
        boolean full = read.size() >= asked.limit();
        boolean before = false;
        if (asked.stretch() == Stretch.AROUND) {
            long older = read.stream()
                    .takeWhile(message -> !message.id().equals(asked.at()))
                    .count();
            before = older >= asked.limit() / 2;
        }
        return new Page(
                asked.stretch(),
                asked.at(),
                read.stream().map(MessageItem::of).toList(),
                asked.stretch() == Stretch.AROUND ? before : full,
                asked.stretch() != Stretch.LATEST && full);
    }

    /** Gives the reading up that this problem answers; false if it answers none. */
    boolean giveUp(Event.Problem told) {
        if (reading == null || !reading.ref().equals(told.ref())) {
            return false;
        }
        reading = null;
        return true;
    }
}
