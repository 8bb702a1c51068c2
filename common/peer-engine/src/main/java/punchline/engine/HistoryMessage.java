package punchline.engine;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import punchline.engine.Event.MessageState;
import punchline.engine.conversation.MessageId;

/**
 * One message of a conversation.
 *
 * @param text      as last edited; empty once deleted
 * @param state     null unless mine
 * @param time      the sender's wall clock in ms
 * @param order     its place: texts that compare, character by character, as the messages follow each other on both sides
 * @param replyTo   the message that it answers, or null
 * @param edited    it once had another text
 * @param deleted   its author took it back
 * @param reactions at most one of each of the two
 */
public record HistoryMessage(
        MessageId id,
        boolean mine,
        String text,
        @Nullable MessageState state,
        long time,
        String order,
        @Nullable MessageId replyTo,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean edited,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean deleted,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Reaction> reactions) {
    /** One that nobody has edited, deleted, or reacted to, and that answers none. */
    public HistoryMessage(
            MessageId id, boolean mine, String text, @Nullable MessageState state, long time, String order) {
        this(id, mine, text, state, time, order, null, false, false, List.of());
    }

    /** A sign that one of the two put beside a message. */
    public record Reaction(boolean mine, String emoji) {}
}
