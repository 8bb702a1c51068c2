package punchline.client.ui.conversation;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import punchline.client.ui.text.Texts;
import punchline.engine.conversation.MessageId;

/** Brings a message into view that stands elsewhere in the conversation, however far. */
final class Revealing {
    private final MessageWindow window;
    private final HistoryViewModel history;
    private final Texts texts;
    private final StringProperty problem;
    private final ReadOnlyObjectWrapper<@Nullable MessageItem> revealed = new ReadOnlyObjectWrapper<>(this, "revealed");

    /** Makes one that says in {@code problem} what it does not find. */
    Revealing(MessageWindow window, HistoryViewModel history, Texts texts, StringProperty problem) {
        this.window = window;
        this.history = history;
        this.texts = texts;
        this.problem = problem;
    }

    /** The message that was asked for, once it is in memory, until it has been seen; or null. */
    ReadOnlyObjectProperty<@Nullable MessageItem> revealedProperty() {
        return revealed.getReadOnlyProperty();
    }

    /** Brings a message into view, and into memory if need be. */
    void reveal(MessageId id) {
        MessageItem item = window.find(id);
        if (item != null) {
            show(item);
        } else {
            history.readAround(id);
        }
    }

    /** A page has been read, which may be the one around the message. */
    void onPage(HistoryReader.Page page) {
        MessageId sought = page.at();
        if (page.stretch() == HistoryReader.Stretch.AROUND && sought != null) {
            MessageItem found = window.find(sought);
            if (found != null) {
                show(found);
            } else {
                problem.set(texts.get("conversation.notFound"));
            }
        }
    }

    /** The message has been pointed at for long enough, or is of no interest any more. */
    void end() {
        revealed.set(null);
    }

    private void show(MessageItem item) {
        revealed.set(null);
        revealed.set(item);
    }
}
