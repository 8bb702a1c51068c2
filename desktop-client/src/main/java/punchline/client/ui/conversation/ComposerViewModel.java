package punchline.client.ui.conversation;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import punchline.client.ui.people.Person;
import punchline.engine.conversation.ConversationLimits;
import punchline.protocol.PeerId;

/** What is being written, kept for each person while others are looked at. */
public final class ComposerViewModel {
    /** More than can ever be sent, so that what is too long can be cut down; a mistaken paste of a large file cannot stall the window. */
    public static final int MAX_CHARS = 2 * ConversationLimits.MAX_TEXT_BYTES;

    private final ConversationViewModel conversation;
    private final Map<PeerId, String> drafts = new HashMap<>();
    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final ReadOnlyIntegerWrapper excess = new ReadOnlyIntegerWrapper(this, "excess");

    public ComposerViewModel(ConversationViewModel conversation) {
        this.conversation = conversation;
        text.addListener((property, old, now) -> excess.set(excessOf(now)));
        conversation.personProperty().addListener((property, old, now) -> exchangeDraft(old, now));
    }

    /** The text as typed. */
    public StringProperty textProperty() {
        return text;
    }

    /** By how many bytes of UTF-8 the text is too long, 0 if it is not. */
    public ReadOnlyIntegerProperty excessProperty() {
        return excess.getReadOnlyProperty();
    }

    /**
     * Sends what is written, without the white space around it, and clears it.
     *
     * @return false if there is nothing to send, or too much
     */
    public boolean send() {
        String said = text.get().strip();
        if (said.isEmpty() || excess.get() > 0 || conversation.personProperty().get() == null) {
            return false;
        }
        text.set("");
        conversation.send(said);
        return true;
    }

    private void exchangeDraft(@Nullable Person old, @Nullable Person now) {
        if (old != null) {
            if (text.get().isBlank()) {
                drafts.remove(old.id());
            } else {
                drafts.put(old.id(), text.get());
            }
        }
        text.set(now == null ? "" : drafts.getOrDefault(now.id(), ""));
    }

    private static int excessOf(String typed) {
        // No character has more than three bytes per UTF-16 unit, so short texts need no encoding.
        if (typed.length() * 3 <= ConversationLimits.MAX_TEXT_BYTES) {
            return 0;
        }
        int bytes = typed.strip().getBytes(StandardCharsets.UTF_8).length;
        return Math.max(0, bytes - ConversationLimits.MAX_TEXT_BYTES);
    }
}
